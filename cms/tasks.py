"""Doors for the worker: one call each."""

from __future__ import annotations

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from curriculum.services.session_news import LETTER
from workforce.models import Trust
from workforce.services.job import run_job
from workforce.services.notice import forget_notices

from .digest.run import NAME as DIGESTS
from .digest.run import ask_for_digests, send_digests
from .letters import FORGOTTEN, LOCKED_OUT, TAKEN_AWAY, send_forgotten, send_locked_out, send_taken_away
from .outside.follow import follow_links, know_links
from .session_letters import send_session_news


@shared_task(name="cms.publish_scheduled")
def publish_scheduled(**_later: object) -> None:
    """Every minute: pages whose day of publication or of expiry has come."""
    call_command("publish_scheduled")


@shared_task(name="cms.forget_sessions")
def forget_sessions(**_later: object) -> None:
    """Every night: what is left of browsers that are signed out long since."""
    call_command("clearsessions")


@shared_task(name="cms.ask_for_digests")
def ask_for_letters(**_later: object) -> None:
    """Every hour: the letters of the week, and those that had to wait for their hour."""
    ask_for_digests(at=timezone.now())


@shared_task(name=DIGESTS)
def digests(job_id: int, **_later: object) -> None:
    run_job(job_id, send_digests)


@shared_task(name="cms.forget_notices")
def forget_old_notices(**_later: object) -> None:
    """Every night: notices that were read, and are older than the page of notices says that they are kept."""
    forget_notices(at=timezone.now())


@shared_task(name="cms.know_links")
def know_outside_links(**_later: object) -> None:
    """Every night: the addresses of other sites that published pages link to."""
    for trust in Trust.objects.order_by("pk"):
        know_links(trust)


@shared_task(name="cms.follow_links")
def follow_outside_links(**_later: object) -> None:
    """Every ten minutes: a few of them, each once a day."""
    for trust in Trust.objects.order_by("pk"):
        follow_links(trust, on=timezone.localdate())


@shared_task(name=FORGOTTEN)
def forgotten(job_id: int, **_later: object) -> None:
    run_job(job_id, send_forgotten)


@shared_task(name=LOCKED_OUT)
def locked_out(job_id: int, **_later: object) -> None:
    run_job(job_id, send_locked_out)


@shared_task(name=LETTER)
def session_news(job_id: int, **_later: object) -> None:
    run_job(job_id, send_session_news)


@shared_task(name=TAKEN_AWAY)
def taken_away(job_id: int, **_later: object) -> None:
    run_job(job_id, send_taken_away)
