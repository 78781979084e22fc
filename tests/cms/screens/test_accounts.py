"""Accounts on the screen: matched, invited, given roles, closed; by administrators of the whole trust alone."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from tests.factories.hospital import client_of
from tests.factories.workforce import (
    AccountFactory,
    GrantFactory,
    PersonFactory,
    TrustFactory,
    UnitFactory,
    account_with,
    top_of,
)
from workforce.enums import LeavingReason, Role
from workforce.models import Account, Grant

from .reading import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def trust():
    return TrustFactory(name="Barchester Hospitals")


@pytest.fixture
def chief(trust):
    return account_with(Role.ADMINISTRATOR, top_of(trust), username="chief")


@pytest.fixture
def administrator(chief):
    return client_of(chief)


@pytest.fixture
def newcomer(trust):
    return AccountFactory(trust=trust, username="amal.khan", email="amal@trust.example")


@pytest.fixture
def amal(trust):
    return PersonFactory(trust=trust, given_name="Amal", family_name="Khan", email="amal@trust.example")


def days(**told: dt.date) -> dict[str, int]:
    return {f"{name}_{part}": getattr(day, part) for name, day in told.items() for part in ("day", "month", "year")}


def address(name: str, account: Account, *more) -> str:
    return reverse(name, args=[account.uuid, *more])


def test_the_queue_holds_accounts_without_a_person_of_ones_own_trust(administrator, newcomer, amal):
    AccountFactory(username="matched", person=amal)
    AccountFactory(username="stranger")

    words = words_of(administrator.get(reverse("accounts")))

    assert "amal.khan" in words
    assert "stranger" not in words
    assert "matched" not in words


def test_people_with_the_same_address_are_offered_and_one_is_matched(administrator, newcomer, amal):
    PersonFactory(trust=amal.trust, given_name="Other")

    page = administrator.get(address("account", newcomer))
    administrator.post(address("account-match", newcomer), {"person": amal.uuid})

    assert [person for person in page.context["people"]] == [amal]
    assert Account.objects.get(pk=newcomer.pk).person == amal


def test_somebody_is_looked_for_by_name_and_only_here(administrator, newcomer, amal):
    elsewhere = PersonFactory(given_name="Amal", family_name="Khan")

    people = administrator.get(address("account", newcomer), {"q": "khan am"}).context["people"]

    assert people == [amal]
    assert administrator.post(address("account-match", newcomer), {"person": elsewhere.uuid}).status_code == 404
    assert administrator.post(address("account-match", newcomer), {"person": "x"}).status_code == 404
    assert Account.objects.get(pk=newcomer.pk).person is None


def test_a_person_who_has_an_account_is_not_given_another(administrator, newcomer, amal):
    AccountFactory(person=amal)

    answer = administrator.post(address("account-match", newcomer), {"person": amal.uuid}, follow=True)

    assert "already has another account" in words_of(answer)
    assert Account.objects.get(pk=newcomer.pk).person is None


def test_unmatching_asks_first(administrator, amal):
    account = AccountFactory(person=amal)

    asked = words_of(administrator.get(address("account-unmatch", account)))
    before = Account.objects.get(pk=account.pk).person
    administrator.post(address("account-unmatch", account))

    assert "Is this not the account of Amal Khan?" in asked
    assert (before, Account.objects.get(pk=account.pk).person) == (amal, None)


def test_somebody_is_invited_and_chooses_a_password(administrator, amal, client):
    administrator.post(reverse("account-invite", args=[amal.uuid]), {"email": amal.email})

    [letter] = mail.outbox
    [link] = re.findall(r"http://testserver(\S+)", letter.body)
    form = client.get(link, follow=True)
    password = "a-long-way-to-barchester"
    client.post(form.request["PATH_INFO"], {"password1": password, "password2": password})
    account = Account.objects.get(person=amal)

    assert letter.to == ["amal@trust.example"]
    assert "the Improvement Academy of Barchester Hospitals" in letter.body
    assert account.check_password(password)
    assert list(account.grants.all()) == []


def test_an_address_that_is_taken_is_refused_at_the_field(administrator, amal):
    AccountFactory(username="x", email="amal@trust.example")

    answer = administrator.post(reverse("account-invite", args=[amal.uuid]), {"email": "Amal@trust.example"})

    assert answer.context["form"].errors == {"email": ["There is an account of Amal@trust.example already."]}
    assert not Account.objects.filter(person=amal).exists()
    assert mail.outbox == []


def test_a_letter_that_cannot_be_sent_is_told_and_can_be_sent_again(administrator, amal, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    answer = administrator.post(reverse("account-invite", args=[amal.uuid]), {"email": amal.email}, follow=True)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    administrator.post(address("account-invite-again", Account.objects.get(person=amal)))

    assert "The letter could not be sent" in words_of(answer)
    assert len(mail.outbox) == 1


def test_a_role_is_given_for_some_days_in_a_unit(administrator, newcomer, trust):
    ward, since, until = UnitFactory(trust=trust), dt.date(2026, 1, 1), dt.date(2027, 1, 1)
    told = {"role": "UNIT_MANAGER", "unit": ward.pk} | days(since=since, until=until)

    answer = administrator.post(address("grant-give", newcomer), told)

    assert answer.status_code == 302
    assert [*newcomer.grants.values_list("role", "unit", "since", "until")] == [("UNIT_MANAGER", ward.pk, since, until)]


def test_a_unit_of_another_trust_cannot_be_chosen(administrator, newcomer):
    told = {"role": "UNIT_MANAGER", "unit": UnitFactory().pk} | days(since=dt.date(2026, 1, 1))

    answer = administrator.post(address("grant-give", newcomer), told)

    assert set(answer.context["form"].errors) == {"unit"}
    assert not newcomer.grants.exists()


def test_a_role_twice_is_refused_with_a_sentence(administrator, newcomer, trust):
    GrantFactory(account=newcomer, role=Role.COACH, unit=top_of(trust))

    answer = administrator.post(
        address("grant-give", newcomer), {"role": "COACH", "unit": top_of(trust).pk} | days(since=dt.date(2026, 1, 1))
    )

    assert "already has this role there" in words_of(answer)
    assert newcomer.grants.count() == 1


def test_a_role_is_taken_away_from_today_on(administrator, newcomer, trust):
    grant = GrantFactory(account=newcomer, role=Role.COACH, unit=top_of(trust))
    today = timezone.localdate()

    asked = words_of(administrator.get(address("grant-end", newcomer, grant.pk)))
    administrator.post(address("grant-end", newcomer, grant.pk), days(on=today))

    assert "Take away: Coach in Barchester Hospitals" in asked
    assert Grant.objects.get(pk=grant.pk).until == today


def test_what_was_allowed_in_the_past_stays(administrator, newcomer, trust):
    grant = GrantFactory(account=newcomer, role=Role.COACH, unit=top_of(trust))

    answer = administrator.post(address("grant-end", newcomer, grant.pk), days(on=dt.date(2021, 1, 1)))

    assert set(answer.context["form"].errors) == {"on"}
    assert Grant.objects.get(pk=grant.pk).until is None


def test_ones_own_role_of_administrator_stays(administrator, chief, trust):
    account_with(Role.ADMINISTRATOR, top_of(trust))
    own = chief.grants.get()

    answer = administrator.post(address("grant-end", chief, own.pk), days(on=timezone.localdate()))

    assert "You cannot take away your own role of administrator" in words_of(answer)
    assert Grant.objects.get(pk=own.pk).until is None


def test_a_role_of_another_account_is_not_there(administrator, chief, newcomer):
    assert administrator.get(address("grant-end", newcomer, chief.grants.get().pk)).status_code == 404


def test_an_account_is_closed_after_asking_and_who_is_signed_in_is_out(administrator, newcomer):
    theirs = client_of(newcomer)
    inside = theirs.get(reverse("coverage")).status_code

    asked = administrator.get(address("account-close", newcomer))
    administrator.post(address("account-close", newcomer))

    assert "Close the account amal.khan?" in words_of(asked)
    assert not Account.objects.get(pk=newcomer.pk).is_active
    assert (inside, theirs.get(reverse("coverage")).status_code) == (200, 302)


def test_ones_own_account_stays_open(administrator, chief):
    answer = administrator.post(address("account-close", chief), follow=True)

    assert "You cannot close your own account" in words_of(answer)
    assert Account.objects.get(pk=chief.pk).is_active


def test_accounts_of_people_who_have_left_have_a_list(administrator, trust):
    left = PersonFactory(trust=trust, left_date=dt.date(2026, 1, 1), left_reason=LeavingReason.RETIRED)
    AccountFactory(person=left, username="has.left")

    words = words_of(administrator.get(reverse("accounts"), {"show": "left"}))

    assert "1 account: Of people who have left" in words
    assert "has.left" in words


def test_the_trail_of_an_account_tells_who_did_what(administrator, newcomer, amal, trust):
    administrator.post(address("account-match", newcomer), {"person": amal.uuid})
    told = {"role": "COACH", "unit": top_of(trust).pk} | days(since=dt.date(2026, 1, 1))
    administrator.post(address("grant-give", newcomer), told)

    lines = administrator.get(address("account", newcomer)).context["trail_lines"]

    assert [(line["did"], line["by"], line["detail"]) for line in lines] == [
        ("gave a role", "chief", "Coach, Barchester Hospitals"),
        ("matched an account", "chief", "Amal Khan"),
    ]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_else_sees_or_changes_accounts(trust, newcomer, amal, role):
    client = client_of(account_with(role, top_of(trust)))
    told = {"role": "ADMINISTRATOR", "unit": top_of(trust).pk} | days(since=dt.date(2026, 1, 1))

    answers = [
        client.get(reverse("accounts")),
        client.get(address("account", newcomer)),
        client.post(address("account-match", newcomer), {"person": amal.uuid}),
        client.post(address("account-close", newcomer)),
        client.post(address("grant-give", newcomer), told),
        client.post(reverse("account-invite", args=[amal.uuid]), {"email": amal.email}),
    ]

    assert {answer.status_code for answer in answers} == {403}
    unchanged = Account.objects.get(pk=newcomer.pk)
    assert (unchanged.person, unchanged.is_active, unchanged.grants.count()) == (None, True, 0)
    assert not Account.objects.filter(person=amal).exists()


def test_an_administrator_of_a_ward_is_not_one_of_the_trust(trust, newcomer):
    client = client_of(account_with(Role.ADMINISTRATOR, UnitFactory(trust=trust)))

    assert client.get(address("account", newcomer)).status_code == 403


def test_accounts_of_another_trust_are_not_there(administrator):
    stranger = AccountFactory()

    answers = [
        administrator.get(address("account", stranger)),
        administrator.post(address("account-close", stranger)),
        administrator.get(address("grant-give", stranger)),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert Account.objects.get(pk=stranger.pk).is_active


def test_the_list_asks_as_often_for_thirty_as_for_one(administrator, trust, django_assert_max_num_queries):
    for _ in range(30):
        account = AccountFactory(trust=trust)
        GrantFactory(account=account, role=Role.COACH, unit=top_of(trust))

    with django_assert_max_num_queries(12):
        answer = administrator.get(reverse("accounts"))

    assert len(answer.context["page"]) == 30
