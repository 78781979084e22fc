"""Who manages somebody: the staff file says it; where it does not, whoever is granted the nearest unit."""

import datetime as dt

import pytest

from tests.factories.workforce import (
    AccountFactory,
    GrantFactory,
    PersonFactory,
    PostFactory,
    UnitFactory,
    account_with,
    top_of,
)
from workforce.enums import Role
from workforce.queries.manager import managers_of, manages

pytestmark = pytest.mark.django_db
ON, SINCE = dt.date(2026, 3, 12), dt.date(2026, 1, 1)


@pytest.fixture
def unit():
    return UnitFactory()


def somebody(unit, manager=None):
    person = PersonFactory(trust=unit.trust)
    PostFactory(person=person, unit=unit, manager=manager, since=SINCE)
    return person


def test_the_staff_file_says_it_and_then_nobody_else_is(unit):
    cora = AccountFactory(trust=unit.trust, person=PersonFactory(trust=unit.trust))
    of_the_unit = account_with(Role.UNIT_MANAGER, unit, person=PersonFactory(trust=unit.trust))
    uma = somebody(unit, manager=cora.person)

    assert managers_of(uma, on=ON) == [cora.person]
    assert [manages(one, uma, on=ON) for one in (cora, of_the_unit)] == [True, False]


def test_where_it_says_nothing_it_is_whoever_has_the_nearest_unit_and_never_oneself(unit):
    top = account_with(Role.UNIT_MANAGER, top_of(unit.trust), person=PersonFactory(trust=unit.trust))
    uma = somebody(unit)
    far = managers_of(uma, on=ON)
    near = account_with(Role.UNIT_MANAGER, unit, person=PersonFactory(trust=unit.trust))
    PostFactory(person=near.person, unit=unit, since=SINCE)

    assert (far, managers_of(uma, on=ON)) == ([top.person], [near.person])
    assert managers_of(near.person, on=ON) == [top.person]
    assert not manages(near, near.person, on=ON)


def test_a_deputy_does_it_for_the_days_for_which_they_are_named(unit):
    cora = account_with(Role.UNIT_MANAGER, unit, person=PersonFactory(trust=unit.trust))
    uma, deputy = somebody(unit, manager=cora.person), AccountFactory(trust=unit.trust)
    deputy.person = PersonFactory(trust=unit.trust)
    deputy.save()
    until = ON + dt.timedelta(days=5)
    GrantFactory(
        account=deputy, role=Role.UNIT_MANAGER, unit=unit, acts_for=cora.grants.get(), since=SINCE, until=until
    )

    assert manages(deputy, uma, on=ON)
    assert not manages(deputy, uma, on=until)
