import datetime as dt

import pytest
from django.utils import timezone

from tests.factories.workforce import AccountFactory
from workforce.enums import JobState
from workforce.models import Job
from workforce.services.job import JobIsTaken, request_job, run_job, running
from workforce.services.refusal import Refused
from workforce.services.sweep import sweep_jobs

pytestmark = pytest.mark.django_db


def asked_for() -> Job:
    account = AccountFactory()
    return request_job(name="workforce.sweep_jobs", arguments={"run": 1}, by=account, trust=account.trust)


def test_a_job_tells_how_far_it_is_and_ends_with_its_result():
    job = asked_for()

    with running(job.pk) as work:
        work.tell(5, 10, "Reading the file")
        job.refresh_from_db()
        told = (job.state, job.done, job.total, job.words)
        work.result = {"added": 5}

    job.refresh_from_db()
    assert told == (JobState.RUNNING, 5, 10, "Reading the file")
    assert (job.state, job.result) == (JobState.DONE, {"added": 5})
    assert job.finished_at is not None


def test_a_refusal_ends_the_job_with_its_sentence():
    job = asked_for()

    with running(job.pk):
        raise Refused("The file has no column for the assignment number.")

    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "The file has no column for the assignment number.")


def test_what_goes_wrong_is_tried_three_times_and_then_ends_with_words():
    job = asked_for()

    for _attempt in range(3):
        with running(job.pk):
            raise ZeroDivisionError

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.FAILED, 3)
    assert "Something went wrong on our side" in job.error


def test_a_job_is_run_by_one_worker():
    job = asked_for()

    with running(job.pk), pytest.raises(JobIsTaken), running(job.pk):
        pass

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 1)


def test_a_job_that_has_ended_is_not_run_again():
    job = asked_for()
    runs = []

    run_job(job.pk, lambda work: runs.append(work))
    run_job(job.pk, lambda work: runs.append(work))

    assert len(runs) == 1


def test_a_silent_job_is_taken_back_and_its_old_worker_writes_nothing_more():
    job = asked_for()
    later = timezone.now() + dt.timedelta(minutes=6)

    def fall_silent():
        with running(job.pk) as work:
            work.tell(1, 10)
            assert sweep_jobs(at=later) == 1
            work.tell(2, 10)

    with pytest.raises(JobIsTaken):
        fall_silent()

    job.refresh_from_db()
    assert (job.state, job.done) == (JobState.WAITING, 1)


def test_a_job_whose_waking_was_lost_is_found():
    job = asked_for()

    assert sweep_jobs(at=timezone.now()) == 0
    assert sweep_jobs(at=timezone.now() + dt.timedelta(minutes=2)) == 1
    assert Job.objects.get(pk=job.pk).state == JobState.WAITING
