import datetime as dt

import pytest

from tests.factories.workforce import BEGINNING, AccountFactory, GrantFactory, UnitFactory, account_with, top_of
from workforce.enums import Role
from workforce.models import Decision, Grant
from workforce.services.grant import CannotEndGrant, CannotGiveGrant, end_grant, give_grant

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def ward():
    return UnitFactory()


@pytest.fixture
def trust(ward):
    return ward.trust


@pytest.fixture
def administrator(trust):
    return account_with(Role.ADMINISTRATOR, top_of(trust))


def test_a_role_is_given_in_a_unit_from_a_day_on_and_noted(ward, administrator):
    account = AccountFactory(trust=ward.trust)

    grant = give_grant(account=account, role=Role.UNIT_MANAGER, unit=ward, since=TODAY, by=administrator)

    assert (grant.role, grant.unit, grant.since, grant.until) == ("UNIT_MANAGER", ward, TODAY, None)
    noted = Decision.objects.get(to_model="workforce.grant", to_id=grant.pk)
    assert (noted.did, noted.by, noted.detail["account"]) == ("gave a role", administrator, account.pk)


@pytest.mark.parametrize(
    "told, why",
    [
        ({"until": TODAY}, "would end before it begins"),
        ({"since": dt.date(2019, 1, 1)}, "The unit does not exist on 1 January 2019"),
    ],
)
def test_a_role_that_would_never_be_true_is_refused(ward, told, why):
    account = AccountFactory(trust=ward.trust)

    with pytest.raises(CannotGiveGrant, match=why):
        give_grant(**{"account": account, "role": Role.COACH, "unit": ward, "since": TODAY, "by": None} | told)

    assert not Grant.objects.exists()


def test_a_role_is_given_once(ward):
    grant = GrantFactory(account=AccountFactory(trust=ward.trust), unit=ward, role=Role.COACH)

    with pytest.raises(CannotGiveGrant, match="already has this role"):
        give_grant(account=grant.account, role=Role.COACH, unit=ward, since=TODAY, by=None)

    assert Grant.objects.count() == 1


def test_a_role_in_another_trust_is_refused(ward):
    with pytest.raises(CannotGiveGrant, match="different trusts"):
        give_grant(account=AccountFactory(), role=Role.COACH, unit=ward, since=TODAY, by=None)

    assert not Grant.objects.exists()


def test_a_role_is_taken_away_from_a_day_on(ward):
    grant = GrantFactory(account=AccountFactory(trust=ward.trust), unit=ward)

    end_grant(grant=grant, on=TODAY, by=None)

    assert Grant.objects.get().until == TODAY


def test_a_role_taken_away_before_its_first_day_never_was(ward):
    grant = GrantFactory(account=AccountFactory(trust=ward.trust), unit=ward)

    end_grant(grant=grant, on=BEGINNING, by=None)

    assert not Grant.objects.exists()


def test_nobody_takes_away_their_own_role_of_administrator(trust, administrator):
    account_with(Role.ADMINISTRATOR, top_of(trust))

    with pytest.raises(CannotEndGrant, match="your own"):
        end_grant(grant=administrator.grants.get(), on=TODAY, by=administrator)

    assert administrator.grants.get().until is None


@pytest.mark.parametrize("other", ["of a ward", "closed", "for some days", "of another trust"])
def test_the_last_administrator_of_the_whole_trust_stays(ward, administrator, other):
    match other:
        case "of a ward":
            account_with(Role.ADMINISTRATOR, ward)
        case "closed":
            account_with(Role.ADMINISTRATOR, top_of(ward.trust), is_active=False)
        case "for some days":
            account = AccountFactory(trust=ward.trust)
            GrantFactory(
                account=account, role=Role.ADMINISTRATOR, unit=top_of(ward.trust), until=TODAY + dt.timedelta(days=9)
            )
        case "of another trust":
            account_with(Role.ADMINISTRATOR, top_of(UnitFactory().trust))

    with pytest.raises(CannotEndGrant, match="Nobody else would administer"):
        end_grant(grant=administrator.grants.get(), on=TODAY, by=None)

    assert administrator.grants.get().until is None


def test_one_of_two_administrators_goes(trust, administrator):
    other = account_with(Role.ADMINISTRATOR, top_of(trust))

    end_grant(grant=other.grants.get(), on=TODAY, by=administrator)

    assert other.grants.get().until == TODAY


def test_an_administrator_of_a_ward_goes_also_where_nobody_administers_the_trust(ward):
    account = account_with(Role.ADMINISTRATOR, ward)

    end_grant(grant=account.grants.get(), on=TODAY, by=None)

    assert account.grants.get().until == TODAY
