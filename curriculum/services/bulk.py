"""The bulk door to the ledger: many sources, each told once however often it comes; coverage is current at the end."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from django.db import IntegrityError, connection, transaction

from workforce.models import Account, Person, Trust
from workforce.services.changed import tell_changed
from workforce.services.decision import note

from ..models import ActivityVersion
from .coverage import refresh_people
from .entry import IN_THE_FUTURE, CannotGiveDose, Dose, doses_of
from .holding import fold_people
from .locks import hold_people

AT_ONCE = 5_000  # sources in one transaction

COLUMNS = {
    "uuid": "uuid",
    "person_id": "bigint",
    "skill_id": "bigint",
    "depth": "smallint",
    "minutes": "integer",
    "practice_kind": "text",
    "practice_count": "smallint",
    "assessment": "text",
    "given_date": "date",
    "source_kind": "text",
    "source_id": "uuid",
}
NEXT_REVISION = """
COALESCE((SELECT e.revision + EXISTS (SELECT FROM curriculum_doseentry v
                                       WHERE v.trust_id = e.trust_id AND v.voids_id = e.id)::int
            FROM curriculum_doseentry e
           WHERE e.trust_id = given.trust_id AND e.source_kind = told.source_kind AND e.source_id = told.source_id
             AND e.skill_id = told.skill_id AND e.voids_id IS NULL ORDER BY e.revision DESC LIMIT 1), 1)
"""
WRITE = f"""
WITH given AS (SELECT %s::bigint AS trust_id, %s::bigint AS recorded_by_id)
INSERT INTO curriculum_doseentry (trust_id, recorded_by_id, revision, {", ".join(COLUMNS)})
SELECT trust_id, recorded_by_id, CASE WHEN %s THEN {NEXT_REVISION} ELSE 1 END, {", ".join(COLUMNS)}
  FROM given, unnest({", ".join(f"%s::{kind}[]" for kind in COLUMNS.values())})
       AS told ({", ".join(COLUMNS)})
ON CONFLICT DO NOTHING
RETURNING person_id
"""


@dataclass(frozen=True, slots=True)
class Given:
    """A published activity gave somebody its dose."""

    person: int
    version: ActivityVersion
    source_kind: str
    source_id: uuid.UUID
    given_date: dt.date


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many entries were written; the others had been told before."""

    entries: int
    told_before: int


def give_many(*, trust: Trust, rows: Iterable[Given], by: Account | None) -> Outcome:
    """Coverage is right with each part that is committed. People in order: theirs are then the same parts.

    Facts that wait to be read are read first: only ledgers change after that.
    """
    refresh_people(trust)
    return give_together(trust=trust, rows=rows, by=by)


def give_together(*, trust: Trust, rows: Iterable[Given], by: Account | None) -> Outcome:
    """A few at once, inside somebody's transaction: coverage is right when it is committed."""
    return _give(trust, rows, by, lambda people, skills: fold_people(trust=trust.pk, people=people, skills=skills))


def enter_many(*, trust: Trust, rows: Iterable[Given], by: Account | None, again: bool = False) -> Outcome:
    """Into the ledger only; coverage follows as it does for every changed person.

    With `again` a source that was voided gives once more, as its next revision.
    """
    return _give(trust, rows, by, lambda people, _: tell_changed(trust, people), again)


def _give(
    trust: Trust,
    rows: Iterable[Given],
    by: Account | None,
    after: Callable[[list[int], set[int]], None],
    again: bool = False,
) -> Outcome:
    doses = cache(lambda version: doses_of(version, trust.pk))
    written = told = 0
    for part in _in_parts(rows):
        entries = [(row, dose) for row in part for dose in doses(row.version)]
        with transaction.atomic():
            entered = _enter(trust, entries, by, again)
            after(sorted(set(entered)), {dose.skill for _, dose in entries})
        written += len(entered)
        told += len(entries)
    note(by=by, did="gave dose in bulk", to=trust, entries=written)
    return Outcome(written, told - written)


def _enter(trust: Trust, entries: list[tuple[Given, Dose]], by: Account | None, again: bool) -> list[int]:
    """Whose each new entry is."""
    people = {row.person for row, _ in entries}
    _must_be_of_the_trust(trust, people)
    hold_people(people)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(WRITE, [trust.pk, by.pk if by else None, again, *_columns(entries)])
            return [person for (person,) in cursor.fetchall()]
    except IntegrityError as broken:
        if IN_THE_FUTURE in str(broken):
            raise CannotGiveDose("Dose cannot be given on a day that is still to come.") from broken
        raise


def _must_be_of_the_trust(trust: Trust, people: set[int]) -> None:
    if Person.objects.filter(trust=trust, pk__in=people).count() < len(people):
        raise CannotGiveDose("Somebody in the list does not belong to this trust.")


def _columns(entries: list[tuple[Given, Dose]]) -> list[list[Any]]:
    rows = [
        (
            uuid.uuid4(),
            row.person,
            dose.skill,
            dose.depth,
            dose.minutes,
            dose.practice_kind,
            dose.practice_count,
            dose.assessment,
            row.given_date,
            str(row.source_kind),
            row.source_id,
        )
        for row, dose in entries
    ]
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in COLUMNS]


def _in_parts(rows: Iterable[Given]) -> Iterator[list[Given]]:
    rest = iter(rows)
    while part := [*islice(rest, AT_ONCE)]:
        yield part
