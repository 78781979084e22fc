"""The next sessions of what is learned in a room, shown beside it: with one's own place in them, or to be booked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from curriculum.models import Booking, PlannedSession
from curriculum.queries.planned_session import Wanted, sessions_to_come

from .planned_session import SessionView, own_view, session_view

NEXT = 3


def next_sessions(trust: int, person: int | None, wanted: Wanted, *, now: dt.datetime) -> list[SessionView]:
    return session_views(sessions_to_come(trust, wanted, now=now)[:NEXT], person, now=now)


def session_views(sessions: Iterable[PlannedSession], person: int | None, *, now: dt.datetime) -> list[SessionView]:
    """One's own bookings of all of them are one question; with no session there is none to ask."""
    found = list(sessions)
    own = _own(person, found) if person and found else {}
    return [session_view(one, own_view(own[one.pk], now=now) if one.pk in own else None) for one in found]


def _own(person: int, sessions: Collection[PlannedSession]) -> dict[int, Booking]:
    live = Booking.objects.live().filter(person=person, session__in=sessions)
    return {booking.session_id: booking for booking in live.select_related("session")}
