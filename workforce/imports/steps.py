"""The steps of every file, whatever it holds: read, applied, undone. Each may be run again after it was broken off."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from ..enums import ImportState
from ..models import ImportRun
from ..services.decision import note
from ..services.job import Work
from ..services.staging import start_over
from .refusal import CannotReadFile

Do = Callable[[ImportRun, Work], None]


def read_file(work: Work, do: Do) -> None:
    run = run_of(work)
    if run.state != ImportState.READING:
        return
    start_over(run)
    try:
        do(run, work)
        if not run.rows.filter(line__isnull=False).exists():
            raise CannotReadFile("The file has its headings, and no line below them.")
    except CannotReadFile as refused:
        _refuse(run, str(refused))
        raise
    _end(run, work, ImportState.PLANNED, "read a file")
    run.pieces.all().delete()


def apply_file(work: Work, do: Do) -> None:
    run = run_of(work)
    if run.state == ImportState.APPLYING:
        do(run, work)
        run.applied_at, run.applied_by = timezone.now(), work.job.requested_by
        _end(run, work, ImportState.APPLIED, "applied a file")


def undo_file(work: Work, do: Do) -> None:
    run = run_of(work)
    if run.state == ImportState.UNDOING:
        do(run, work)
        run.undone_at, run.undone_by = timezone.now(), work.job.requested_by
        _end(run, work, ImportState.UNDONE, "undid a file")


def run_of(work: Work) -> ImportRun:
    return ImportRun.objects.select_related("trust").get(pk=work.arguments["run"])


def counts_of(run: ImportRun) -> dict[str, int]:
    return dict(run.rows.values_list("action").annotate(rows=Count("pk")))


@transaction.atomic
def _end(run: ImportRun, work: Work, state: ImportState, did: str) -> None:
    run.state = state
    run.save(update_fields=["state", "applied_at", "applied_by", "undone_at", "undone_by"])
    work.result = {"run": run.pk, "counts": counts_of(run)}
    note(by=work.job.requested_by, did=did, to=run, **work.result["counts"])


@transaction.atomic
def _refuse(run: ImportRun, problem: str) -> None:
    start_over(run)
    run.pieces.all().delete()
    run.state, run.problem = ImportState.REFUSED, problem
    run.save(update_fields=["state", "problem"])
