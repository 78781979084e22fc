"""List and rule agree: what `visible_to` lists is what `has_perm` allows."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from tests.factories.workforce import (
    AbsenceFactory,
    AccountFactory,
    PersonFactory,
    PostFactory,
    TrustFactory,
    UnitFactory,
    account_with,
    top_of,
)
from workforce.enums import Role
from workforce.models import Absence, Account, Person, PostStretch
from workforce.queries.reach import units_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    """Division over ward, a ward beside, another trust; somebody posted in each, somebody without a post."""
    division = UnitFactory()
    ward, beside = UnitFactory(parent=division), UnitFactory(trust=division.trust)
    return {
        "division": division,
        "in ward": PostFactory(unit=ward).person,
        "beside": PostFactory(unit=beside).person,
        "without post": PersonFactory(trust=division.trust),
        "stranger": PostFactory().person,
    }


def seen(account, cast):
    visible = set(Person.objects.visible_to(account, on=timezone.localdate()))
    allowed = {person for person in Person.objects.all() if account.has_perm("workforce.view_person", person)}
    assert visible == allowed
    return {name for name, thing in cast.items() if thing in visible}


@pytest.mark.parametrize("role", [Role.UNIT_MANAGER, Role.PROGRAMME_LEAD, Role.ADMINISTRATOR])
def test_a_named_role_sees_the_people_of_its_unit_and_below(cast, role):
    account = account_with(role, cast["division"])

    assert seen(account, cast) == {"in ward"}


@pytest.mark.parametrize("role", [Role.UNIT_MANAGER, Role.PROGRAMME_LEAD, Role.ADMINISTRATOR])
def test_a_named_role_at_the_top_sees_everybody_of_the_trust(cast, role):
    account = account_with(role, top_of(cast["division"].trust))

    assert seen(account, cast) == {"in ward", "beside", "without post"}


@pytest.mark.parametrize("role", [Role.STAFF, Role.BOARD_READER, Role.EDITOR, Role.COACH, Role.ACADEMY_LEAD])
def test_other_roles_see_nobody_by_name(cast, role):
    account = account_with(role, top_of(cast["division"].trust))

    assert seen(account, cast) == set()


def test_everybody_sees_their_own_record(cast):
    account = AccountFactory(person=cast["beside"])

    assert seen(account, cast) == {"beside"}


def test_an_operators_flag_opens_nobodys_record(cast):
    account = AccountFactory(trust=None, is_superuser=True, is_staff=True)

    assert seen(account, cast) == set()
    assert account.has_perm("wagtailadmin.access_admin")


def test_an_ended_role_sees_nobody(cast):
    account = account_with(Role.UNIT_MANAGER, cast["division"])
    account.grants.update(until=timezone.localdate())

    assert seen(account, cast) == set()


def test_nobody_signed_in_sees_nobody(cast):
    assert not Person.objects.visible_to(AnonymousUser(), on=timezone.localdate()).exists()


def test_rows_about_people_are_seen_by_who_sees_the_people(cast):
    account = account_with(Role.UNIT_MANAGER, cast["division"])
    AbsenceFactory(person=cast["beside"])
    absence = AbsenceFactory(person=cast["in ward"])

    assert list(Absence.objects.visible_to(account, on=timezone.localdate())) == [absence]
    assert {stretch.person for stretch in PostStretch.objects.visible_to(account, on=timezone.localdate())} == {
        cast["in ward"]
    }


def test_accounts_are_seen_by_themselves_and_by_the_administrators_of_their_trust(cast):
    trust = cast["division"].trust
    administrator = account_with(Role.ADMINISTRATOR, top_of(trust))
    own, other = AccountFactory(trust=trust), AccountFactory(trust=TrustFactory())

    today = timezone.localdate()
    assert set(Account.objects.visible_to(administrator, on=today)) == {administrator, own}
    assert set(Account.objects.visible_to(own, on=today)) == {own}
    assert administrator.has_perm("workforce.view_account", own)
    assert not administrator.has_perm("workforce.view_account", other)


def test_an_administrator_of_a_division_does_not_import_for_the_trust(cast):
    trust = cast["division"].trust
    account = account_with(Role.ADMINISTRATOR, cast["division"])
    top = account_with(Role.ADMINISTRATOR, top_of(trust))

    assert not account.has_perm("workforce.import_staff", trust)
    assert top.has_perm("workforce.import_staff", trust)
    assert not top.has_perm("workforce.import_staff", TrustFactory())


def test_the_units_of_an_account_are_its_units_and_all_below(cast):
    division = cast["division"]
    account = account_with(Role.UNIT_MANAGER, division)

    below = set(division.reaches_down.values_list("unit", flat=True))
    assert units_of(account, Role.UNIT_MANAGER, on=timezone.localdate()) == below
    assert units_of(account, Role.EDITOR, on=timezone.localdate()) == set()
