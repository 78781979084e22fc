"""The worker's doors to files of past training."""

from __future__ import annotations

from celery import shared_task

from workforce.imports.steps import apply_file, read_file, undo_file
from workforce.services.job import run_job

from .training import apply_training, read_training, undo_training
from .training_again import look_again


@shared_task(name="curriculum.read_import")
def read_import(job_id: int, **_later: object) -> None:
    run_job(job_id, lambda work: read_file(work, read_training))


@shared_task(name="curriculum.apply_import")
def apply_import(job_id: int, **_later: object) -> None:
    run_job(job_id, lambda work: apply_file(work, apply_training))


@shared_task(name="curriculum.undo_import")
def undo_import(job_id: int, **_later: object) -> None:
    run_job(job_id, lambda work: undo_file(work, undo_training))


@shared_task(name="curriculum.look_again_at_training")
def look_again_at_training(job_id: int, **_later: object) -> None:
    run_job(job_id, look_again)
