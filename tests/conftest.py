"""Starts the private servers of the tests where none are given, and stops them when the last run here is over."""

from contextlib import ExitStack

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import TransactionTestCase

from cms.local.servers import TEST
from tests.database import make_template
from workforce.models.account import OUR_ROOMS


def pytest_configure(config: pytest.Config) -> None:
    if _is_worker(config) or config.option.collectonly:
        return
    servers = ExitStack()
    config.add_cleanup(servers.close)
    servers.enter_context(TEST.held())
    make_template()


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


@pytest.fixture
def _emptied_afterwards(monkeypatch):
    monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: _empty_our_rooms())


@pytest.fixture
def real_transactions(_emptied_afterwards, transactional_db):
    """What the test writes is committed, for tests of several connections; afterwards our rooms are emptied again.

    This is the one way round the triggers that keep the ledger and the trail. Wagtail's own rows stay.
    """


def _empty_our_rooms() -> None:
    models = [model for room in OUR_ROOMS for model in apps.get_app_config(room).get_models()]
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SET LOCAL session_replication_role = replica")
        for model in models:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
