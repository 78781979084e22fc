"""Coaches of a proposal who have lapsed: nothing stands against them, and whoever decides should know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import formats
from django.utils.translation import gettext as _

from coaching.calc.coach_state import CoachState
from coaching.models import Academy, Coach
from coaching.queries.coach import CoachLine, lines_of


def lapsed_words(coaches: Iterable[Coach], academy: Academy, *, on: dt.date) -> dict[int, str]:
    """By coach, a clause without its full stop."""
    each = list({coach.pk: coach for coach in coaches}.values())
    lines = lines_of(each, academy, on=on) if each else []
    return {line.coach.pk: _words(line) for line in lines if line.state == CoachState.LAPSED}


def _words(line: CoachLine) -> str:
    if line.last_coached is None:
        return _("%(who)s has lapsed: certified, and has not coached yet") % {"who": line.coach}
    day = formats.date_format(line.last_coached, "j F Y")
    return _("%(who)s has lapsed: last coached on %(day)s") % {"who": line.coach, "day": day}
