"""Hands in files as the screens and the worker do, one step after the other."""

import datetime as dt

from workforce.enums import ImportKind
from workforce.imports.tasks import apply_import, read_import, undo_import
from workforce.models import ImportRun, Person, PersonIdentifier, Post, PostIdentifier, PostStretch
from workforce.services.import_run import ask_to_apply, ask_to_undo, receive_file

MAY = dt.date(2026, 5, 1)
CHOICES = {
    ImportKind.STAFF: {"covers": "FULL", "absent": "KEEP", "empty": "IGNORE"},
    ImportKind.ORGANISATION: {"absent": "KEEP"},
}


def hand_in(trust, file, kind=ImportKind.STAFF, file_date=MAY, **choices) -> ImportRun:
    content = file.encode() if isinstance(file, str) else file
    run = receive_file(
        trust=trust,
        kind=kind,
        file_name="list.csv",
        pieces=[content[start : start + 1000] for start in range(0, len(content), 1000)],
        file_date=file_date,
        choices={**CHOICES[kind], **choices},
        on=dt.date(2026, 11, 20),
        by=None,
    )
    read_import(run.job_id)
    return again(run)


def apply(run, **told) -> ImportRun:
    run = ask_to_apply(run=run, by=None, **told)
    apply_import(run.job_id)
    return again(run)


def undo(run) -> ImportRun:
    run = ask_to_undo(run=run, by=None)
    undo_import(run.job_id)
    return again(run)


def again(run) -> ImportRun:
    return ImportRun.objects.select_related("job", "trust").get(pk=run.pk)


def brought_in(trust, file, **told) -> ImportRun:
    return apply(hand_in(trust, file, **told))


def counts(run) -> dict[str, int]:
    found: dict[str, int] = {}
    for action in run.rows.values_list("action", flat=True):
        found[action] = found.get(action, 0) + 1
    return found


def refusals(run) -> list[tuple[int | None, str]]:
    return list(run.rows.filter(action="REFUSED").order_by("line").values_list("line", "reason"))


def everything():
    """All facts about people, to be compared."""
    models = (Person, PersonIdentifier, Post, PostIdentifier, PostStretch)
    return [sorted(map(str, model._base_manager.values_list())) for model in models]
