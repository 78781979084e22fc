"""A coach's profile: what they can give, when they are free, whom they must not coach, when they are away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction

from workforce.models import Account, Person, Site
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..models import Coach, CoachHours, Coaching, CoachLeave, Conflict, Pathway, Team


class CannotChangeCoach(Refused):
    """The profile cannot be like this. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class Hours:
    weekday: int
    begins: dt.time
    ends: dt.time


@dataclass(frozen=True, slots=True)
class ToldCoach:
    profession: str
    is_clinical: bool
    capacity: int
    travel_minutes: int
    coaches_online: bool
    takes_smaller: bool
    methods: str
    wishes: str
    sites: Collection[Site]
    pathways: Collection[Pathway]
    hours: Collection[Hours]


PLAIN = (
    "profession",
    "is_clinical",
    "capacity",
    "travel_minutes",
    "coaches_online",
    "takes_smaller",
    "methods",
    "wishes",
)


@transaction.atomic
def change_coach(*, coach: Coach, told: ToldCoach, on: dt.date, by: Account) -> Coach:
    coach = Coach.objects.select_for_update().get(pk=coach.pk)
    _must_be_sound(told.hours)
    _make_room(coach, told.capacity, on)
    for name in PLAIN:
        setattr(coach, name, getattr(told, name))
    coach.save()
    coach.sites.set(told.sites)
    coach.pathways.set(told.pathways)
    coach.hours.all().delete()
    CoachHours.objects.bulk_create(
        CoachHours(trust=coach.trust, coach=coach, weekday=one.weekday, begins=one.begins, ends=one.ends)
        for one in told.hours
    )
    note(by=by, did="changed a coach's profile", to=coach)
    return coach


def _must_be_sound(hours: Iterable[Hours]) -> None:
    if any(one.ends <= one.begins for one in hours):
        raise CannotChangeCoach("Hours end after they begin. Look at the times once more.")


def _make_room(coach: Coach, capacity: int, on: dt.date) -> None:
    """Nobody takes fewer teams than they have; those they have move to the first seats."""
    rows = list(Coaching.objects.filter(coach=coach).on(on).order_by("seat"))
    if len(rows) > capacity:
        raise CannotChangeCoach(
            f"{coach} coaches {len(rows)} teams at the moment. Hand one over first, then take fewer."
        )
    free = [seat for seat in range(1, capacity + 1) if seat not in {row.seat for row in rows}]
    for row in rows:
        if row.seat > capacity:
            row.seat = free.pop(0)
            row.save(update_fields=["seat"])


@transaction.atomic
def declare_conflict(*, coach: Coach, person: Person | None, team: Team | None, by: Account) -> Conflict:
    """Declared, never explained; twice is once."""
    if person and person.pk == coach.person_id:
        raise CannotChangeCoach("That is the coach. Say with whom there is a conflict.")
    Coach.objects.select_for_update().get(pk=coach.pk)
    row, new = Conflict.objects.get_or_create(
        trust=coach.trust, coach=coach, with_person=person, with_team=team, defaults={"recorded_by": by}
    )
    if new:
        note(by=by, did="declared a conflict", to=row)
    return row


@transaction.atomic
def take_conflict_back(*, conflict: Conflict, by: Account) -> None:
    note(by=by, did="took a conflict back", to=conflict)
    conflict.delete()


@transaction.atomic
def tell_leave(*, coach: Coach, first: dt.date, last: dt.date | None, by: Account) -> CoachLeave:
    """`last`: none, until further notice."""
    Coach.objects.select_for_update().get(pk=coach.pk)
    until = last + dt.timedelta(days=1) if last else None
    if last and last < first:
        raise CannotChangeCoach("The last day lies before the first. Turn them around.")
    if CoachLeave.objects.filter(coach=coach).overlapping(first, until).exists():
        raise CannotChangeCoach("Some of these days are told already. Take that out first.")
    row = CoachLeave.objects.create(trust=coach.trust, coach=coach, since=first, until=until, recorded_by=by)
    note(by=by, did="told that a coach is away", to=row)
    return row


@transaction.atomic
def take_leave_out(*, leave: CoachLeave, on: dt.date, by: Account) -> None:
    """Begun already, it ends today: what was stays; still to come, it is gone."""
    note(by=by, did="told that a coach is back", to=leave)
    if leave.since >= on:
        leave.delete()
    else:
        leave.until = on
        leave.save(update_fields=["until"])
