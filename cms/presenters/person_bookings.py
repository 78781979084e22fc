"""Somebody's places in sessions as their manager reads them: what is to come, and what came of earlier ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from curriculum.enums import BookingPart, BookingState, Release, SessionState
from curriculum.models import Booking

from .planned_session import SessionView, hours_words, session_view


@dataclass(frozen=True, slots=True)
class PersonBooking:
    session: SessionView
    state: str
    tag: str
    words: str
    asks_release: bool


def person_bookings(bookings: Iterable[Booking], *, now: dt.datetime) -> list[PersonBooking]:
    return [_booking(one, now) for one in bookings]


def _booking(booking: Booking, now: dt.datetime) -> PersonBooking:
    state, colour, words = _state(booking, now)
    asks = booking.has_place and booking.release == Release.ASKED and booking.session.starts_at > now
    return PersonBooking(session_view(booking.session), state, f"nhsuk-tag--{colour}", words, asks)


def _state(booking: Booking, now: dt.datetime) -> tuple[str, str, str]:
    if booking.session.state == SessionState.CANCELLED:
        return _("Called off"), "red", booking.session.reason
    if booking.release == Release.REFUSED:
        return _("Not released"), "red", booking.release_words
    if booking.state == BookingState.CANCELLED:
        return _("Given up"), "grey", ""
    if booking.part == BookingPart.FACILITATOR:
        return _("Leads it"), "blue", ""
    if booking.session.ends_at <= now or booking.given_minutes is not None:
        return _over(booking)
    if booking.state == BookingState.WAITING:
        return _("On the waiting list"), "yellow", ""
    if booking.release == Release.GIVEN:
        return _("Booked"), "green", _("Released for %(hours)s.") % {"hours": hours_words(booking.planned_minutes or 0)}
    return _("Booked"), "green", _("Waits to be released.") if booking.release == Release.ASKED else ""


def _over(booking: Booking) -> tuple[str, str, str]:
    if booking.state == BookingState.WAITING:
        return _("Had no place"), "grey", ""
    if booking.given_minutes is None:
        return _("Not recorded yet"), "yellow", ""
    if not booking.given_minutes:
        return _("Did not come"), "red", ""
    return _("Came"), "green", _("Took part for %(hours)s.") % {"hours": hours_words(booking.given_minutes)}
