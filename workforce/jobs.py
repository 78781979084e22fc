"""The seam to background work: a name and ids go out once the transaction is true."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from celery import current_app
from django.db import connection, transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Waking:
    """A message to the broker, sent when it is called."""

    name: str
    ids: dict[str, Any]

    def __call__(self) -> None:
        try:
            current_app.send_task(self.name, kwargs=self.ids, retry=False)
        except (OperationalError, OSError):
            log.warning("The broker does not answer; %s waits for the sweeper.", self.name)


def enqueue(name: str, **ids: object) -> None:
    """Wake a task after commit, once however often it is asked for in a transaction.

    What must not be lost is a row: a sweeper finds it when the waking is lost.
    """
    waking = Waking(name, ids)
    if waking not in (call for _, call, *_ in connection.run_on_commit):
        transaction.on_commit(waking)
