"""Past training: read into lines that say what they would do, applied, and taken back. Each a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import connection, transaction
from django.db.models import QuerySet

from workforce.enums import RowAction
from workforce.imports.csv_file import Row
from workforce.imports.header import Table, table
from workforce.imports.pieces import lines_of, pieces_of
from workforce.imports.refusal import BadCell
from workforce.models import ImportRow, ImportRun
from workforce.services.job import Work
from workforce.services.staging import BATCH, Staged, in_batches, save_outcome, stage, tell_planner

from ..queries.course import course_key
from ..services.locks import hold_training
from ..services.past_training import Facts, Line, enter_rows, facts_for, let_go, mark_known, plan_row
from .training_people import people_of
from .training_profile import PROFILE, person_key, understand

TWICE = """
UPDATE workforce_importrow SET action = 'ADD', reason = ''
 WHERE run_id = %(run)s AND NOT done AND action = 'SAME' AND reason <> '';
UPDATE workforce_importrow row SET action = 'SAME', reason = format('Line %%s says the same.', told.first)
  FROM (SELECT id, done, action, first_value(line) OVER w AS first, row_number() OVER w AS nth
          FROM workforce_importrow WHERE run_id = %(run)s AND source IS NOT NULL
        WINDOW w AS (PARTITION BY source ORDER BY line)) told
 WHERE row.id = told.id AND told.nth > 1 AND NOT told.done AND told.action = 'ADD'
"""


def read_training(run: ImportRun, work: Work) -> None:
    listed = table(pieces_of(run), PROFILE)
    used = {field: listed.header[column] for field, column in listed.columns.items()}
    run.columns = {"used": used, "unused": listed.unused, "header": listed.header}
    run.save(update_fields=["columns"])
    done, total = 0, lines_of(run)
    for batch in in_batches(listed.rows):
        done += len(batch)
        with transaction.atomic():
            hold_training(run.trust_id)
            work.tell(done, max(done, total), f"Lines read: {done:,}")
            stage(run, _staged(run, listed, batch))
    tell_planner(ImportRow)
    mark_repeated(run)


def apply_training(run: ImportRun, work: Work) -> None:
    """What the lines do is worked out again: courses may have been matched, and people come, since the preview."""
    total, by = run.rows.count(), work.job.requested_by
    done = run.rows.filter(done=True).count()

    def apply(rows: list[ImportRow]) -> None:
        nonlocal done
        done += len(rows)
        work.tell(done, total, f"Lines: {done:,} of {total:,}")
        told = [row for row in rows if row.data]
        facts = planned(run, told)
        enter_rows(run.trust, told, facts, by)
        for row in rows:
            row.done, row.undo = True, kept(row, facts)
        save_outcome(rows)

    each_batch(run, run.rows.filter(done=False), apply)


def undo_training(run: ImportRun, work: Work) -> None:
    """The lines no longer stand for anything; what no line of another file says is voided."""
    taken, total, by = 0, run.rows.filter(done=True).count(), work.job.requested_by

    def take_back(rows: list[ImportRow]) -> None:
        nonlocal taken
        taken += len(rows)
        work.tell(taken, total, f"Taken back: {taken:,} of {total:,}")
        for row in rows:
            row.done = False
        save_outcome(rows)
        let_go(run.trust, {row.source for row in rows if row.source}, by)

    each_batch(run, run.rows.filter(done=True), take_back)


def planned(run: ImportRun, rows: Sequence[Line]) -> Facts:
    """Each line with what it would do, given who and what is known now."""
    facts = facts_for(run.trust, rows, *people_of(run.trust, rows, run.file_date))
    for row in rows:
        plan_row(row, facts)
    return facts


def kept(row: Line, facts: Facts) -> dict[str, int]:
    """Who was meant when the line was applied: so they are, should their number or address change later."""
    person = facts.person(row)
    return {"person": person.pk} if person else {}


def mark_repeated(run: ImportRun) -> None:
    """Of the lines of a preview that say the same the first one would be added."""
    with connection.cursor() as cursor:
        for statement in TWICE.split(";"):
            cursor.execute(statement, {"run": run.pk})


def each_batch(run: ImportRun, rows: QuerySet[ImportRow], do: Callable[[list[ImportRow]], None]) -> None:
    """Each in a transaction of its own, while nobody else brings past training in or out."""
    last: int | None = 0
    while last is not None:
        with transaction.atomic():
            hold_training(run.trust_id)
            batch = list(rows.filter(pk__gt=last).order_by("pk")[:BATCH])
            do(batch)
        last = batch[-1].pk if batch else None


def _staged(run: ImportRun, listed: Table, batch: Sequence[Row]) -> list[Staged]:
    rows = [_understood(run, listed, line, cells) for line, cells in batch]
    told = [row for row in rows if row.data]
    planned(run, told)
    mark_known(run.trust, told)
    return rows


def _understood(run: ImportRun, listed: Table, line: int, cells: Sequence[str]) -> Staged:
    told = listed.values(cells)
    row = Staged(line, "", RowAction.REFUSED, person_key(told), cells=cells)
    try:
        row.data = understand(told, on=run.file_date)
        row.key = course_key(row.data["course"])
    except BadCell as bad:
        row.reason = str(bad)
    return row
