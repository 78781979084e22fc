"""A small framework with a draft."""

import pytest

from curriculum.models import FrameworkVersion
from tests.factories.framework import small_framework
from tests.factories.workforce import TrustFactory


@pytest.fixture
def version() -> FrameworkVersion:
    return small_framework(TrustFactory())
