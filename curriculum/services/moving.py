"""A place is moved to another session in one step: with no place free there, nothing is given up here."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from workforce.models import Account
from workforce.services.decision import note

from ..enums import BookingPart, BookingState
from ..models import Booking, PlannedSession
from ..queries.booking import free_seats, live_booking
from .booking import CannotBook, CannotGiveUp, make_booking, must_be_free, must_be_open, must_belong
from .locks import hold_bookings
from .session_news import News, tell
from .waiting_list import close, move_up_after


@transaction.atomic
def move_place(*, booking: Booking, to: PlannedSession, now: dt.datetime, by: Account) -> Booking:
    """Whoever has waited longest here moves up. Whoever only waits here can move to a place that is free there."""
    hold_bookings(booking.trust_id)
    booking = Booking.objects.select_related("session", "person").get(pk=booking.pk)
    to = PlannedSession.objects.select_related("activity").get(pk=to.pk)
    _must_be_mine_to_move(booking, now)
    _must_take_it(booking, to, now)
    had_place = booking.has_place
    close([booking])
    must_be_free(to, booking.person)
    made = make_booking(to, booking.person, next(iter(free_seats(to))), now=now, by=by)
    note(by=by, did="moved a place", to=made, before=booking.pk)
    if had_place:
        booking.refresh_from_db()
        tell(News.GIVEN_UP, [booking])
    tell(News.BOOKED, [made])
    move_up_after([booking], now=now, by=by)
    return made


def _must_be_mine_to_move(booking: Booking, now: dt.datetime) -> None:
    if booking.state == BookingState.CANCELLED:
        raise CannotGiveUp("This place was given up already.")
    if booking.part == BookingPart.FACILITATOR:
        raise CannotGiveUp("You lead this session. Whoever planned it can name somebody else.")
    if booking.session.starts_at <= now:
        raise CannotGiveUp("The session has begun. Whoever leads it writes down who came.")


def _must_take_it(booking: Booking, to: PlannedSession, now: dt.datetime) -> None:
    if to.activity_id != booking.session.activity_id or to.pk == booking.session_id:
        raise CannotBook("A place is moved to another session of the same thing.")
    must_be_open(to, now)
    must_belong(to, booking.person)
    if live_booking(to, booking.person):
        raise CannotBook("You have a place there, or wait for one, already.")
    if not free_seats(to):
        raise CannotBook("There is no place free any more in that session. You keep what you have here.")
