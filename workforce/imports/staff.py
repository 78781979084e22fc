"""A staff list: read into rows that say what they would do, applied, taken back. Each a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import connection, transaction

from ..enums import ASSIGNMENT, EMPLOYEE, RowAction, WhenAbsent
from ..models import Account, ImportRow, ImportRun, Person, PersonIdentifier, Post, PostIdentifier, PostStretch
from ..services.job import Work
from ..services.staff_list import Planned, add_people, apply_posts
from ..services.staging import BATCH, Staged, in_batches, open_rows, save_outcome, stage, tell_planner
from ..services.undo import undo_rows
from . import cells as cells_of
from .csv_file import Row
from .header import Table, table
from .pieces import lines_of, pieces_of
from .refusal import BadCell
from .staff_known import Known, Places, known, numbers_from, places_of
from .staff_plan import Meaning, parsed, plan_row
from .staff_profile import PERSON_FIELDS, PROFILE, employee_of, understand

OTHER_NAME = f"""
UPDATE workforce_importrow row SET action = 'REFUSED', changes = '[]',
       reason = format('Line %%s gives another name or e-mail address for employee %%s.', told.first, row.person_key)
  FROM (SELECT id, first_value(line) OVER w AS first, first_value(data) OVER w AS first_data, row_number() OVER w AS nth
          FROM workforce_importrow WHERE run_id = %(run)s AND action <> 'REFUSED' AND person_key <> ''
        WINDOW w AS (PARTITION BY person_key ORDER BY line)) told
 WHERE row.id = told.id AND told.nth > 1
   AND ({", ".join(f"row.data ->> '{name}'" for name in PERSON_FIELDS)})
       IS DISTINCT FROM ({", ".join(f"told.first_data ->> '{name}'" for name in PERSON_FIELDS)})
"""
ONE_LINE_EACH = """
UPDATE workforce_importrow row SET action = 'REFUSED', changes = '[]', reason = CASE
       WHEN daterange((row.data ->> 'since')::date, (row.data ->> 'until')::date)
            && daterange((told.first_data ->> 'since')::date, (told.first_data ->> 'until')::date)
       THEN format('Line %%s gives this assignment other days or values for some of the same days.', told.first)
       ELSE format('Line %%s tells of this assignment already: it has one line, as it is on the day of the file.',
                   told.first) END
  FROM (SELECT id, first_value(line) OVER w AS first, first_value(data) OVER w AS first_data, row_number() OVER w AS nth
          FROM workforce_importrow WHERE run_id = %(run)s AND key <> '' AND line IS NOT NULL
        WINDOW w AS (PARTITION BY key ORDER BY line)) told
 WHERE row.id = told.id AND told.nth > 1
"""
ABSENT = """
INSERT INTO workforce_importrow
       (trust_id, run_id, key, person_key, cells, data, action, reason, changes, done, undo)
SELECT i.trust_id, %(run)s, i.value, '', '[]', '{}', 'END', 'Not in the file.', '[]', false, '{}'
  FROM workforce_postidentifier i
 WHERE i.trust_id = %(trust)s AND i.system = %(system)s
   AND i.since <= %(on)s AND (i.until IS NULL OR i.until > %(on)s)
   AND EXISTS (SELECT FROM workforce_poststretch s WHERE s.post_id = i.post_id
                  AND s.since <= %(on)s AND (s.until IS NULL OR s.until > %(on)s))
   AND NOT EXISTS (SELECT FROM workforce_importrow r WHERE r.run_id = %(run)s AND r.key = i.value)
"""


def read_staff(run: ImportRun, work: Work) -> None:
    """Every row understood, and beside it what it would do. A fault of the whole file refuses all of it."""
    listed = table(pieces_of(run), PROFILE)
    used = {field: listed.header[column] for field, column in listed.columns.items()}
    run.columns = {"used": used, "unused": listed.unused, "header": listed.header}
    run.save(update_fields=["columns"])
    _stage_rows(run, listed, work)
    tell_planner(ImportRow)
    with transaction.atomic():
        _refuse_repeated(run)
        _refuse_other_names(run)
        if run.choices["absent"] == WhenAbsent.END:
            _stage_absent(run)


def apply_staff(run: ImportRun, work: Work) -> None:
    """People first, so that anybody in the file can be anybody's manager; then posts; then who is not in the file."""
    meaning, places = Meaning.of(run), places_of(run.trust, run.file_date)
    total = run.rows.exclude(action=RowAction.REFUSED).count()
    done = run.rows.filter(done=True).count()
    for rows in open_rows(run, RowAction.ADD, RowAction.CHANGE, RowAction.SAME):
        with transaction.atomic():
            work.tell(0, total, "Adding people")
            _add_people(run, rows, work.job.requested_by)
    for rows in open_rows(run, RowAction.ADD, RowAction.CHANGE, RowAction.SAME, RowAction.END):
        done += len(rows)
        with transaction.atomic():
            work.tell(done, total, f"Posts: {done:,} of {total:,}")
            _apply_batch(run, rows, meaning, places, work.job.requested_by)
    tell_planner(Person, PersonIdentifier, Post, PostIdentifier, PostStretch)


