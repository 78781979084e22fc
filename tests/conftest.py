"""Starts the private servers of the tests where none are given, and stops them when the last run here is over."""

from contextlib import ExitStack

import pytest
from django.db import connection
from django.test import TransactionTestCase

from cms.local.servers import TEST
from tests.database import as_it_was, make_template
from tests.shared_curriculum import shared  # noqa: F401 a fixture


def pytest_configure(config: pytest.Config) -> None:
    TransactionTestCase._fixture_teardown = _put_back  # type: ignore[method-assign]
    if _is_worker(config) or config.option.collectonly:
        return
    servers = ExitStack()
    config.add_cleanup(servers.close)
    servers.enter_context(TEST.held())
    make_template()


@pytest.fixture
def real_transactions(transactional_db):
    """What the test writes is committed, for tests of several connections or with a server beside them."""


@pytest.fixture
def package_store(settings, tmp_path):
    """Where packages from elsewhere are kept during a test."""
    own = settings.STORAGES["packages"] | {"OPTIONS": {"location": str(tmp_path / "packages"), "base_url": None}}
    settings.STORAGES = settings.STORAGES | {"packages": own}
    return tmp_path / "packages"


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def _put_back(_test: TransactionTestCase) -> None:
    """In place of emptying all tables: the ledger refuses that, and Wagtail's own rows would be lost with ours."""
    as_it_was(connection.settings_dict["NAME"])
