"""A manager books a place for one of theirs: as they would themselves, and with it they are released."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from workforce.models import Account, Person

from ..enums import Release
from ..models import Booking, PlannedSession
from ..queries.booking import busy_then, free_seats, live_booking
from .booking import CannotBook, hours, make_booking, must_be_open
from .locks import hold_bookings
from .release import decide_release, must_be_hours
from .session_news import News, tell


@transaction.atomic
def book_place_for(*, session: PlannedSession, person: Person, minutes: int, now: dt.datetime, by: Account) -> Booking:
    """`minutes`: for how long they are released, where the session asks for it. With no place free, they wait."""
    hold_bookings(session.trust_id)
    session = PlannedSession.objects.select_related("activity").get(pk=session.pk)
    must_be_open(session, now)
    _must_be_one_of_theirs(session, person, by)
    _must_be_free(session, person)
    must_be_hours(minutes)
    made = make_booking(session, person, next(iter(free_seats(session)), None), now=now, by=by)
    if made.release == Release.ASKED:
        decide_release(made, Release.GIVEN, by, planned_minutes=minutes)
    tell(News.BOOKED_FOR if made.has_place else News.PUT_IN_LINE, [made])
    return made


def _must_be_one_of_theirs(session: PlannedSession, person: Person, by: Account) -> None:
    if person.pk == by.person_id:
        raise CannotBook("Nobody releases themselves. Book your own place on the page of the session.")
    if person.trust_id != session.trust_id:
        raise CannotBook("This session is of another trust.")
    if person.left_date is not None and person.left_date <= timezone.localdate(session.starts_at):
        raise CannotBook(f"On that day {person} no longer works here.")


def _must_be_free(session: PlannedSession, person: Person) -> None:
    """Nobody is in two places at once, and nobody has two places in one session."""
    if told := live_booking(session, person):
        words = "has a place in this session" if told.has_place else "waits for a place in this session"
        raise CannotBook(f"{person} {words} already.")
    for other in busy_then([person.pk], session.starts_at, session.ends_at, but=session):
        raise CannotBook(f"{person} has a place in “{other.session}” then, {hours(other.session)}.")
