"""A small framework, and who shapes it."""

import pytest
from django.test import Client

from curriculum.models import FrameworkVersion
from tests.factories.framework import small_framework
from tests.factories.workforce import TrustFactory
from workforce.enums import Role

from .shaping import client_with


@pytest.fixture
def version() -> FrameworkVersion:
    return small_framework(TrustFactory())


@pytest.fixture
def lead(version) -> Client:
    return client_with(Role.PROGRAMME_LEAD, version)


@pytest.fixture
def editor(version) -> Client:
    return client_with(Role.EDITOR, version)
