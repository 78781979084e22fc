"""The seam to background work: a name and ids go out once the transaction is true."""

from __future__ import annotations

import logging
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def enqueue(name: str, **ids: object) -> None:
    """Wake a task after commit. What must not be lost is a row: a sweeper finds it when the waking is lost."""
    transaction.on_commit(partial(_wake, name, ids))


def _wake(name: str, ids: dict[str, object]) -> None:
    try:
        current_app.send_task(name, kwargs=ids, retry=False)
    except (OperationalError, OSError):
        log.warning("The broker does not answer; %s waits for the sweeper.", name)
