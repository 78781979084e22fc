"""Finds jobs that nobody runs: the waking was lost, or the worker died."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.db.models.functions import Now

from ..enums import JobState
from ..jobs import enqueue
from ..models import Job
from .job import ATTEMPTS, NOT_THE_READERS_FAULT

WAITS_AT_MOST = dt.timedelta(minutes=1)
SILENT_AT_MOST = dt.timedelta(minutes=5)


def sweep_jobs(*, at: dt.datetime) -> int:
    """Wakes what waits and takes back what fell silent; how many jobs were woken."""
    for job in Job.objects.filter(state=JobState.RUNNING, heard_at__lt=at - SILENT_AT_MOST):
        _take_back(job)
    late = Q(requested_at__lt=at - WAITS_AT_MOST) & (Q(heard_at=None) | Q(heard_at__lt=at - WAITS_AT_MOST))
    waiting = list(Job.objects.filter(late, state=JobState.WAITING))
    for job in waiting:
        enqueue(job.name, job_id=job.pk)
    return len(waiting)


def _take_back(job: Job) -> None:
    silent = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts, heard_at=job.heard_at)
    if job.attempts >= ATTEMPTS:
        silent.update(state=JobState.FAILED, finished_at=Now(), error=NOT_THE_READERS_FAULT.format(job.uuid))
    else:
        silent.update(state=JobState.WAITING)
