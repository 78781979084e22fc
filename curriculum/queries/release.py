"""Releases that wait for a manager, and what was decided: of the people whom they may release, never of themselves."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Max, QuerySet, Sum

from workforce.models import Account, Person, Trust

from ..calc.days import add_months
from ..enums import Release
from ..models import Booking
from ..models.planned_session import BookingQuerySet
from ..rules import RELEASERS


def _theirs(account: Account, trust: Trust, on: dt.date) -> BookingQuerySet:
    reached = Person.objects.reached_by(account, RELEASERS, on=on)
    found = Booking.objects.filter(trust=trust, person__in=reached.values("pk")).exclude(person=account.person_id)
    return found.select_related("person", "session__activity", "session__room__site", "session__site")


def releases_waiting(account: Account, trust: Trust, *, now: dt.datetime, on: dt.date) -> QuerySet[Booking]:
    """The session that comes first on top; of one that has begun nothing is left to decide."""
    asked = _theirs(account, trust, on).booked().filter(release=Release.ASKED, session__starts_at__gt=now)
    return asked.order_by("session__starts_at", "person__family_name", "person__given_name", "pk")


def release_mark(trust: int) -> tuple[int, int]:
    """How many releases are asked for in the trust, and the newest: another pair when one comes or is decided."""
    asked = Booking.objects.booked().filter(trust=trust, release=Release.ASKED)
    found = asked.aggregate(Count("pk"), Max("pk"))
    return found["pk__count"], found["pk__max"] or 0


def releases_decided(account: Account, trust: Trust, *, on: dt.date) -> QuerySet[Booking]:
    """The latest session on top: with the hours that were planned, and those that were given."""
    decided = _theirs(account, trust, on).filter(release__in=[Release.GIVEN, Release.REFUSED])
    return decided.select_related("release_by__person").order_by("-session__starts_at", "-pk")


def hours_released(account: Account, trust: Trust, *, on: dt.date) -> tuple[int, int]:
    """Minutes planned and minutes given, where it is confirmed who came: in sessions of the year up to this day."""
    held = _theirs(account, trust, on).filter(release=Release.GIVEN, given_minutes__isnull=False)
    year = held.filter(session__starts_at__date__gt=add_months(on, -12), session__starts_at__date__lte=on)
    found = year.aggregate(Sum("planned_minutes", default=0), Sum("given_minutes", default=0))
    return found["planned_minutes__sum"], found["given_minutes__sum"]
