"""Who sees a person: the words on the person's page say the same as the lists of those who look."""

import datetime as dt

import pytest

from tests.factories.workforce import (
    AccountFactory,
    GrantFactory,
    PersonFactory,
    PostFactory,
    TrustFactory,
    UnitFactory,
    top_of,
)
from workforce.enums import Role
from workforce.models import Account, Person
from workforce.queries.sight import who_sees

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 1)
ONE_DAY = dt.timedelta(days=1)


@pytest.fixture
def trust():
    trust = TrustFactory()
    ward = UnitFactory(trust=trust, name="Ward A")
    elsewhere = UnitFactory(trust=trust, name="Ward B")
    for role in Role:
        for unit in (top_of(trust), ward, elsewhere):
            person = PersonFactory(trust=trust)
            GrantFactory(account=AccountFactory(person=person), role=role, unit=unit)
    GrantFactory(role=Role.ADMINISTRATOR)
    return trust


@pytest.mark.parametrize("where", ["Ward A", None])
def test_those_named_are_those_whose_lists_have_the_person(trust, where):
    person = PersonFactory(trust=trust)
    if where:
        PostFactory(person=person, unit=trust.units.get(places__name=where))

    seers = {seer.name for seer in who_sees(person, on=DAY)}

    seeing = [a for a in Account.objects.all() if Person.objects.visible_to(a, on=DAY).filter(pk=person.pk).exists()]
    assert seers == {str(account.person) for account in seeing}
    assert seers


def test_the_nearest_stands_first(trust):
    person = PostFactory(unit=trust.units.get(places__name="Ward A")).person

    assert who_sees(person, on=DAY)[0].unit == "Ward A"


def test_a_role_that_has_ended_sees_nothing_more(trust):
    person = PostFactory(unit=UnitFactory(trust=trust)).person
    manager = AccountFactory(person=PersonFactory(trust=trust, given_name="Old"))
    GrantFactory(account=manager, until=DAY)

    before, after = (" ".join(seer.name for seer in who_sees(person, on=day)) for day in (DAY - ONE_DAY, DAY))

    assert ("Old" in before, "Old" in after) == (True, False)
