"""Courses as the files of past training call them: how many lines and people each has, and what it is here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Count, IntegerField, Max, Min, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from workforce.enums import ImportKind, ImportState
from workforce.models import ImportRow, ImportRun, Job, Trust

from ..calc.likeness import most_alike
from ..enums import ActivityKind, VersionState
from ..models import Activity, ActivityVersion, CourseMapping

LOOK_AGAIN = "curriculum.look_again_at_training"
LONGEST = 200
LIKE_ENOUGH = Fraction(2, 5)
OPEN_STATES = (ImportState.READING, ImportState.PLANNED, ImportState.APPLYING, ImportState.APPLIED)


@dataclass(frozen=True, slots=True)
class Course:
    """A name of a course with the lines that have it; minutes where the lines tell them."""

    key: str
    name: str
    lines: int = 0
    people: int = 0
    shortest: int | None = None
    longest: int | None = None
    mapping: CourseMapping | None = None


def course_key(name: str) -> str:
    """Names that differ in case and spaces only are one course."""
    return " ".join(name.casefold().split())[:LONGEST]


def courses_of(trust: Trust) -> list[Course]:
    """Those in files that are looked at or applied, and those matched before; most lines first."""
    matched = {mapping.key: mapping for mapping in _mappings(trust)}
    courses = [Course(mapping=matched.pop(told["key"], None), **told) for told in _in_files(trust)]
    courses += [Course(mapping.key, mapping.name, mapping=mapping) for mapping in matched.values()]
    return sorted(courses, key=lambda course: (-course.lines, course.key))


def mappings_of(trust: Trust, keys: Iterable[str]) -> dict[str, CourseMapping]:
    return {mapping.key: mapping for mapping in _mappings(trust).filter(key__in=set(keys))}


def activities_to_match(trust: Trust) -> list[Activity]:
    """What can give dose now, but for tests, which are taken here; by module, with the minutes of its version."""
    giving = {version.activity_id: version for version in latest_versions(trust)}
    activities = Activity.objects.filter(trust=trust, pk__in=giving, retired_date=None).exclude(kind=ActivityKind.TEST)
    found = list(activities.order_by("module_key", "position", "title", "pk"))
    for activity in found:
        activity.minutes = giving[activity.pk].minutes  # type: ignore[attr-defined]  # told beside its title
    return found


def latest_versions(trust: Trust, activities: Iterable[int] | None = None) -> list[ActivityVersion]:
    """The published version that gives dose now, of each activity that gives any; with its doses."""
    versions = ActivityVersion.objects.filter(trust=trust, state=VersionState.PUBLISHED)
    if activities is not None:
        versions = versions.filter(activity__in=set(activities))
    latest = versions.order_by("activity", "-number").distinct("activity").values("pk")
    giving = ActivityVersion.objects.filter(pk__in=latest, doses__isnull=False).distinct()
    return list(giving.select_related("activity").prefetch_related("doses"))


def like(course: Course, activities: Iterable[Activity], *, at_most: int = 3) -> list[Activity]:
    named = [(activity, activity.title) for activity in activities]
    return most_alike(course.name, named, at_most=at_most, at_least=LIKE_ENOUGH)


def open_runs(trust: int | None, run: int | None = None) -> QuerySet[ImportRun]:
    """Files of past training that are looked at or applied, the first one first; or one of them."""
    runs = ImportRun.objects.filter(trust=trust, kind=ImportKind.PAST_TRAINING, state__in=OPEN_STATES)
    return (runs if run is None else runs.filter(pk=run)).select_related("trust").order_by("pk")


def last_look(trust: Trust) -> Job | None:
    """The newest work of looking at lines again: under way, done or failed."""
    return Job.objects.filter(trust=trust, name=LOOK_AGAIN).order_by("-pk").first()


def _mappings(trust: Trust) -> QuerySet[CourseMapping]:
    return CourseMapping.objects.filter(trust=trust).select_related("activity").order_by("key")


def _in_files(trust: Trust) -> Iterable[Mapping[str, Any]]:
    of_training = {"run__kind": ImportKind.PAST_TRAINING, "run__state__in": OPEN_STATES}
    minutes = Cast(KT("data__minutes"), IntegerField())
    rows = ImportRow.objects.filter(trust=trust, **of_training).exclude(key="").values("key")
    return rows.annotate(
        name=Min(KT("data__course")),
        lines=Count("pk"),
        people=Count("person_key", distinct=True),
        shortest=Min(minutes),
        longest=Max(minutes),
    ).order_by("key")
