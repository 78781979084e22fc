"""Starts the private servers of the tests where none are given, and stops them when the last run here is over."""

from contextlib import ExitStack

import pytest

from cms.local.servers import TEST


def pytest_configure(config: pytest.Config) -> None:
    is_worker_of_xdist = hasattr(config, "workerinput")
    if is_worker_of_xdist or config.option.collectonly:
        return
    servers = ExitStack()
    servers.enter_context(TEST.held())
    config.add_cleanup(servers.close)
