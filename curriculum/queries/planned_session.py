"""Sessions to come: everybody of the trust reads what there is, when and where, and how many places are left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q, QuerySet

from workforce.models import Person, Site, Trust

from ..enums import BookingPart, BookingState, SessionState
from ..models import Activity, Booking, PlannedSession

LONDON = ZoneInfo("Europe/London")
HAS_A_SEAT = Q(bookings__state=BookingState.BOOKED, bookings__part=BookingPart.LEARNER)


@dataclass(frozen=True, slots=True)
class Wanted:
    """`first` and `last` are days, both of them included."""

    activity: UUID | None = None
    module: str = ""
    site: UUID | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    has_places: bool = False


def planned_sessions(trust: Trust | int) -> QuerySet[PlannedSession]:
    """With how many have a place (`taken`), and how many wait (`waiting`)."""
    counted = PlannedSession.objects.filter(trust=trust).annotate(
        taken=Count("bookings", filter=HAS_A_SEAT),
        waiting=Count("bookings", filter=Q(bookings__state=BookingState.WAITING)),
    )
    return counted.select_related("activity", "room__site", "site")


def sessions_to_come(trust: Trust | int, wanted: Wanted, *, now: dt.datetime) -> QuerySet[PlannedSession]:
    """The next first."""
    found = planned_sessions(trust).filter(state=SessionState.OPEN, starts_at__gt=now)
    if wanted.activity:
        found = found.filter(activity__uuid=wanted.activity)
    if wanted.module:
        found = found.filter(activity__module_key=wanted.module)
    if wanted.site:
        found = found.filter(site__uuid=wanted.site)
    if wanted.first:
        found = found.filter(starts_at__gte=_midnight(wanted.first))
    if wanted.last:
        found = found.filter(starts_at__lt=_midnight(wanted.last) + dt.timedelta(days=1))
    if wanted.has_places:
        found = found.filter(Q(taken__lt=F("capacity")))
    return found.order_by("starts_at", "pk")


def number_to_come(trust: Trust, activities: Iterable[int], *, now: dt.datetime) -> dict[int, int]:
    """By activity, how many sessions are to come."""
    planned = PlannedSession.objects.filter(trust=trust, activity__in=list(activities), state=SessionState.OPEN)
    counted = planned.filter(starts_at__gt=now).order_by().values("activity").annotate(n=Count("pk"))
    return dict(counted.values_list("activity", "n"))


def sessions_run_by(person: Person, account: int, *, since: dt.datetime) -> QuerySet[PlannedSession]:
    """Those that they lead or have planned, the next first: also those of today that are over."""
    leading = Booking.objects.booked().filter(person=person, part=BookingPart.FACILITATOR)
    mine = Q(pk__in=leading.values("session")) | Q(recorded_by=account)
    found = planned_sessions(person.trust).filter(mine, state=SessionState.OPEN, ends_at__gte=since)
    return found.order_by("starts_at", "pk")


def sessions_of_trust(trust: Trust, *, since: dt.datetime) -> QuerySet[PlannedSession]:
    """All of them, whoever leads or planned them, the next first."""
    found = planned_sessions(trust).filter(state=SessionState.OPEN, ends_at__gte=since)
    return found.order_by("starts_at", "pk")


def activities_to_come(trust: Trust, *, now: dt.datetime) -> QuerySet[Activity]:
    planned = PlannedSession.objects.filter(trust=trust, state=SessionState.OPEN, starts_at__gt=now)
    return Activity.objects.filter(pk__in=planned.values("activity")).order_by("title", "pk")


def sites_to_come(trust: Trust, *, now: dt.datetime) -> QuerySet[Site]:
    planned = PlannedSession.objects.filter(trust=trust, state=SessionState.OPEN, starts_at__gt=now)
    return Site.objects.filter(pk__in=planned.values("site")).order_by("name", "pk")


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), LONDON)
