"""The waiting list moves up by itself: whoever has waited longest, and is free then, takes the seat that is free.

Whoever calls these holds the bookings of the trust.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import F, Q
from django.db.models.functions import Now

from workforce.models import Account
from workforce.services.decision import note

from ..enums import BookingState, Release, SessionState
from ..models import Booking, PlannedSession
from ..queries.booking import busy_then, free_seats
from .session_news import News, tell


def move_up(session: PlannedSession, *, now: dt.datetime, by: Account | None) -> list[Booking]:
    if session.state != SessionState.OPEN or session.starts_at <= now:
        return []
    seats = free_seats(session)
    if not seats:
        return []
    moved = _able_to_come(session, now)[: len(seats)]
    for booking, seat in zip(moved, seats, strict=False):
        take_seat(booking, seat)
        note(by=by, did="moved up from the waiting list", to=booking)
    tell(News.MOVED_UP, moved)
    return moved


def move_up_after(freed: Collection[Booking], *, now: dt.datetime, by: Account | None) -> list[Booking]:
    """Where a seat is free again, and where somebody waits who was busy then and no longer is."""
    seats = Q(pk__in={booking.session_id for booking in freed})
    people = Q(bookings__state=BookingState.WAITING, bookings__person__in={booking.person_id for booking in freed})
    open_ones = PlannedSession.objects.filter(seats | people, state=SessionState.OPEN, starts_at__gt=now).distinct()
    return [one for session in open_ones.order_by("starts_at", "pk") for one in move_up(session, now=now, by=by)]


def take_seat(booking: Booking, seat: int) -> None:
    booking.state, booking.seat = BookingState.BOOKED, seat
    booking.release = Release.ASKED if booking.session.needs_release else Release.NOT_ASKED
    booking.revision, booking.changed_at = F("revision") + 1, Now()
    booking.save(update_fields=["state", "seat", "release", "revision", "changed_at"])


def close(bookings: Iterable[Booking]) -> None:
    """They hold no place and no hope of one any more; what a manager decided of them stays."""
    Booking.objects.filter(pk__in=[booking.pk for booking in bookings]).update(
        state=BookingState.CANCELLED, seat=None, revision=F("revision") + 1, changed_at=Now()
    )


def _able_to_come(session: PlannedSession, now: dt.datetime) -> list[Booking]:
    here = Q(person__left_date=None) | Q(person__left_date__gt=session.starts_at.date())
    waiting = list(session.bookings.waiting().filter(here).select_related("session", "person"))
    people = [booking.person_id for booking in waiting]
    busy = {one.person_id for one in busy_then(people, session.starts_at, session.ends_at, but=session)}
    return [booking for booking in waiting if booking.person_id not in busy]
