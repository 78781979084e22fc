"""Acting for a colleague: a deputy sees exactly what was handed over, between the days named, and no longer."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.factories.hospital import client_of
from tests.factories.workforce import AccountFactory, GrantFactory, PersonFactory
from workforce.enums import Role
from workforce.models import Grant, Notice, Person
from workforce.rules import today
from workforce.services.deputy import CannotNameDeputy, name_deputy, take_back
from workforce.services.grant import end_grant
from workforce.services.way_in import end_leavers

from .reading import words_of

pytestmark = pytest.mark.django_db
PAGE, PEOPLE = "/manage/deputies/", "/manage/people/"


def days(number):
    return today() + dt.timedelta(days=number)


@pytest.fixture
def manager(hospital):
    account = hospital.account(Role.UNIT_MANAGER, hospital.ward)
    account.person = PersonFactory(trust=hospital.trust, given_name="Mo", family_name="Manager")
    account.save()
    return account


@pytest.fixture
def grant(manager):
    return Grant.objects.get(account=manager)


@pytest.fixture
def deputy(hospital):
    person = PersonFactory(trust=hospital.trust, given_name="Dee", family_name="Deputy")
    return AccountFactory(person=person, email="dee@trust.example")


def lent(grant, deputy, since=0, until=14):
    told = {"since": days(since), "until": days(until), "on": today(), "words": "Mo asks you to act for them."}
    return name_deputy(grant=grant, deputy=deputy, **told)


def day_fields(name, day):
    return {f"{name}_{part}": getattr(day, part) for part in ("day", "month", "year")}


def asked(grant, **told):
    base = {"who": "dee@trust.example", "where": grant.pk}
    return base | day_fields("since", days(0)) | day_fields("until", days(14)) | told


def test_a_manager_names_a_deputy_who_is_told_and_sees_the_ward_and_nothing_beside_it(hospital, manager, grant, deputy):
    before = client_of(deputy).get(PEOPLE)
    answer = client_of(manager).post(PAGE, asked(grant), follow=True)
    reader = client_of(deputy)

    assert (before.status_code, answer.status_code) == (403, 200)
    assert "Dee Deputy can act for you." in words_of(answer)
    assert [row.given_name for row in reader.get(PEOPLE).context["rows"]] == ["Uma", "Ola", "Ada", "Eva"]
    assert "You act for Mo Manager in Ward A until" in words_of(reader.get(PEOPLE))
    assert reader.get(PEOPLE, {"unit": str(hospital.other_ward.uuid)}).status_code == 403
    assert reader.get(reverse("person", args=[hospital.people["Bo1"].uuid])).status_code == 404
    assert Notice.objects.get(person=deputy.person).words.startswith("Mo Manager asks you to act for them in Ward A")


@pytest.mark.parametrize("day, code", [(4, 403), (5, 200), (9, 200), (10, 403)])
def test_a_deputy_sees_it_from_the_first_day_and_until_the_last(hospital, grant, deputy, day, code):
    lent(grant, deputy, since=5, until=10)

    with time_machine.travel(dt.datetime.combine(days(day), dt.time(12), dt.UTC), tick=False):
        assert client_of(deputy).get(PEOPLE).status_code == code


def test_what_is_taken_back_is_gone_at_once(manager, grant, deputy):
    one = lent(grant, deputy, since=0)
    with time_machine.travel(dt.datetime.combine(days(2), dt.time(12), dt.UTC), tick=False):
        assert client_of(deputy).get(PEOPLE).status_code == 200

        client_of(manager).post(reverse("deputy-end", args=[one.pk]))

        assert client_of(deputy).get(PEOPLE).status_code == 403


def test_when_the_manager_no_longer_manages_nobody_acts_for_them(grant, deputy):
    one = lent(grant, deputy, since=0)

    end_grant(grant=grant, on=days(3), by=None)

    one.refresh_from_db()
    assert one.until == days(3)


def test_when_the_manager_has_left_nobody_acts_for_them(manager, grant, deputy):
    one = lent(grant, deputy, since=0)
    Person.objects.filter(pk=manager.person_id).update(left_date=days(2), left_reason="RETIRED")

    end_leavers(on=days(2))

    one.refresh_from_db()
    assert one.until == days(2)


def test_a_deputy_cannot_hand_it_on(grant, deputy):
    one = lent(grant, deputy)
    third = AccountFactory(person=PersonFactory(trust=grant.trust))

    assert client_of(deputy).get(PAGE).status_code == 403
    with pytest.raises(CannotNameDeputy):
        lent(one, third)
    assert not Grant.objects.filter(account=third).exists()


@pytest.mark.parametrize(
    "told, why",
    [
        ({"who": "nobody@trust.example"}, "Nobody in your trust is called this or signs in with it"),
        ({"who": "Deputy"}, "This may mean several people"),
        ({"who": "Uma Tester"}, "Uma Tester has no account yet, so they cannot act for you"),
        (day_fields("until", dt.date(2020, 1, 1)), "It would end before it begins."),
        (day_fields("since", dt.date(2020, 1, 1)), "Choose today or a later day to begin."),
        (day_fields("until", dt.date(2099, 1, 1)), "Somebody acts for you for a year at most."),
    ],
)
def test_what_cannot_be_is_said_and_nobody_acts(manager, grant, deputy, told, why):
    answer = client_of(manager).post(PAGE, asked(grant) | told)

    assert why in words_of(answer)
    assert not Grant.objects.exclude(acts_for=None).exists()


@pytest.mark.parametrize("who", ["Dee Deputy", "deputy, dee", "DEE@trust.example"])
def test_a_deputy_is_named_as_a_manager_knows_them(manager, grant, deputy, who):
    answer = client_of(manager).post(PAGE, asked(grant) | {"who": who}, follow=True)

    assert "Dee Deputy can act for you." in words_of(answer)


def test_of_two_with_one_name_nobody_is_guessed(hospital, manager, grant, deputy):
    AccountFactory(person=PersonFactory(trust=hospital.trust, given_name="Dee", family_name="Deputy"))

    answer = client_of(manager).post(PAGE, asked(grant) | {"who": "Dee Deputy"})

    assert "This may mean several people: write an employee number" in words_of(answer)
    assert not Grant.objects.exclude(acts_for=None).exists()


def test_nobody_names_themselves_or_somebody_of_another_trust_or_for_anothers_unit(hospital, manager, grant, deputy):
    stranger = AccountFactory(person=PersonFactory(), email="stranger@elsewhere.example")
    other = GrantFactory(account=AccountFactory(trust=hospital.trust), role=Role.UNIT_MANAGER, unit=hospital.other_ward)
    browser = client_of(manager)

    for told in ({"who": manager.username}, {"who": stranger.email}, {"where": other.pk}):
        assert browser.post(PAGE, asked(grant) | told).status_code == 200
    assert not Grant.objects.exclude(acts_for=None).exists()


def test_nobody_takes_back_what_somebody_else_lent(hospital, grant, deputy):
    one = lent(grant, deputy)
    other = hospital.account(Role.UNIT_MANAGER, hospital.other_ward)

    assert client_of(other).post(reverse("deputy-end", args=[one.pk])).status_code == 404
    with pytest.raises(CannotNameDeputy):
        take_back(lent=one, on=today(), by=other)
    one.refresh_from_db()
    assert one.until == days(14)


@pytest.mark.parametrize("role", [Role.STAFF, Role.COACH, Role.EDITOR, Role.PROGRAMME_LEAD, Role.BOARD_READER])
def test_only_who_manages_a_unit_names_deputies(hospital, role):
    assert client_of(hospital.account(role)).get(PAGE).status_code == 403


def test_the_database_refuses_a_deputy_without_an_end(grant, deputy):
    told = {"account": deputy, "role": Role.UNIT_MANAGER, "unit": grant.unit, "acts_for": grant}

    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(trust=grant.trust, since=today(), **told)
