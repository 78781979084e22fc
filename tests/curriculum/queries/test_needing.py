"""Whom managers are told of: their own people, by the nearest manager who is at work, and by nobody above again."""

import datetime as dt

import pytest

from curriculum.queries.needing import needing, told_to_managers
from tests.factories.hospital import opened_hospital
from tests.factories.workforce import AbsenceFactory, AccountFactory, PersonFactory, PostFactory
from workforce.enums import PostKind, Role
from workforce.models import Account
from workforce.rules import today
from workforce.services.grant import give_grant

pytestmark = pytest.mark.django_db


@pytest.fixture
def hospital():
    """Uma in ward A and Bo12 in ward B are overdue."""
    return opened_hospital()


def manages(hospital, unit, person=None):
    account = AccountFactory(person=person or PersonFactory(trust=hospital.trust))
    give_grant(account=account, role=Role.UNIT_MANAGER, unit=unit, since=today() - dt.timedelta(days=9), by=None)
    return account


def told(hospital):
    rows = needing(hospital.trust, on=today())
    found = told_to_managers(hospital.trust, rows, on=today())
    names = {person.pk: name for name, person in hospital.people.items()}
    return {
        Account.objects.get(pk=account): {one.unit: {names[who] for who in one.overdue} for one in some}
        for account, some in found.items()
    }


def test_a_manager_is_told_of_their_ward_and_the_one_above_not_again(hospital):
    ward, division = manages(hospital, hospital.ward), manages(hospital, hospital.division)

    assert told(hospital) == {
        ward: {hospital.ward.pk: {"Uma"}},
        division: {hospital.division.pk: {"Bo12"}},  # ward B has no manager of its own
    }


def test_who_manages_the_ward_and_is_overdue_is_told_of_by_the_one_above(hospital):
    own = manages(hospital, hospital.ward, hospital.people["Uma"])
    division = manages(hospital, hospital.division)

    assert own not in told(hospital)
    assert told(hospital)[division] == {hospital.division.pk: {"Uma", "Bo12"}}


def test_while_a_manager_is_away_the_next_one_above_is_told(hospital):
    ward, division = manages(hospital, hospital.ward), manages(hospital, hospital.division)
    AbsenceFactory(person=ward.person, since=today() - dt.timedelta(days=1))

    assert told(hospital) == {division: {hospital.division.pk: {"Uma", "Bo12"}}}


def test_nobody_is_told_of_who_needs_nothing_in_the_present_post(hospital):
    """Bo0 met it; a bank post asks nothing; Ada is away and Eva exempt."""
    ward = manages(hospital, hospital.ward)
    bank = PersonFactory(trust=hospital.trust, given_name="Bank")
    PostFactory(person=bank, unit=hospital.ward, kind=PostKind.BANK)

    assert told(hospital) == {ward: {hospital.ward.pk: {"Uma"}}}
