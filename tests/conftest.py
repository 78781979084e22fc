"""Starts the private servers of the tests where none are given, and stops them when the last run here is over."""

from contextlib import ExitStack

import pytest

from cms.local.servers import TEST
from tests.database import make_template


def pytest_configure(config: pytest.Config) -> None:
    if _is_worker(config) or config.option.collectonly:
        return
    servers = ExitStack()
    config.add_cleanup(servers.close)
    servers.enter_context(TEST.held())
    make_template()


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")
