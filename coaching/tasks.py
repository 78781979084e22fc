"""Doors for the worker: ids in, one call. They may read the clock."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from .services.application import withdraw_leavers
from .services.coursework import ask_surveys


@shared_task(name="coaching.ask_surveys")
def surveys(**_later: object) -> None:
    ask_surveys(on=timezone.localdate())


@shared_task(name="coaching.withdraw_leavers")
def leavers(**_later: object) -> None:
    withdraw_leavers(on=timezone.localdate())
