"""Doors for the worker: ids in, one call. They may read the clock."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from .services.sweep import sweep_jobs
from .services.way_in import end_leavers


@shared_task(name="workforce.sweep_jobs")
def sweep(**_later: object) -> None:
    sweep_jobs(at=timezone.now())


@shared_task(name="workforce.end_leavers")
def leavers(**_later: object) -> None:
    end_leavers(on=timezone.localdate())
