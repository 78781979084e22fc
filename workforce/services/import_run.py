"""Handing in a file, and deciding about it. Reading, applying and undoing are jobs; each is asked for here."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping

from django.db import IntegrityError, transaction
from django.db.models import TextChoices

from ..enums import NEXT_IMPORT_STATES, FileCovers, ImportKind, ImportState, JobState, WhenAbsent, WhenEmpty
from ..models import Account, ImportPiece, ImportRun, Job, Trust
from .decision import note
from .guard import check_guard
from .job import request_job
from .refusal import Refused

LEAVERS_PERCENT = 2
LARGEST_FILE = 200 * 1024 * 1024
TASKS = {
    ImportKind.ORGANISATION: "workforce",
    ImportKind.STAFF: "workforce",
    ImportKind.PAST_TRAINING: "curriculum",
}
REQUIRED: dict[ImportKind, tuple[tuple[str, type[TextChoices]], ...]] = {
    ImportKind.ORGANISATION: (("absent", WhenAbsent),),
    ImportKind.STAFF: (("covers", FileCovers), ("absent", WhenAbsent), ("empty", WhenEmpty)),
    ImportKind.PAST_TRAINING: (),
}


class CannotImport(Refused):
    """The file cannot be taken, applied or undone now."""


@transaction.atomic
def receive_file(
    *,
    trust: Trust,
    kind: ImportKind | str,
    file_name: str,
    pieces: Iterable[bytes],
    file_date: dt.date,
    choices: Mapping[str, str | int],
    on: dt.date,
    by: Account | None,
) -> ImportRun:
    """Keeps the file and asks for it to be read. Nothing changes before somebody has looked at what it would do."""
    _check_choices(ImportKind(kind), choices)
    _check_date(trust, kind, file_date, on)
    run = ImportRun(trust=trust, kind=kind, file_name=file_name[:200], file_date=file_date, recorded_by=by)
    run.choices = {"leavers_percent": LEAVERS_PERCENT, **choices}
    run.save()
    run.digest = _keep(run, pieces)
    _ask(run, "read_import", by)
    note(by=by, did="handed in a file", to=run, kind=str(kind), digest=run.digest)
    return run


@transaction.atomic
def ask_to_apply(*, run: ImportRun, by: Account | None, leavers_percent: int | None = None) -> ImportRun:
    """Applies what the preview shows. Who raises the share of leavers says so here, in so many words."""
    run = _move(run, ImportState.APPLYING)
    if leavers_percent is not None:
        run.choices["leavers_percent"] = leavers_percent
    check_guard(run)
    _ask(run, "apply_import", by)
    note(by=by, did="asked to apply a file", to=run, leavers_percent=run.choices.get("leavers_percent"))
    return run


@transaction.atomic
def ask_to_undo(*, run: ImportRun, by: Account | None) -> ImportRun:
    """Takes back what an applied file did, or what one did until it stopped half way."""
    applied = ImportRun.objects.filter(trust=run.trust, kind=run.kind, state=ImportState.APPLIED)
    in_order = run.kind != ImportKind.PAST_TRAINING  # what two files say stands until both are undone
    if in_order and run.applied_at and applied.filter(applied_at__gt=run.applied_at).exists():
        raise CannotImport("A later file has been applied since. Undo that one first.")
    run = _move(run, ImportState.UNDOING)
    _ask(run, "undo_import", by)
    note(by=by, did="asked to undo a file", to=run)
    return run


@transaction.atomic
def discard(*, run: ImportRun, by: Account | None) -> None:
    run = _move(run, ImportState.DISCARDED)
    run.save()
    run.rows.all().delete()
    note(by=by, did="discarded a file", to=run)


@transaction.atomic
def try_again(*, run: ImportRun, by: Account | None) -> None:
    """The job ended without a result: it goes on where it stopped."""
    job = run.job
    if job is None or not has_failed(run):
        raise CannotImport("The work on this file has not failed.")
    again = request_job(name=job.name, arguments=job.arguments, by=by, trust=run.trust)
    ImportRun.objects.filter(pk=run.pk).update(job=again)


def has_failed(run: ImportRun) -> bool:
    """The work on the file stopped before it was done: it can be tried again, or taken back."""
    return run.job is not None and run.job.state == JobState.FAILED


def _check_choices(kind: ImportKind, choices: Mapping[str, str | int]) -> None:
    for choice, meanings in REQUIRED[kind]:
        if choices.get(choice) not in meanings.values:
            raise CannotImport(f"Say what it means: {choice}.")
    if choices.get("covers") == FileCovers.DELTA and choices.get("absent") == WhenAbsent.END:
        raise CannotImport("A file of changes does not name everybody: nobody has left because they are not in it.")


def _check_date(trust: Trust, kind: str, file_date: dt.date, on: dt.date) -> None:
    if file_date > on:
        raise CannotImport("The day of the file is in the future.")
    applied = ImportRun.objects.filter(trust=trust, kind=kind, state__in=["APPLYING", "APPLIED"])
    newest = applied.order_by("-file_date").first()
    if newest and kind != ImportKind.PAST_TRAINING and newest.file_date > file_date:
        raise CannotImport(
            f"A file of {newest.file_date:%-d %B %Y} has been applied already; this one is older. "
            "Changing the past is a correction, not an import."
        )


def _keep(run: ImportRun, pieces: Iterable[bytes]) -> str:
    digest, size = hashlib.sha256(), 0
    for number, piece in enumerate(pieces):
        digest.update(piece)
        size += len(piece)
        if size > LARGEST_FILE:
            raise CannotImport("The file is larger than 200 MB.")
        ImportPiece.objects.create(trust_id=run.trust_id, run=run, number=number, content=piece)
    if not size:
        raise CannotImport("The file is empty.")
    return digest.hexdigest()


def _move(run: ImportRun, state: ImportState) -> ImportRun:
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if state not in NEXT_IMPORT_STATES[ImportState(run.state)]:
        raise CannotImport(f"That cannot be done now. This file is at: {run.get_state_display().lower()}.")
    if run.state == ImportState.APPLYING and state == ImportState.UNDOING and not has_failed(run):
        raise CannotImport("This file is being applied: wait until it is done.")
    run.state = state
    try:
        with transaction.atomic():
            run.save(update_fields=["state"])
    except IntegrityError:
        raise CannotImport(_why_alone(run)) from None
    return run


def _why_alone(run: ImportRun) -> str:
    at_work = ImportRun.objects.filter(trust=run.trust, kind=run.kind, state__in=["APPLYING", "UNDOING"])
    other = at_work.select_related("job").first()
    if other and has_failed(other):
        return f"“{other}” stopped half way. Open it first, and try it again or take back what it did."
    return "Another file of this kind is being applied. Wait until it is done."


def _ask(run: ImportRun, what: str, by: Account | None) -> Job:
    name = f"{TASKS[ImportKind(run.kind)]}.{what}"
    run.job = request_job(name=name, arguments={"run": run.pk}, by=by, trust=run.trust)
    run.save()
    return run.job
