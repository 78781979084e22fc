import copy
import datetime as dt
import functools

import pytest
import yaml

from cms.loading.files import CONTENT, read
from cms.loading.module import load_module
from cms.loading.site import load_site
from cms.models import HomePage
from curriculum.services.framework import load_framework
from tests.factories.workforce import AccountFactory, PostFactory, TrustFactory, UnitFactory, top_of
from workforce.enums import Role
from workforce.services.grant import give_grant

PUBLISHED = dt.date(2024, 1, 1)
LESSON = "IN-1-01"


@functools.cache
def framework():
    return yaml.safe_load((CONTENT / "framework.yml").read_text())


@functools.cache
def introduction():
    return read(CONTENT / "modules" / "IN-1.yml")


def two_lessons():
    """The module "Introduction to improvement" as it begins: its test and its first two lessons."""
    data = copy.deepcopy(introduction())
    return data | {"parts": data["parts"][:2]}


def trust_with_a_framework(**told):
    trust = TrustFactory(**told)
    load_framework(trust=trust, data=framework(), effective_date=PUBLISHED, by=None)
    return trust


def learner_of(trust):
    return AccountFactory(person=PostFactory(unit=UnitFactory(trust=trust)).person)


def site_of(trust):
    return load_site(trust, by=None)


def module_of(trust, curriculum):
    return load_module(curriculum, two_lessons(), trust=trust, by=None)


@pytest.fixture
def trust(shared):
    return shared.again("trust") or trust_with_a_framework()


@pytest.fixture
def curriculum(shared, trust):
    return shared.again("curriculum") or site_of(trust)


@pytest.fixture
def module(shared, trust, curriculum):
    return shared.again("module") or module_of(trust, curriculum)


@pytest.fixture
def home(curriculum):
    return HomePage.objects.ancestor_of(curriculum).get()


@pytest.fixture
def learner(trust):
    return learner_of(trust)


@pytest.fixture
def signed_in(client, learner):
    return come_in(client, learner)


def come_in(client, account):
    client.force_login(account, backend="cms.backends.AccountBackend")
    return client


def editor_of(trust):
    account = AccountFactory(trust=trust)
    give_grant(account=account, role=Role.EDITOR, unit=top_of(trust), since=PUBLISHED, by=None)
    return account