def _stage_rows(run: ImportRun, listed: Table, work: Work) -> None:
    meaning, places = Meaning.of(run), places_of(run.trust, run.file_date)
    done, total = 0, lines_of(run)
    for batch in in_batches(listed.rows):
        done += len(batch)
        with transaction.atomic():
            work.tell(done, max(done, total), f"Lines read: {done:,}")
            stage(run, list(_staged(run, listed, batch, meaning, places)))


def _staged(run: ImportRun, listed: Table, batch: Sequence[Row], meaning: Meaning, places: Places) -> Iterator[Staged]:
    rows = [_understood(listed, line, cells) for line, cells in batch]
    facts = known(run.trust, places, [row.data for row in rows if not row.reason], run.file_date)
    for row in rows:
        yield row if row.reason else _with_plan(row, facts, meaning)


def _understood(listed: Table, line: int, cells: Sequence[str]) -> Staged:
    told = listed.values(cells)
    try:
        data = understand(told)
    except BadCell as bad:
        key = cells_of.number_of(told.get("assignment") or told.get("person", ""))
        employee = cells_of.number_of(told.get("employee", "")) or employee_of(key)
        return Staged(line, key, RowAction.REFUSED, employee, cells=cells, reason=str(bad))
    return Staged(line, data["assignment"], RowAction.SAME, data["employee"], cells=cells, data=data)


def _with_plan(row: Staged, facts: Known, meaning: Meaning) -> Staged:
    planned = plan_row(ImportRow(line=row.line), row.data, facts, meaning)
    row.action, row.reason, row.changes = planned.action, planned.reason, planned.changes
    return row


def _refuse_repeated(run: ImportRun) -> None:
    """The first line of an assignment stands, each further one is refused."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_LINE_EACH, {"run": run.pk})


def _refuse_other_names(run: ImportRun) -> None:
    with connection.cursor() as cursor:
        cursor.execute(OTHER_NAME, {"run": run.pk})


def _stage_absent(run: ImportRun) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ABSENT, {"run": run.pk, "trust": run.trust_id, "system": ASSIGNMENT, "on": run.file_date})


def _add_people(run: ImportRun, rows: Sequence[ImportRow], by: Account | None) -> None:
    """Also who was here when the file was read, and is gone since: another file may have been taken back."""
    numbers = {row.person_key for row in rows}
    here = set(
        numbers_from(PersonIdentifier, run.trust, EMPLOYEE, numbers, run.file_date).values_list("value", flat=True)
    )
    first: dict[str, tuple[ImportRow, str, Mapping[str, str]]] = {}
    for row in rows:
        if row.person_key not in here:
            first.setdefault(row.person_key, (row, row.person_key, _details(row.data)))
    add_people(run.trust, list(first.values()), by)
    save_outcome([row for row, _number, _told in first.values()])


def _details(data: Mapping[str, Any]) -> dict[str, str]:
    return {name: data.get(name, "") for name in PERSON_FIELDS}


def _apply_batch(
    run: ImportRun, rows: Sequence[ImportRow], meaning: Meaning, places: Places, by: Account | None
) -> None:
    """What the rows do is worked out again: things may have changed since the preview."""
    told = {row.pk: parsed(row.data) for row in rows if row.line is not None}
    absent = [row for row in rows if row.line is None]
    facts = known(run.trust, places, [*told.values(), *_absent_keys(absent)], run.file_date)
    plans = [plan_row(row, told[row.pk], facts, meaning) for row in rows if row.line is not None]
    for plan in plans:
        _say_who_is_unknown(plan, told[plan.row.pk], facts)
    plans += [_plan_absent(row, facts, meaning) for row in absent]
    apply_posts(run.trust, plans, by)
    save_outcome(rows)


def _say_who_is_unknown(planned: Planned, data: Mapping[str, Any], facts: Known) -> None:
    """Only now: in the preview a manager may still be somewhere below in the same file."""
    manager = data.get("manager")
    if manager and manager not in facts.people and not planned.reason:
        planned.reason = f"Supervisor {manager} is not known here: the manager stays as it was."


def _absent_keys(rows: Sequence[ImportRow]) -> list[dict[str, str]]:
    return [{"assignment": row.key, "employee": ""} for row in rows]


def _plan_absent(row: ImportRow, facts: Known, meaning: Meaning) -> Planned:
    post = facts.posts.get(row.key)
    running = post and any(
        stretch.until is None or stretch.until > meaning.on for stretch in facts.stretches.get(post.pk, [])
    )
    if post is None or not running:
        return Planned(row, RowAction.SAME, reason="Has ended in the meantime.")
    planned = Planned(row, RowAction.END, reason=row.reason, person=post.person, post=post)
    planned.ends = planned.leaves = meaning.on
    return planned


def undo_staff(run: ImportRun, work: Work) -> None:
    """The last batch first. Of a file that stopped half way: what it did until then."""
    left = run.rows.exclude(undo={}).order_by("-pk")
    taken, total, rest = 0, left.count(), left
    while rows := list(rest[:BATCH]):
        taken += len(rows)
        with transaction.atomic():
            work.tell(taken, total, f"Taken back: {taken:,} of {total:,}")
            undo_rows(run.trust, rows)
            save_outcome(rows)
        rest = left.filter(pk__lt=rows[-1].pk)
