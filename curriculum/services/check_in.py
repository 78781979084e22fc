"""Checking in: somebody says that they are in the room. It fills in the list; who leads the session confirms it.

Nobody is given a dose by it: that is record_attendance's.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from workforce.models import Account, Person
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import BookingState, SessionState
from ..models import Booking, PlannedSession
from ..queries.booking import free_seats, live_booking
from .booking import CannotBook, hours, make_booking, must_be_free
from .locks import hold_bookings
from .waiting_list import take_seat

AROUND = dt.timedelta(hours=1)  # the doors are open so long before it begins and after it ends


class CannotCheckIn(Refused):
    """There is no place, or it is not the time. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class CheckedIn:
    booking: Booking
    is_again: bool


@transaction.atomic
def check_in(*, session: PlannedSession, person: Person, now: dt.datetime, by: Account) -> CheckedIn:
    """Once a person and session, however often it is sent. Whoever has no place takes one that is free."""
    hold_bookings(session.trust_id)
    session = PlannedSession.objects.select_related("activity").get(pk=session.pk)
    if session.trust_id != person.trust_id:
        raise CannotCheckIn("This session is of another trust.")
    _must_be_the_time(session, now)
    booking = live_booking(session, person)
    if booking and booking.checked_in_at:
        return CheckedIn(booking, is_again=True)
    if booking is None or booking.state == BookingState.WAITING:
        booking = _walk_in(session, person, booking, now, by)
    booking.checked_in_at = now
    booking.save(update_fields=["checked_in_at"])
    note(by=by, did="checked in", to=booking)
    return CheckedIn(booking, is_again=False)


def _walk_in(
    session: PlannedSession, person: Person, waiting: Booking | None, now: dt.datetime, by: Account
) -> Booking:
    seats = free_seats(session)
    if not seats:
        raise CannotCheckIn(
            "There is no free place. Speak to whoever leads the session: they can write you down if you stay."
        )
    try:
        must_be_free(session, person)
    except CannotBook as refused:
        raise CannotCheckIn(str(refused)) from None
    if waiting is None:
        return make_booking(session, person, seats[0], now=now, by=by)
    take_seat(waiting, seats[0])
    waiting.refresh_from_db()
    return waiting


def _must_be_the_time(session: PlannedSession, now: dt.datetime) -> None:
    if session.state == SessionState.CANCELLED:
        raise CannotCheckIn("This session is called off.")
    if not session.starts_at - AROUND <= now <= session.ends_at + AROUND:
        raise CannotCheckIn(
            f"This session is on {hours(session)}: you can check in from an hour before until an hour after."
        )
