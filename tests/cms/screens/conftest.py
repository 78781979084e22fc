import pytest
import time_machine

from tests.factories.hospital import Hospital, opened_hospital
from tests.factories.planned_session import NOW
from tests.factories.session import workshop


@pytest.fixture
def hospital(db) -> Hospital:
    return opened_hospital()


@pytest.fixture
def fading_hospital(db) -> Hospital:
    """The same, where what was learned lapses within 90 days."""
    return opened_hospital(valid_months=8, renewal_minutes=20)


@pytest.fixture
def version(hospital):
    """Of a workshop in the skill that is asked of everybody."""
    return workshop(hospital.target.skill)


@pytest.fixture
def clock(hospital):
    """The hospital as it is, on the day from which the sessions of the factories are to come; it can be moved on."""
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock
