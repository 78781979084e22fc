"""Whom it concerns when something is withdrawn: sessions that are still to be held, and people who are half-way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Q, QuerySet

from workforce.models import Trust

from ..enums import ActivityKind, SessionState
from ..models import Booking, PlannedSession, Progress
from .planned_session import planned_sessions


def sessions_after(trust: Trust, keys: Collection[str], *, after: dt.datetime) -> QuerySet[PlannedSession]:
    """The next first, with how many have a place."""
    found = planned_sessions(trust).filter(state=SessionState.OPEN, starts_at__gt=after, activity__key__in=keys)
    return found.order_by("starts_at", "pk")


def places_after(trust: Trust, keys: Collection[str], *, after: dt.datetime) -> QuerySet[Booking]:
    """Places and hopes of one, also of those who lead it."""
    sessions = sessions_after(trust, keys, after=after).values("pk")
    found = Booking.objects.live().filter(trust=trust, session__in=sessions)
    return found.select_related("person", "session").order_by("session__starts_at", "pk")


def half_way(trust: Trust, keys: Collection[str], *, on: dt.date) -> QuerySet[Progress]:
    """Who has begun a lesson, has not finished it, and still works here."""
    begun = Progress.objects.filter(trust=trust, activity__key__in=keys, finished_at=None)
    begun = begun.filter(activity__kind=ActivityKind.LESSON).filter(Q(place__gt=1) | ~Q(answers={}))
    here = Q(person__left_date=None) | Q(person__left_date__gt=on)
    return begun.filter(here).select_related("person", "activity").order_by("activity__position", "pk")
