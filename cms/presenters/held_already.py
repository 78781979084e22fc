"""Whoever holds what a session gives, or has a place for it, is told so: a morning is not spent twice."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from curriculum.calc.days import FOREVER
from curriculum.models import PlannedSession
from curriculum.queries.booking import other_place
from curriculum.queries.held_already import held_already_until
from workforce.models import Person

from .figure import day_words
from .planned_session import day_of


def not_needed_words(person: Person, session: PlannedSession, *, now: dt.datetime, on: dt.date) -> str:
    """Why they could leave it to somebody else. Empty: it is for them."""
    if other := other_place(person, session, now=now):
        return _("You have a place in another session of this, on %(day)s.") % {"day": day_of(other.session.starts_at)}
    return held_words(person, session, on=on)


def held_words(person: Person, session: PlannedSession, *, on: dt.date) -> str:
    """Empty: they do not, or it is time to renew it."""
    until = held_already_until(person, session.activity, on=on)
    if until is None:
        return ""
    if until == FOREVER:
        return _("You hold this already, and it does not lapse.")
    return _("You hold this already, until %(day)s.") % {"day": day_words(until)}
