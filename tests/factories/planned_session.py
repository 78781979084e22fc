"""Sessions that are still to be held, for tests: a workshop in a room on Ward Street, three hours on a day to come."""

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

from curriculum.models import Booking, PlannedSession, Room
from curriculum.services.booking import book_place
from curriculum.services.planned_session import Plan, schedule_session
from curriculum.services.room import open_room
from workforce.models import Account, Person

from .workforce import AccountFactory, SiteFactory

LONDON = ZoneInfo("Europe/London")
NOW = dt.datetime(2026, 3, 2, 9, tzinfo=LONDON)
DAY = dt.date(2026, 3, 20)


def at(hour: int, minute: int = 0, day: dt.date = DAY) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), LONDON)


def room_in(trust, name="The Hub", places=30) -> Room:
    return open_room(site=SiteFactory(trust=trust), name=name, places=places, by=None)


def plan_for(day: dt.date = DAY, since: int = 9, until: int = 12, **told) -> Plan:
    told = {"capacity": 2, "place": "" if told.get("room") else "The library"} | told
    return Plan(starts_at=at(since, day=day), ends_at=at(until, day=day), **told)


def planned(version, *, by: Account | None = None, now=NOW, **told) -> PlannedSession:
    by = by or AccountFactory(trust=version.trust)
    return schedule_session(session=uuid.uuid4(), activity=version.activity, plan=plan_for(**told), now=now, by=by)


def booked(session: PlannedSession, *people: Person, now=NOW, by: Account | None = None) -> list[Booking]:
    """In this order, a minute apart."""
    by = by or AccountFactory(trust=session.trust)
    return [
        book_place(session=session, person=person, now=now + dt.timedelta(minutes=number), by=by)
        for number, person in enumerate(people)
    ]


def names(bookings) -> list[str]:
    return [booking.person.given_name for booking in bookings]


def with_a_place(session: PlannedSession) -> list[str]:
    return names(session.bookings.booked().learners().select_related("person").order_by("seat"))


def who_wait(session: PlannedSession) -> list[str]:
    return names(session.bookings.waiting().select_related("person"))
