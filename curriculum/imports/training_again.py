"""Lines of past training are looked at again: courses were matched anew, or people have come to be known."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from workforce.models import Account, ImportRow, ImportRun, Person
from workforce.services.job import Work
from workforce.services.staging import save_outcome

from ..queries.course import open_runs
from ..services.past_training import enter_rows, facts_for, let_go, mark_known, plan_row
from .training import each_batch, kept, mark_repeated, planned
from .training_people import people_of


def look_again(work: Work) -> None:
    """A preview is planned again; what was applied is brought in line with what is known now."""
    for run in open_runs(work.job.trust_id, work.arguments.get("run")):
        _look_again(run, work, work.arguments.get("courses"))


def _look_again(run: ImportRun, work: Work, courses: Collection[str] | None) -> None:
    rows = run.rows.exclude(key="")
    rows = rows if courses is None else rows.filter(key__in=courses)
    total, done = rows.count(), 0

    def again(batch: list[ImportRow]) -> None:
        nonlocal done
        done += len(batch)
        work.tell(done, total, f"Lines of {run.file_name} looked at again: {done:,} of {total:,}")
        _plan_again(run, [row for row in batch if not row.done])
        _bring_in_line(run, [row for row in batch if row.done], work.job.requested_by)

    each_batch(run, rows, again)
    mark_repeated(run)


def _plan_again(run: ImportRun, rows: Sequence[ImportRow]) -> None:
    planned(run, rows)
    mark_known(run.trust, rows)
    save_outcome(rows)


def _bring_in_line(run: ImportRun, rows: Sequence[ImportRow], by: Account | None) -> None:
    """Only lines that now stand for something else are touched: the new is entered before the old is let go."""
    before = {row.pk: (row.source, row.action, row.reason) for row in rows}
    facts = facts_for(run.trust, rows, *_people(run, rows))
    for row in rows:
        plan_row(row, facts)
    changed = [row for row in rows if row.source != before[row.pk][0] or row.source is None]
    enter_rows(run.trust, changed, facts, by)
    for row in changed:
        row.undo = kept(row, facts)
    save_outcome(changed)
    gone = {before[row.pk][0] for row in changed}
    let_go(run.trust, {source for source in gone if source}, by)


def _people(run: ImportRun, rows: Sequence[ImportRow]) -> tuple[dict[int, Person], dict[int, str]]:
    """Who was meant when the line was applied; for the others who is meant now."""
    known = Person.objects.in_bulk({row.undo["person"] for row in rows if "person" in row.undo})
    people, reasons = people_of(run.trust, [row for row in rows if row.undo.get("person") not in known], run.file_date)
    for row in rows:
        if row.undo.get("person") in known:
            people[row.line or 0] = known[row.undo["person"]]
    return people, reasons
