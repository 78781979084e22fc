import datetime as dt

import pytest

from tests.factories.workforce import AccountFactory, PersonFactory, TrustFactory, account_with, top_of
from workforce.enums import Role
from workforce.models import Account, Decision
from workforce.services.account import (
    CannotCloseAccount,
    CannotMakeAccount,
    CannotMatchAccount,
    close_account,
    make_account,
    match_account,
    reopen_account,
    unmatch_account,
)
from workforce.services.grant import CannotEndGrant

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def person():
    return PersonFactory()


@pytest.fixture
def account(person):
    return AccountFactory(trust=person.trust)


def test_an_account_is_made_for_a_person_and_has_no_password_yet(person):
    account = make_account(trust=person.trust, username="a@b.example", email="a@b.example", person=person, by=None)

    assert (account.person, account.has_usable_password()) == (person, False)
    assert {decision.did for decision in Decision.objects.filter(to_id=account.pk)} == {
        "made an account",
        "matched an account",
    }


@pytest.mark.parametrize("told", [{"username": "A@B.example"}, {"username": "other", "email": "A@B.example"}])
def test_a_name_or_address_is_used_once_whatever_its_case(person, told):
    AccountFactory(username="a@b.example", email="a@b.example")

    with pytest.raises(CannotMakeAccount, match="already"):
        make_account(trust=person.trust, person=person, by=None, **told)

    assert Account.objects.count() == 1


def test_accounts_without_an_address_stand_beside_each_other(person):
    for name in ("one", "two"):
        make_account(trust=person.trust, username=name, by=None)

    assert Account.objects.count() == 2


def test_an_account_is_matched_and_unmatched(account, person):
    match_account(account=account, person=person, by=None)
    matched = Account.objects.get().person
    unmatch_account(account=Account.objects.get(), by=None)

    assert (matched, Account.objects.get().person) == (person, None)


@pytest.mark.parametrize("case", ["another trust", "somebody else", "another account"])
def test_a_match_that_cannot_be_is_refused(account, person, case):
    to = person
    match case:
        case "another trust":
            to = PersonFactory()
        case "somebody else":
            match_account(account=account, person=PersonFactory(trust=person.trust), by=None)
        case "another account":
            AccountFactory(person=person)
    before = Account.objects.get(pk=account.pk).person

    with pytest.raises(CannotMatchAccount):
        match_account(account=account, person=to, by=None)

    assert Account.objects.get(pk=account.pk).person == before


def test_an_account_nobody_has_cannot_be_unmatched(account):
    with pytest.raises(CannotMatchAccount, match="not matched"):
        unmatch_account(account=account, by=None)


def test_an_account_is_closed_and_opened_again(account):
    close_account(account=account, on=TODAY, by=None)
    closed = Account.objects.get().is_active
    reopen_account(account=account, by=None)

    assert (closed, Account.objects.get().is_active) == (False, True)


def test_nobody_closes_their_own_account(account):
    with pytest.raises(CannotCloseAccount, match="your own"):
        close_account(account=account, on=TODAY, by=account)

    assert Account.objects.get().is_active


def test_the_account_of_the_last_administrator_stays_open():
    trust = TrustFactory()
    administrator = account_with(Role.ADMINISTRATOR, top_of(trust))

    with pytest.raises(CannotEndGrant, match="Nobody else"):
        close_account(account=administrator, on=TODAY, by=None)

    assert Account.objects.get().is_active
