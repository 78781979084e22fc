import pytest
from django.test import Client

from tests.factories.workforce import TrustFactory, UnitFactory, account_with
from workforce.enums import Role


@pytest.fixture
def ward():
    return UnitFactory(trust=TrustFactory(), name="Ward A")


@pytest.fixture
def manager(ward):
    return account_with(Role.UNIT_MANAGER, ward)


@pytest.fixture
def ask():
    """Reads an address as an account."""

    def asked(account, address, **query):
        client = Client()
        if account is not None:
            client.force_login(account, backend="cms.backends.AccountBackend")
        return client.get(f"/api/v1/{address}", query)

    return asked
