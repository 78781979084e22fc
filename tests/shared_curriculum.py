"""The curriculum of a file of tests is made once, in a transaction in which each test has a savepoint of its own.

Making it takes a second and more. Where a test of the file commits, or moves the clock, each makes its own as before.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile

import pytest
from django.db import transaction
from django.db.models import Model

HERE = "tests.cms.pages.conftest"
STEPS = ("trust", "curriculum", "module")
OWN = {"transactional_db", "real_transactions", "live_server", "time_machine"}


class Shared(dict[str, Model]):
    """What was made, by the name of its fixture."""

    def again(self, name: str) -> Model | None:
        """Read anew: no test finds what another has done to it in memory."""
        found = self.get(name)
        return None if found is None else type(found)._default_manager.get(pk=found.pk)


@pytest.fixture(scope="module")
def shared(request, django_db_setup, django_db_blocker) -> Iterator[Shared]:
    steps = _steps_of_all([item for item in request.session.items if item.path == request.path])
    if not steps:
        yield Shared()
        return
    with django_db_blocker.unblock(), _given_up():
        yield _made(steps)


def _steps_of_all(items: list[pytest.Item]) -> tuple[str, ...]:
    """As far as every one of the tests that ask for a trust goes."""
    asking = [item for item in items if "shared" in item.fixturenames]
    if not asking or any(_commits_or_moves_the_clock(item) for item in items):
        return ()
    return tuple(takewhile(lambda step: all(_is_ours(item, step) for item in asking), STEPS))


def _commits_or_moves_the_clock(item: pytest.Item) -> bool:
    marked = any(mark.kwargs.get("transaction") for mark in item.iter_markers("django_db"))
    return marked or bool(OWN & set(item.fixturenames))


def _is_ours(item: pytest.Item, name: str) -> bool:
    found = item._fixtureinfo.name2fixturedefs.get(name)
    return bool(found) and found[-1].func.__module__ == HERE


def _made(steps: tuple[str, ...]) -> Shared:
    from tests.cms.pages import conftest  # it asks for models, which are not there yet when this file is read

    shared = Shared(trust=conftest.trust_with_a_framework())
    if "curriculum" in steps:
        shared["curriculum"] = conftest.site_of(shared["trust"])
    if "module" in steps:
        shared["module"] = conftest.module_of(shared["trust"], shared["curriculum"])
    return shared


@contextmanager
def _given_up() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
