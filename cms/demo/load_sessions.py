"""Sessions of these weeks: rooms, facilitators, people who have booked, a waiting list, releases, a list to confirm."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from random import Random

from curriculum.enums import ActivityKind, Release
from curriculum.models import ActivityVersion, Booking, PlannedSession, Room
from curriculum.queries.planned_session import LONDON
from curriculum.queries.session import recordable
from curriculum.services.booking import CannotBook, book_place
from curriculum.services.planned_session import Plan, schedule_session
from curriculum.services.release import give_releases
from curriculum.services.room import open_room
from curriculum.services.session_news import LETTER
from workforce.enums import Role
from workforce.models import Account, Job, Person, PostStretch

from .facts import Trust
from .load_places import Places
from .tree import COAST, HEADQUARTERS, ROYAL

ROOMS = ((HEADQUARTERS, "The Hub", 24), (ROYAL, "Education Centre 1", 16), (COAST, "Seminar Room", 10))

OF_THE_WARD = 3


@dataclass(frozen=True, slots=True)
class Meeting:
    """Of which part, in so many days (moved to a weekday), in which room (none: online), for how many; who book.

    The first was held, and who came is still to be confirmed.
    """

    key: str
    days: int
    room: str
    places: int
    books: int
    needs_release: bool = False


MEETINGS = (
    Meeting("IN-1-C1", -4, "The Hub", 12, 7),
    Meeting("IN-1-C2", 3, "The Hub", 12, 8),
    Meeting("PL-1-C1", 8, "Education Centre 1", 6, 9, needs_release=True),
    Meeting("AN-1-C1", 12, "", 40, 15),
    Meeting("LC-1-C1", 16, "Seminar Room", 10, 4, needs_release=True),
    Meeting("SP-1-C1", 23, "The Hub", 24, 11),
    Meeting("IN-1-C2", 37, "Education Centre 1", 16, 3, needs_release=True),
)


def load_sessions(places: Places, trust: Trust, people: dict[str, Person], today: dt.date, rng: Random) -> int:
    """How many bookings there are. The example's nurse has been released once, and waits for the manager besides."""
    rooms = {name: open_room(site=places.sites[site], name=name, places=n, by=None) for site, name, n in ROOMS}
    parts = {role: Account.objects.filter(trust=places.trust, grants__role=role).first() for role in Role}
    by, nurse = parts[Role.COACH] or parts[Role.PROGRAMME_LEAD], parts[Role.STAFF]
    versions = {one.activity.key: one for one in recordable(places.trust, [ActivityKind.CLASSROOM])}
    if by is None or not versions:
        return 0
    here = [people[fact.employee] for fact in trust.people if fact.works_on(today + dt.timedelta(days=40))]
    planned = [(one, _planned(one, versions[one.key], rooms, by, today)) for one in MEETINGS]
    ward = _of_the_ward(nurse, parts[Role.UNIT_MANAGER], today)
    for meeting, session in planned:
        own = ward[:OF_THE_WARD] if meeting.needs_release else []
        coming = [*own, *rng.sample(here, min(meeting.books, len(here)))]
        _book(session, [person for person in coming if person.pk != by.person_id], by, today)
    _release_the_first(nurse, parts[Role.UNIT_MANAGER])
    Job.objects.filter(name=LETTER, trust=places.trust).delete()  # nobody of the example is written to
    return sum(session.bookings.count() for _meeting, session in planned)


def _planned(
    meeting: Meeting, version: ActivityVersion, rooms: dict[str, Room], by: Account, today: dt.date
) -> PlannedSession:
    day = _weekday(today + dt.timedelta(days=meeting.days))
    begins = dt.datetime.combine(day, dt.time(9), LONDON)
    plan = Plan(
        starts_at=begins,
        ends_at=begins + dt.timedelta(minutes=version.minutes),
        capacity=meeting.places,
        room=rooms.get(meeting.room),
        place="" if meeting.room else "Online",
        details="Bring something from your own work that you would like to change.",
        needs_release=meeting.needs_release,
        facilitators=(by.person,) if by.person else (),
    )
    return schedule_session(session=uuid.uuid4(), activity=version.activity, plan=plan, now=_begin(today), by=by)


def _book(session: PlannedSession, people: list[Person], by: Account, today: dt.date) -> None:
    """A minute apart, so that there is an order of waiting; whoever is elsewhere then is left out."""
    for number, person in enumerate(dict.fromkeys(people)):
        try:
            book_place(session=session, person=person, now=_begin(today) + dt.timedelta(minutes=number), by=by)
        except CannotBook:
            continue


def _release_the_first(nurse: Account | None, manager: Account | None) -> None:
    """Of the nurse's sessions, so that there is something decided to look at."""
    asked = Booking.objects.booked().filter(person__account=nurse, release=Release.ASKED).select_related("session")
    first = asked.order_by("session__starts_at").first()
    if first and manager:
        give_releases(bookings=[first], minutes={first.pk: first.session.minutes}, by=manager)


def _of_the_ward(nurse: Account | None, manager: Account | None, today: dt.date) -> list[Person]:
    """The example's nurse first, then others of the same ward, whom its manager releases."""
    if nurse is None or nurse.person is None:
        return []
    units = PostStretch.objects.filter(person=nurse.person).on(today).values("unit")
    others = Person.objects.filter(stretches__in=PostStretch.objects.filter(unit__in=units).on(today), left_date=None)
    known = [one.person.pk for one in (nurse, manager) if one and one.person]
    return [nurse.person, *others.exclude(pk__in=known).distinct().order_by("pk")]


def _weekday(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def _begin(today: dt.date) -> dt.datetime:
    """When all of it was planned: before the first was held."""
    return dt.datetime.combine(today - dt.timedelta(days=14), dt.time(7), LONDON)
