"""Doors for the worker: one call each."""

from __future__ import annotations

from celery import shared_task
from django.core.management import call_command


@shared_task(name="cms.publish_scheduled")
def publish_scheduled(**_later: object) -> None:
    """Every minute: pages whose day of publication or of expiry has come."""
    call_command("publish_scheduled")


@shared_task(name="cms.forget_sessions")
def forget_sessions(**_later: object) -> None:
    """Every night: what is left of browsers that are signed out long since."""
    call_command("clearsessions")
