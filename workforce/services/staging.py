"""Rows of a file on their way in: written by COPY, a batch at a time, so that memory stays flat."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model

from ..enums import RowAction
from ..models import ImportRow, ImportRun

BATCH = 1000
Thing = TypeVar("Thing")

COPY = """COPY workforce_importrow
(trust_id, run_id, line, key, person_key, cells, data, action, reason, changes, done, source, undo) FROM STDIN"""
SAVE = """UPDATE workforce_importrow
SET action = %s, reason = %s, changes = %s, undo = %s, done = %s, source = %s WHERE id = %s"""


@dataclass(slots=True)
class Staged:
    """One row of a file with what it would do."""

    line: int | None
    key: str
    action: str
    person_key: str = ""
    cells: Sequence[str] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    changes: Sequence[Sequence[str]] = ()
    source: UUID | None = None


def in_batches(things: Iterable[Thing], size: int = BATCH) -> Iterator[list[Thing]]:
    things = iter(things)
    while batch := list(islice(things, size)):
        yield batch


def stage(run: ImportRun, rows: Collection[Staged]) -> None:
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        for row in rows:
            copy.write_row(_line(run, row))


def tell_planner(*models: type[Model]) -> None:
    """Many rows are new: until the database has counted them it takes the tables for as small as they were."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(model._meta.db_table for model in models)}")


def start_over(run: ImportRun) -> None:
    """A reading that was broken off begins again."""
    ImportRow.objects.filter(run=run).delete()


def save_outcome(rows: Iterable[ImportRow]) -> None:
    """What each row did."""
    with connection.cursor() as cursor:
        cursor.executemany(
            SAVE,
            [
                (row.action, row.reason, _json(row.changes), _json(row.undo), row.done, row.source, row.pk)
                for row in rows
            ],
        )


def open_rows(run: ImportRun, *actions: RowAction) -> Iterator[list[ImportRow]]:
    """The rows not yet done, a batch at a time, by line; each batch is fetched when the one before is done."""
    last, waiting = 0, ImportRow.objects.filter(run=run, done=False, action__in=actions).order_by("pk")
    while rows := list(waiting.filter(pk__gt=last)[:BATCH]):
        yield rows
        last = rows[-1].pk


def _line(run: ImportRun, row: Staged) -> tuple[Any, ...]:
    return (
        *(run.trust_id, run.pk, row.line, row.key[:200], row.person_key[:100]),
        *(_json(list(row.cells)), _json(row.data), row.action, row.reason, _json(row.changes), False, row.source, "{}"),
    )


def _json(value: Any) -> str:
    return json.dumps(value, default=str, ensure_ascii=False).replace("\\u0000", "")
