import datetime as dt

import pytest
import yaml

from cms.loading.site import CONTENT, load_site
from cms.models import HomePage
from curriculum.services.framework import load_framework
from tests.factories.workforce import AccountFactory, PostFactory, TrustFactory, UnitFactory

PUBLISHED = dt.date(2024, 1, 1)


@pytest.fixture
def trust():
    trust = TrustFactory()
    data = yaml.safe_load((CONTENT / "framework.yml").read_text())
    load_framework(trust=trust, data=data, effective_date=PUBLISHED, by=None)
    return trust


@pytest.fixture
def curriculum(trust):
    return load_site(trust, by=None)


@pytest.fixture
def home(curriculum):
    return HomePage.objects.ancestor_of(curriculum).get()


@pytest.fixture
def learner(trust):
    return AccountFactory(person=PostFactory(unit=UnitFactory(trust=trust)).person)


@pytest.fixture
def signed_in(client, learner):
    client.force_login(learner, backend="django.contrib.auth.backends.ModelBackend")
    return client
