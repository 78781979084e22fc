"""Places in sessions: who has one, who waits, who is busy then, and what one has booked oneself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from workforce.models import Account, Person

from ..enums import BookingPart, SessionState
from ..models import Booking, PlannedSession

OF_A_SESSION = ("session__activity", "session__room__site", "session__site")


def busy_then(
    people: Iterable[int], starts_at: dt.datetime, ends_at: dt.datetime, *, but: PlannedSession | None = None
) -> list[Booking]:
    """What keeps the people elsewhere in these hours, as learners or leading a session."""
    found = Booking.objects.booked().filter(person__in=list(people), during__overlap=(starts_at, ends_at))
    if but is not None:
        found = found.exclude(session=but)
    return list(found.select_related("person", *OF_A_SESSION).order_by("person__family_name", "person__given_name"))


def free_seats(session: PlannedSession) -> list[int]:
    taken = set(session.bookings.booked().learners().values_list("seat", flat=True))
    return [seat for seat in range(1, session.capacity + 1) if seat not in taken]


def is_overtaken(booking: Booking) -> bool:
    """Given up, and booked again since."""
    return Booking.objects.filter(session=booking.session_id, person=booking.person_id, pk__gt=booking.pk).exists()


def live_booking(session: PlannedSession, person: Person) -> Booking | None:
    return session.bookings.live().filter(person=person).first()


def other_place(person: Person, session: PlannedSession, *, now: dt.datetime) -> Booking | None:
    """In the next session of the same thing besides this one, that they have not come from yet."""
    places = Booking.objects.booked().learners().filter(person=person, session__activity=session.activity_id)
    places = places.filter(session__state=SessionState.OPEN, session__ends_at__gt=now, given_minutes=None)
    return places.exclude(session=session).select_related("session").order_by("session__starts_at").first()


def place_in_line(booking: Booking) -> int:
    """1: the next to move up."""
    waiting = list(booking.session.bookings.waiting().values_list("pk", flat=True))
    return waiting.index(booking.pk) + 1


def own_bookings(person: Person) -> QuerySet[Booking]:
    """The latest for each session: whoever gives up a place and books again has two rows, and one session."""
    latest = Booking.objects.filter(person=person).order_by("session", "-pk").distinct("session").values("pk")
    return Booking.objects.filter(pk__in=latest).select_related("person", *OF_A_SESSION)


def roster_seen(account: Account, session: PlannedSession, *, on: dt.date) -> Sequence[Booking]:
    """Those with a place, then those who wait in their order, as far as the account may see them by name."""
    seen = Booking.objects.open_to(account, on=on).live().filter(session=session).select_related("person")
    booked = seen.booked().order_by("person__family_name", "person__given_name", "pk")
    return [*booked, *seen.waiting()]


def places_to_come(people: Iterable[int], activity: int, *, now: dt.datetime) -> dict[int, Booking]:
    """By person, the next session of the activity in which they have a place or wait for one."""
    live = Booking.objects.live().learners().filter(person__in=list(people), session__activity=activity)
    found = live.filter(session__starts_at__gt=now).select_related("session").order_by("-session__starts_at")
    return {booking.person_id: booking for booking in found}


def leaders_of(sessions: Iterable[PlannedSession]) -> dict[int, list[Person]]:
    leading = Booking.objects.booked().filter(session__in=list(sessions), part=BookingPart.FACILITATOR)
    found: dict[int, list[Person]] = {}
    for booking in leading.select_related("person").order_by("person__family_name", "person__given_name"):
        found.setdefault(booking.session_id, []).append(booking.person)
    return found
