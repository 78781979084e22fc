import pytest

from tests.factories.curriculum import ActivityVersionFactory, TargetFactory
from tests.factories.workforce import PersonFactory, PostFactory
from workforce.enums import ASSIGNMENT, EMPLOYEE
from workforce.services.identifier import identify
from workforce.services.staff_list import BEGINNING


def known_as(trust, number, **told):
    """Somebody with an employee number, and a post with the assignment number beside it."""
    person = PersonFactory(trust=trust, **told)
    post = PostFactory(person=person)
    identify(thing=person, system=EMPLOYEE, value=number, since=BEGINNING, by=None)
    identify(thing=post, system=ASSIGNMENT, value=f"{number}-1", since=BEGINNING, by=None)
    return person


@pytest.fixture
def target():
    return TargetFactory()


@pytest.fixture
def trust(target):
    return target.trust


@pytest.fixture
def amal(trust):
    return known_as(trust, "1001", given_name="Amal", email="amal@trust.example")


@pytest.fixture
def bo(trust):
    return known_as(trust, "1002", given_name="Bo", email="bo@trust.example")


@pytest.fixture
def version(target):
    return ActivityVersionFactory(trust=target.trust, activity__title="Improvement day", gives=[target.skill])


@pytest.fixture
def other_version(target):
    return ActivityVersionFactory(trust=target.trust, activity__title="Coaching day", gives=[target.skill])
