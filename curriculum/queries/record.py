"""A person's record: what each source gave them, the latest first. What was voided stays on it, with the reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from django.db.models import Max, QuerySet

from workforce.models import ImportRow, Person

from ..enums import SourceKind
from ..models import Attempt, Attendance, DoseEntry, PriorLearning


@dataclass(frozen=True, slots=True)
class Given:
    """What one source gave, with the last revision of it. `title` may be empty: then only its kind is known."""

    kind: SourceKind
    source: UUID
    day: dt.date
    title: str
    entries: tuple[DoseEntry, ...]
    is_void: bool
    void_reason: str


def sources_of(person: Person) -> QuerySet:
    """Each source once, the latest first, of one day what was recorded last: to be cut into pages."""
    giving = DoseEntry.objects.filter(trust=person.trust_id, person=person, voids_id=None)
    sources = giving.values("source_kind", "source_id").annotate(day=Max("given_date"), entry=Max("pk"))
    return sources.order_by("-day", "-entry")


def record_of(person: Person, sources: Sequence[dict]) -> list[Given]:
    """Those sources with what they gave, in their order: in the same few questions however many they are."""
    ids = [row["source_id"] for row in sources]
    entries = _last_entries(person, ids)
    voided = _voided(person, ids)
    told = _titles(person, ids)
    return [
        _given(row, entries.get(row["source_id"], ()), voided, *told.get(row["source_id"], ("", ""))) for row in sources
    ]


def _given(row: dict, entries: Sequence[DoseEntry], voided: set[int], title: str, reason: str) -> Given:
    return Given(
        kind=SourceKind(row["source_kind"]),
        source=row["source_id"],
        day=entries[0].given_date if entries else row["day"],
        title=title,
        entries=tuple(entries),
        is_void=bool(entries) and all(entry.pk in voided for entry in entries),
        void_reason=reason,
    )


def _last_entries(person: Person, sources: Collection[UUID]) -> dict[UUID, list[DoseEntry]]:
    rows = DoseEntry.objects.filter(trust=person.trust_id, person=person, source_id__in=sources, voids_id=None)
    last = rows.select_related("skill", "recorded_by__person").order_by(
        "source_id", "skill__position", "skill", "-revision"
    )
    found: dict[UUID, list[DoseEntry]] = {}
    for source, theirs in groupby(last, key=attrgetter("source_id")):
        found[source] = [next(revisions) for _skill, revisions in groupby(theirs, key=attrgetter("skill_id"))]
    return found


def _voided(person: Person, sources: Collection[UUID]) -> set[int]:
    voids = DoseEntry.objects.filter(trust=person.trust_id, person=person, source_id__in=sources)
    return {pk for pk in voids.exclude(voids_id=None).values_list("voids_id", flat=True) if pk is not None}


def _titles(person: Person, sources: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    """By source: what it was called, and why it was taken away."""
    own = {"trust": person.trust_id, "person": person, "uuid__in": sources}
    attempts = Attempt.objects.filter(**own).values_list("uuid", "version__activity__title")
    came = Attendance.objects.filter(**own).values_list("uuid", "session__version__activity__title", "void_reason")
    claims = PriorLearning.objects.filter(**own).values_list("uuid", "title")
    lines = ImportRow.objects.filter(trust=person.trust_id, source__in=sources).values_list("source", "data__course")
    return {
        **{source: (str(title or ""), "") for source, title in lines if source},
        **{source: (title, "") for source, title in (*attempts, *claims)},
        **{source: (title, reason) for source, title, reason in came},
    }
