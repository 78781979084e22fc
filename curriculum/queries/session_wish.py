"""What is learned in a room and has no session to come; and how many people wait for one to be planned."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from workforce.models import Person, Trust

from ..enums import ActivityKind, SessionState
from ..models import Activity, PlannedSession, SessionWish


def without_a_session(trust: Trust | int, *, now: dt.datetime) -> QuerySet[Activity]:
    """In the order in which their module teaches them."""
    to_come = PlannedSession.objects.filter(activity=OuterRef("pk"), state=SessionState.OPEN, starts_at__gt=now)
    in_a_room = Activity.objects.filter(trust=trust, kind=ActivityKind.CLASSROOM, retired_date=None)
    return in_a_room.filter(~Exists(to_come)).order_by("module_key", "position", "pk")


def wished_by(person: Person) -> QuerySet[Activity]:
    """What they wait to be told of."""
    return Activity.objects.filter(wishes__person=person).order_by("title", "pk")


def number_waiting(trust: Trust, *, on: dt.date) -> dict[Activity, int]:
    """By activity, how many people wait for a session: most first. Whoever has left waits no more."""
    still_here = Q(wishes__person__left_date=None) | Q(wishes__person__left_date__gt=on)
    counted = Activity.objects.filter(trust=trust, retired_date=None).annotate(
        waiting=Count("wishes", filter=still_here)
    )
    return {one: one.waiting for one in counted.filter(waiting__gt=0).order_by("-waiting", "title", "pk")}


def wishes_of_leavers(trust: Trust, *, on: dt.date) -> QuerySet[SessionWish]:
    return SessionWish.objects.filter(trust=trust, person__left_date__lte=on)
