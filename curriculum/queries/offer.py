"""What a person could do next: published activities that give dose, those in the order they are best done in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef

from workforce.models import Person

from ..calc.days import add_months
from ..calc.dose import Entry
from ..calc.next_step import Offer
from ..calc.source import past_training_source
from ..enums import ActivityKind, SourceKind, VersionState
from ..models import ActivityVersion, Attempt, Attendance, DoseEntry

IN_ORDER = (
    ActivityKind.LESSON,
    ActivityKind.CLASSROOM,
    ActivityKind.PRACTICE,
    ActivityKind.BIG_ROOM,
    ActivityKind.TEACHING,
    ActivityKind.SIGN_OFF,
)
ONCE_A_YEAR = (ActivityKind.LESSON, ActivityKind.CLASSROOM)


def giving_versions(trust: int) -> list[ActivityVersion]:
    """The published version that gives dose now, of each activity that is not retired. Without the checks' words."""
    published = ActivityVersion.objects.filter(trust=trust, state=VersionState.PUBLISHED, activity__retired_date=None)
    latest = published.order_by("activity", "-number").distinct("activity").values("pk")
    versions = ActivityVersion.objects.filter(pk__in=latest).defer("content").select_related("activity")
    return [*versions.prefetch_related("doses")]


def open_to(person: Person, versions: Iterable[ActivityVersion], *, on: dt.date) -> list[ActivityVersion]:
    """Without tests, and without what gave this person dose within a year: it would give none again."""
    versions = [version for version in versions if version.activity.kind in IN_ORDER]
    done = _done_within_a_year(person, versions, on)
    return [version for version in versions if version.activity_id not in done]


def in_order(versions: Iterable[ActivityVersion], *, modules: Sequence[str]) -> list[ActivityVersion]:
    """What can be done at once first; the level's own modules, in their order, before others."""
    place = {code: number for number, code in enumerate(modules)}

    def best_done(version: ActivityVersion) -> tuple[bool, int, int, str, int, int]:
        activity = version.activity
        elsewhere = bool(activity.module_key) and activity.module_key not in place
        order = IN_ORDER.index(ActivityKind(activity.kind))
        where = place.get(activity.module_key, 0)
        return elsewhere, order, where, activity.module_key, activity.position, activity.pk

    return sorted(versions, key=best_done)


def as_offers(versions: Iterable[ActivityVersion], *, on: dt.date) -> Iterator[Offer]:
    for version in versions:
        gives = (
            Entry(
                -dose.pk, dose.skill_id, dose.depth, on, dose.minutes, dose.practice_kind, dose.practice_count,
                dose.assessment,
            )
            for dose in version.doses.all()
        )  # fmt: skip
        yield Offer(version.activity_id, tuple(gives))


def _done_within_a_year(person: Person, versions: Collection[ActivityVersion], on: dt.date) -> set[int]:
    """Practice is done again and again; a lesson or a session is not."""
    voided = DoseEntry.objects.filter(trust=person.trust_id, voids_id=OuterRef("pk"))
    giving = DoseEntry.objects.filter(
        trust=person.trust_id, person=person, voids_id=None, given_date__gt=add_months(on, -12)
    ).exclude(Exists(voided))
    given = list(giving.values_list("source_kind", "source_id", "given_date").distinct())
    sources = {source for _kind, source, _day in given}
    brought = {source: day for kind, source, day in given if kind == SourceKind.PAST_TRAINING}
    done = _answered(person, sources) | _attended(person, sources) | _brought(person, versions, brought)
    return done & {version.activity_id for version in versions if version.activity.kind in ONCE_A_YEAR}


def _answered(person: Person, sources: Collection[UUID]) -> set[int]:
    attempts = Attempt.objects.filter(trust=person.trust_id, person=person, uuid__in=sources)
    return set(attempts.values_list("version__activity", flat=True))


def _attended(person: Person, sources: Collection[UUID]) -> set[int]:
    came = Attendance.objects.filter(trust=person.trust_id, person=person, uuid__in=sources)
    return set(came.values_list("session__version__activity", flat=True))


def _brought(person: Person, versions: Collection[ActivityVersion], brought: dict[UUID, dt.date]) -> set[int]:
    """By files of past training: their sources are made of the person, the activity and the day."""
    days = set(brought.values())
    return {
        version.activity_id
        for version in versions
        if any(past_training_source(person.uuid, version.activity.uuid, day) in brought for day in days)
    }
