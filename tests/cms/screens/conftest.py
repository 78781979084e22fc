import pytest

from tests.factories.hospital import Hospital, opened_hospital


@pytest.fixture
def hospital(db) -> Hospital:
    return opened_hospital()


@pytest.fixture
def fading_hospital(db) -> Hospital:
    """The same, where what was learned lapses within 90 days."""
    return opened_hospital(valid_months=8, renewal_minutes=20)
