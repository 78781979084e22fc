"""What the lines of a file of past training stand for in the ledger.

A line stands for one source: this person, this activity, this day. A source gives dose as long as a line that was
applied stands for it, in whichever file: so a file twice, or two files that say the same, give it once, and taking one
file back leaves what the other one says.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from workforce.enums import RowAction
from workforce.models import Account, ImportRow, Person, Trust
from workforce.services.staging import Staged

from ..calc.source import past_training_source
from ..enums import SourceKind
from ..models import ActivityVersion, CourseMapping, DoseEntry
from ..queries.course import latest_versions, mappings_of
from .bulk import Given, enter_many
from .bulk_void import void_many

Line = ImportRow | Staged
KIND = SourceKind.PAST_TRAINING
NOT_MATCHED = "The course is not matched to an activity yet."
GIVES_NOTHING = "The activity that the course is matched to gives no dose now."


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known here about some lines: who is meant, or why that is not known; what their courses are."""

    people: Mapping[int, Person]
    reasons: Mapping[int, str]
    mappings: Mapping[str, CourseMapping]
    versions: Mapping[int, ActivityVersion]

    def person(self, row: Line) -> Person | None:
        return self.people.get(row.line or 0)

    def version(self, row: Line) -> ActivityVersion | None:
        mapping = self.mappings.get(row.key)
        return self.versions.get(mapping.activity_id) if mapping and mapping.activity_id else None


def facts_for(trust: Trust, rows: Collection[Line], people: Mapping[int, Person], reasons: Mapping[int, str]) -> Facts:
    mappings = mappings_of(trust, {row.key for row in rows})
    activities = [mapping.activity_id for mapping in mappings.values() if mapping.activity_id]
    versions = {version.activity_id: version for version in latest_versions(trust, activities)}
    return Facts(people, reasons, mappings, versions)


def plan_row(row: Line, facts: Facts) -> None:
    """Gives the line its source and what it would do, were the ledger empty."""
    row.action, row.reason = _meaning(row, facts)
    person, version = facts.person(row), facts.version(row)
    row.source = source_of(person, version, _day(row)) if person and version else None


def source_of(person: Person, version: ActivityVersion, day: dt.date) -> uuid.UUID:
    return past_training_source(person.uuid, version.activity.uuid, day)


def mark_known(trust: Trust, rows: Sequence[Line]) -> None:
    """Lines whose source gives dose already change nothing."""
    giving = giving_sources(trust, [row.source for row in rows if row.source])
    for row in rows:
        if row.source in giving:
            row.action = RowAction.SAME


def enter_rows(trust: Trust, rows: Sequence[Line], facts: Facts, by: Account | None) -> None:
    """What the lines stand for gives dose, once a source; lines beyond the first change nothing."""
    mark_known(trust, rows)
    first: dict[uuid.UUID, Given] = {}
    for row in rows:
        given = _given(row, facts) if row.action == RowAction.ADD else None
        if given and given.source_id in first:
            row.action = RowAction.SAME
        elif given:
            first[given.source_id] = given
    if first:
        enter_many(trust=trust, rows=first.values(), by=by, again=True)


def let_go(trust: Trust, sources: Collection[uuid.UUID], by: Account | None) -> int:
    """Lines that stood for these sources do so no longer: those that no other line stands for are voided."""
    stood_for = ImportRow.objects.filter(trust=trust, source__in=sources, done=True)
    free = set(sources) - set(stood_for.values_list("source", flat=True))
    return void_many(trust=trust, source_kind=KIND, sources=free, by=by) if free else 0


def giving_sources(trust: Trust, sources: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those that give dose now."""
    voided = DoseEntry.objects.filter(trust=trust, voids_id=OuterRef("pk"))
    entries = DoseEntry.objects.filter(trust=trust, source_kind=KIND, source_id__in=sources, voids_id=None)
    return set(entries.exclude(Exists(voided)).values_list("source_id", flat=True))


def _meaning(row: Line, facts: Facts) -> tuple[RowAction, str]:
    mapping = facts.mappings.get(row.key)
    if not facts.person(row):
        return RowAction.REFUSED, facts.reasons.get(row.line or 0, "")
    if mapping is None:
        return RowAction.WAITING, NOT_MATCHED
    if mapping.activity_id is None:
        return RowAction.IGNORED, ""
    return (RowAction.ADD, "") if facts.version(row) else (RowAction.WAITING, GIVES_NOTHING)


def _given(row: Line, facts: Facts) -> Given | None:
    person, version = facts.person(row), facts.version(row)
    if not (person and version and row.source):
        return None
    return Given(person.pk, version, KIND, row.source, _day(row))


def _day(row: Line) -> dt.date:
    return dt.date.fromisoformat(row.data["date"])
