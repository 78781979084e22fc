"""Who claims, who decides, and what is claimed."""

import uuid

import pytest

from tests.factories.hospital import client_of
from tests.factories.workforce import AccountFactory
from workforce.enums import Role


@pytest.fixture
def uma(hospital):
    return AccountFactory(person=hospital.people["Uma"])


@pytest.fixture
def lead(hospital):
    return client_of(hospital.account(Role.ACADEMY_LEAD))


@pytest.fixture
def form(hospital):
    return {
        "title": "Silver course",
        "given_by": "Another trust",
        "learned": "12/3/2024",
        "expires": "",
        "activity": "",
        "skill_1": str(hospital.target.skill.uuid),
        "depth_1": "2",
        "evidence": "Certificate 4711",
        "token": str(uuid.uuid4()),
    }
