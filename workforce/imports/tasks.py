"""The worker's doors to files of the ground floor."""

from __future__ import annotations

from collections.abc import Mapping

from celery import shared_task

from ..enums import ImportKind
from ..services.job import Work, run_job
from .organisation import apply_organisation, read_organisation, undo_organisation
from .staff import apply_staff, read_staff, undo_staff
from .steps import Do, apply_file, read_file, run_of, undo_file

READ: Mapping[str, Do] = {ImportKind.STAFF: read_staff, ImportKind.ORGANISATION: read_organisation}
APPLY: Mapping[str, Do] = {ImportKind.STAFF: apply_staff, ImportKind.ORGANISATION: apply_organisation}
UNDO: Mapping[str, Do] = {ImportKind.STAFF: undo_staff, ImportKind.ORGANISATION: undo_organisation}


@shared_task(name="workforce.read_import")
def read_import(job_id: int, **_later: object) -> None:
    run_job(job_id, lambda work: read_file(work, READ[_kind(work)]))


@shared_task(name="workforce.apply_import")
def apply_import(job_id: int, **_later: object) -> None:
    run_job(job_id, lambda work: apply_file(work, APPLY[_kind(work)]))


@shared_task(name="workforce.undo_import")
def undo_import(job_id: int, **_later: object) -> None:
    run_job(job_id, lambda work: undo_file(work, UNDO[_kind(work)]))


def _kind(work: Work) -> str:
    return run_of(work).kind
