"""Doors for the worker: ids in, one call. They may read the clock."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from .services.sweep import sweep_jobs


@shared_task(name="workforce.sweep_jobs")
def sweep(**_later: object) -> None:
    sweep_jobs(at=timezone.now())
