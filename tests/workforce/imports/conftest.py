import datetime as dt

import pytest

from tests.factories.workforce import TrustFactory, UnitFactory, account_with, top_of
from workforce.enums import Role


@pytest.fixture
def trust():
    """A trust with two wards, W7 and W8."""
    trust = TrustFactory()
    for code in ("W7", "W8"):
        UnitFactory(trust=trust, code=code, name=f"Ward {code[1]}")
    return trust


@pytest.fixture
def administrator(trust):
    return account_with(Role.ADMINISTRATOR, top_of(trust))


@pytest.fixture
def today():
    return dt.date(2026, 11, 20)
