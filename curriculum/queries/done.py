"""When people last did what gives dose, activity by activity: in the same few questions however many they are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias
from uuid import UUID

from django.db.models import Exists, OuterRef

from workforce.models import Person

from ..calc.source import past_training_source
from ..enums import SourceKind
from ..models import ActivityVersion, Attempt, Attendance, DoseEntry

Done: TypeAlias = Mapping[int, dt.date]
"""By activity, the day on which it last gave dose."""


def last_done(people: Collection[Person], versions: Iterable[ActivityVersion], *, on: dt.date) -> Mapping[int, Done]:
    """By person, of what gave them dose up to the day, and was not taken away since."""
    found: dict[int, dict[int, dt.date]] = defaultdict(dict)
    given = _given(people, on)
    versions = list(versions)
    activities = _activities(people)
    for person in people:
        for kind, source, day in given.get(person.pk, ()):
            for activity in _of_source(person, kind, source, day, activities, versions):
                found[person.pk][activity] = max(day, found[person.pk].get(activity, day))
    return found


def _given(people: Collection[Person], on: dt.date) -> Mapping[int, list[tuple[str, UUID, dt.date]]]:
    ids = [person.pk for person in people]
    voided = DoseEntry.objects.filter(person__in=ids, voids_id=OuterRef("pk"))
    giving = DoseEntry.objects.filter(
        trust__in={person.trust_id for person in people},
        person__in=ids,
        voids_id=None,
        given_date__lte=on,
    ).exclude(Exists(voided))
    found: dict[int, list[tuple[str, UUID, dt.date]]] = defaultdict(list)
    for person, kind, source, day in giving.values_list("person", "source_kind", "source_id", "given_date").distinct():
        found[person].append((kind, source, day))
    return found


def _activities(people: Collection[Person]) -> Mapping[UUID, int]:
    """Of attempts and attendances, by the source that they are."""
    ids = [person.pk for person in people]
    attempts = Attempt.objects.filter(person__in=ids).values_list("uuid", "version__activity")
    came = Attendance.objects.filter(person__in=ids).values_list("uuid", "session__version__activity")
    return dict([*attempts, *came])


def _of_source(
    person: Person,
    kind: str,
    source: UUID,
    day: dt.date,
    activities: Mapping[UUID, int],
    versions: Iterable[ActivityVersion],
) -> Iterable[int]:
    """Files of past training keep no row of ours: their sources are made of the person, the activity and the day."""
    if source in activities:
        return [activities[source]]
    if kind != SourceKind.PAST_TRAINING:
        return []
    made = ((past_training_source(person.uuid, one.activity.uuid, day), one.activity_id) for one in versions)
    return [activity for named, activity in made if named == source][:1]
