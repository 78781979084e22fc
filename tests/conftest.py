"""Starts the private servers of the tests where none are given, and stops them when the last run here is over."""

from contextlib import ExitStack

import pytest
from django.conf import settings

from cms.local.servers import TEST
from tests.database import copy_template, make_template


def pytest_configure(config: pytest.Config) -> None:
    if _is_worker(config) or config.option.collectonly:
        return
    servers = ExitStack()
    config.add_cleanup(servers.close)
    servers.enter_context(TEST.held())
    make_template()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """pytest-django's, which names a database for each worker; then we copy it, which is quicker than migrating it."""
    copy_template(settings.DATABASES["default"]["TEST"]["NAME"])


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")
