"""A long job: a row that somebody asked for, run by one worker at a time, that always ends with words for a person."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Now

from ..enums import JobState
from ..jobs import enqueue
from ..models import Account, Job, Trust
from .decision import note
from .refusal import Refused

log = logging.getLogger(__name__)

ATTEMPTS = 3
NOT_THE_READERS_FAULT = "Something went wrong on our side and the work stopped. Please tell the operators: job {}."


class JobIsTaken(Exception):
    """Another worker runs it, or it has ended: there is nothing to do here."""


class Work:
    """What a task tells about the job that it runs."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.arguments: dict = job.arguments
        self.result: dict = {}

    def tell(self, done: int, total: int | None = None, words: str = "") -> None:
        """How far it is, and a sign of life. Refuses to go on once the job was given to another worker.

        Called inside a batch's transaction it holds the job, so that a worker thought dead writes nothing more.
        """
        self._write(done=done, total=total, words=words[:200], heard_at=Now())

    def finish(self) -> None:
        self._write(state=JobState.DONE, result=self.result, error="", finished_at=Now(), words="")

    def _write(self, **values: object) -> None:
        if not _still_ours(self.job).update(**values):
            raise JobIsTaken(self.job.pk)


@transaction.atomic
def request_job(*, name: str, arguments: dict, by: Account | None, trust: Trust | None) -> Job:
    job = queue_job(name=name, arguments=arguments, by=by, trust=trust)
    note(by=by, did="asked for a job", to=job, name=name)
    return job


@transaction.atomic
def queue_job(*, name: str, arguments: dict, by: Account | None = None, trust: Trust | None = None) -> Job:
    """Without a line in the trail: for what the product does of itself, or strangers may ask for."""
    job = Job.objects.create(name=name, arguments=arguments, requested_by=by, trust=trust)
    enqueue(name, job_id=job.pk)
    return job


def queue_later(job: Job, *, arguments: dict, at: dt.datetime) -> Job:
    """The same work once more, not before then: nobody is woken, the sweeper finds it."""
    told = {"requested_by": job.requested_by, "trust": job.trust, "requested_at": at}
    return Job.objects.create(name=job.name, arguments=arguments, **told)


@contextmanager
def running(job_id: int) -> Iterator[Work]:
    """Runs a waiting job. A refusal ends it with its sentence; anything else is tried again, then ends it too."""
    work = Work(_take(job_id))
    try:
        yield work
        work.finish()
    except JobIsTaken:
        raise
    except Refused as refused:
        _fail(work.job, str(refused))
    except Exception:
        log.exception("Job %s (%s) went wrong", work.job.pk, work.job.name)
        _try_again(work.job)


def run_job(job_id: int, do: Callable[[Work], None]) -> None:
    """For tasks: the job, unless somebody else has it."""
    try:
        with running(job_id) as work:
            do(work)
    except JobIsTaken:
        log.info("Job %s is not ours to run", job_id)


def _take(job_id: int) -> Job:
    waiting = Job.objects.filter(pk=job_id, state=JobState.WAITING)
    taken = waiting.update(
        state=JobState.RUNNING, attempts=F("attempts") + 1, started_at=Now(), heard_at=Now(), done=0, total=None
    )
    if not taken:
        raise JobIsTaken(job_id)
    return Job.objects.get(pk=job_id)


def _still_ours(job: Job) -> models.QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)


def _fail(job: Job, error: str) -> None:
    _still_ours(job).update(state=JobState.FAILED, error=error, finished_at=Now(), words="")


def _try_again(job: Job) -> None:
    if job.attempts >= ATTEMPTS:
        return _fail(job, NOT_THE_READERS_FAULT.format(job.uuid))
    if _still_ours(job).update(state=JobState.WAITING, words="Waiting to be tried again"):
        enqueue(job.name, job_id=job.pk)
    return None
