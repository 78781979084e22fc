"""Starts the private PostgreSQL of the tests where none is given, and stops it when the last run here is over."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from cms.local import postgres
from cms.local.paths import HOME, TEST_CLUSTER


@contextmanager
def _private_postgres() -> Iterator[None]:
    HOME.mkdir(mode=0o700, exist_ok=True)
    with (HOME / "tests.lock").open("w") as in_use:
        fcntl.flock(in_use, fcntl.LOCK_SH)
        with (HOME / "tests-start.lock").open("w") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            if not postgres.is_up(TEST_CLUSTER):
                postgres.start(TEST_CLUSTER)
        yield
        try:
            fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        postgres.stop(TEST_CLUSTER)


def pytest_configure(config: pytest.Config) -> None:
    is_worker = hasattr(config, "workerinput")
    if is_worker or "DATABASE_URL" in os.environ or config.option.collectonly:
        return
    server = _private_postgres()
    server.__enter__()
    config.add_cleanup(lambda: server.__exit__(None, None, None) and None)
