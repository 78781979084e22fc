"""Doors for the worker: ids in, one call. They may read the clock."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from workforce.services.job import Work, run_job

from .models import Pairing
from .services.application import withdraw_leavers
from .services.coursework import ask_surveys
from .services.log_reminder import remind_of_logs
from .services.offer import lapse_offers, tell_of_offers
from .services.proposal import find_proposal
from .services.unanswered import remind_by_itself


@shared_task(name="coaching.find_pairs")
def find_pairs(job_id: int, **_later: object) -> None:
    run_job(job_id, _find)


def _find(work: Work) -> None:
    pairing = Pairing.objects.select_related("cohort__academy", "based_on").get(pk=work.arguments["pairing"])
    find_proposal(pairing=pairing, on=timezone.localdate(), tell=work.tell)


@shared_task(name="coaching.ask_surveys")
def surveys(**_later: object) -> None:
    ask_surveys(on=timezone.localdate())


@shared_task(name="coaching.lapse_offers")
def offers(**_later: object) -> None:
    lapse_offers(on=timezone.localdate())
    tell_of_offers(on=timezone.localdate())


@shared_task(name="coaching.remind_who_is_asked")
def remind_who_is_asked(**_later: object) -> None:
    remind_by_itself(on=timezone.localdate())


@shared_task(name="coaching.remind_of_logs")
def logs(**_later: object) -> None:
    remind_of_logs(on=timezone.localdate())


@shared_task(name="coaching.withdraw_leavers")
def leavers(**_later: object) -> None:
    withdraw_leavers(on=timezone.localdate())
