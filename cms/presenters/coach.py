"""A coach in words: what they can give, when they are free, and whom they supervise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.models import Coach, CoachLeave
from coaching.queries.coach import CoachLine, supervision_load

from .academy import TAGS, WORDS, day_or, invitation_words


@dataclass(frozen=True, slots=True)
class ProfileView:
    state: str
    tag: str
    rows: list[tuple[str, str]]
    invitation: str


def profile_view(coach: Coach, line: CoachLine, *, on: dt.date) -> ProfileView:
    """Only what somebody said has a row, and what counts even where nobody did."""
    rows = [
        (_("Profession"), _profession(coach)),
        (_("Last coached"), day_or(line.last_coached, _("Never"))),
        (_("Certified since"), day_or(line.certified, _("Not certified"))),
        (_("Teams"), _("%(n)s of at most %(m)s") % {"n": line.teams, "m": coach.capacity}),
        (_("Supervisor"), str(line.supervisor) if line.supervisor else _("Nobody")),
        (_("Inside the pathways"), ", ".join(map(str, coach.pathways.order_by("name")))),
        (_("Sites"), ", ".join(map(str, coach.sites.order_by("name")))),
        (_("Travel"), _travel(coach)),
        (_("Free"), "; ".join(_hours(coach))),
        (_("Methods"), coach.methods),
        (_("Wishes"), "; ".join(part for part in (coach.wishes, _smaller(coach)) if part)),
    ]
    return ProfileView(
        str(WORDS[line.state]), TAGS[line.state], [row for row in rows if row[1]], invitation_words(line)
    )


def _profession(coach: Coach) -> str:
    clinical = _("clinical") if coach.is_clinical else _("not clinical")
    return f"{coach.profession}, {clinical}" if coach.profession else clinical.capitalize()


def _travel(coach: Coach) -> str:
    n = coach.travel_minutes
    minutes = ngettext("Up to %(n)s minute one way", "Up to %(n)s minutes one way", n) % {"n": n}
    return f"{minutes}, {_('or online')}" if coach.coaches_online else minutes


def _hours(coach: Coach) -> list[str]:
    return [
        _("%(day)s %(begins)s to %(ends)s")
        % {"day": row.get_weekday_display(), "begins": f"{row.begins:%H:%M}", "ends": f"{row.ends:%H:%M}"}
        for row in coach.hours.order_by("weekday", "begins")
    ]


def _smaller(coach: Coach) -> str:
    return _("A smaller team") if coach.takes_smaller else ""


def leave_words(leave: CoachLeave) -> str:
    if leave.until is None:
        return _("Away from %(first)s, until further notice") % {"first": _day(leave.since)}
    last = leave.until - dt.timedelta(days=1)
    return _("Away from %(first)s to %(last)s") % {"first": _day(leave.since), "last": _day(last)}


@dataclass(frozen=True, slots=True)
class SupervisionView:
    supervisor: Coach
    n: int
    is_too_many: bool
    coaches: list[Coach]


def supervision_views(lines: Sequence[CoachLine], most: int) -> list[SupervisionView]:
    """The most first."""
    return [
        SupervisionView(one, n, n > most, [line.coach for line in lines if line.supervisor == one])
        for one, n in supervision_load(lines)
    ]


def _day(day: dt.date) -> str:
    return formats.date_format(day, "j F Y")
