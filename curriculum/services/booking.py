"""A place in a session: booked by whoever comes, or waited for, and given up. Sent twice, it is booked once."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import formats, timezone

from workforce.models import Account, Person
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import BookingPart, BookingState, Release, SessionState
from ..models import Booking, PlannedSession
from ..queries.booking import busy_then, free_seats, live_booking
from .locks import hold_bookings
from .session_news import News, tell
from .waiting_list import close, move_up_after


class CannotBook(Refused):
    """There is no place, or the person cannot take it. Its text is for the reader."""


class CannotGiveUp(Refused):
    """There is nothing to give up any more. Its text is for the reader."""


@transaction.atomic
def book_place(*, session: PlannedSession, person: Person, now: dt.datetime, by: Account) -> Booking:
    """With no place free, one on the waiting list."""
    hold_bookings(session.trust_id)
    session = PlannedSession.objects.select_related("activity").get(pk=session.pk)
    if told := live_booking(session, person):
        return told
    must_be_open(session, now)
    must_belong(session, person)
    must_be_free(session, person)
    made = make_booking(session, person, next(iter(free_seats(session)), None), now=now, by=by)
    if made.has_place:
        tell(News.BOOKED, [made])
    return made


@transaction.atomic
def give_up_place(*, booking: Booking, now: dt.datetime, by: Account) -> list[Booking]:
    """Whoever has waited longest moves up; they are answered."""
    hold_bookings(booking.trust_id)
    booking = Booking.objects.select_related("session", "person").get(pk=booking.pk)
    if booking.state == BookingState.CANCELLED:
        raise CannotGiveUp("This place was given up already.")
    if booking.session.starts_at <= now:
        raise CannotGiveUp("The session has begun. Whoever leads it writes down who came.")
    if booking.part == BookingPart.FACILITATOR:
        raise CannotGiveUp("You lead this session. Whoever planned it can name somebody else.")
    if booking.has_place:
        tell(News.GIVEN_UP, [booking])
    close([booking])
    note(by=by, did="gave up a place", to=booking)
    return move_up_after([booking], now=now, by=by)


def make_booking(
    session: PlannedSession, person: Person, seat: int | None, *, now: dt.datetime, by: Account | None
) -> Booking:
    """The caller holds the bookings of the trust, and has found the seat to be free."""
    asked = session.needs_release and seat is not None
    booking = Booking.objects.create(
        trust_id=session.trust_id,
        session=session,
        person=person,
        state=BookingState.BOOKED if seat else BookingState.WAITING,
        seat=seat,
        asked_at=now,
        release=Release.ASKED if asked else Release.NOT_ASKED,
        revision=next_revision(session, person),
        recorded_by=by,
    )
    note(by=by, did="booked a place" if seat else "joined a waiting list", to=booking)
    return booking


def next_revision(session: PlannedSession, person: Person) -> int:
    """Somebody who gave up a place and books again is the same event in their calendar, and a newer one."""
    last = session.bookings.filter(person=person).order_by("-pk").first()
    return last.revision + 1 if last else 0


def must_be_free(session: PlannedSession, person: Person) -> None:
    """Nobody is in two places at once."""
    for other in busy_then([person.pk], session.starts_at, session.ends_at, but=session):
        raise CannotBook(f"You have a place in “{other.session}” then, {hours(other.session)}. Give that up first.")


def hours(session: PlannedSession) -> str:
    """On which day, from when until when, in the trust's own time."""
    starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return f"{formats.date_format(starts, 'j F Y')}, {starts:%H:%M} to {ends:%H:%M}"


def must_be_open(session: PlannedSession, now: dt.datetime) -> None:
    if session.state == SessionState.CANCELLED:
        raise CannotBook("This session is called off.")
    if session.starts_at <= now:
        raise CannotBook("This session has begun. If you are there, whoever leads it can write you down.")
    if session.activity.retired_date is not None:
        raise CannotBook("What is taught here has been withdrawn, so no more places are booked.")


def must_belong(session: PlannedSession, person: Person) -> None:
    if person.trust_id != session.trust_id:
        raise CannotBook("This session is of another trust.")
    if person.left_date is not None and person.left_date <= timezone.localdate(session.starts_at):
        raise CannotBook("On that day you no longer work here.")
