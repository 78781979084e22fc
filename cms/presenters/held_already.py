"""Whoever holds what a session gives is told so before they book: a morning is not spent twice."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from curriculum.calc.days import FOREVER
from curriculum.models import PlannedSession
from curriculum.queries.held_already import held_already_until
from workforce.models import Person

from .figure import day_words


def held_words(person: Person, session: PlannedSession, *, on: dt.date) -> str:
    """Empty: they do not, or it is time to renew it."""
    until = held_already_until(person, session.activity, on=on)
    if until is None:
        return ""
    if until == FOREVER:
        return _("You hold this already, and it does not lapse.")
    return _("You hold this already, until %(day)s.") % {"day": day_words(until)}
