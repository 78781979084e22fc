"""A trust asks those who see people by name for a second step; one that is lost is taken away by an administrator."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils import timezone

from cms.letters import TAKEN_AWAY
from cms.tasks import taken_away
from tests.cms.screens.reading import words_of
from tests.cms.signing_in import browser_of, code_now, is_signed_in, sign_in, somebody, with_app
from tests.factories.hospital import client_of
from tests.factories.workforce import GrantFactory, TrustFactory, account_with, top_of
from workforce.enums import Role
from workforce.models import Decision, Job
from workforce.services.grant import give_grant
from workforce.services.second_step import ask_for_second_step

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def trust():
    return TrustFactory()


@pytest.fixture
def chief(trust):
    return account_with(Role.ADMINISTRATOR, top_of(trust), username="chief")


@pytest.fixture
def manager(trust):
    account = somebody("manager", trust=trust)
    GrantFactory(account=account, unit=top_of(trust), role=Role.UNIT_MANAGER)
    return account


@pytest.fixture
def asked(trust, chief):
    ask_for_second_step(trust=trust, since=TODAY(), by=chief)


def test_whoever_sees_people_by_name_sets_it_up_before_anything_else(asked, manager):
    browser = browser_of(manager)

    pages = [browser.get(address) for address in ("/my/", "/manage/people/", "/account/")]
    api = browser.get("/api/v1/staff")
    way = [browser.get(address).status_code for address in ("/account/second-step/", "/account/2fa/", "/help/")]

    assert {page.headers.get("Location") for page in pages} == {"/account/second-step/"}
    assert api.status_code == 403
    assert way == [200, 200, 200]


def test_with_the_code_of_an_app_they_are_in(asked, manager):
    with_app(manager)
    browser = browser_of(manager)

    browser.post("/account/2fa/authenticate/", {"code": code_now()})

    assert browser.get("/my/").status_code == 200


def test_nobody_else_is_asked(asked, trust, manager):
    elsewhere = somebody("elsewhere")
    GrantFactory(account=elsewhere, unit=top_of(elsewhere.trust), role=Role.UNIT_MANAGER)

    assert [browser_of(other).get("/my/").status_code for other in (somebody("nurse", trust=trust), elsewhere)] == [
        200,
        200,
    ]


def test_a_role_that_begins_while_somebody_is_signed_in_asks_at_once(asked, trust):
    nurse = somebody("nurse", trust=trust)
    browser = browser_of(nurse)
    before = browser.get("/my/").status_code

    give_grant(account=nurse, role=Role.UNIT_MANAGER, unit=top_of(trust), since=TODAY(), by=None)

    assert (before, browser.get("/my/").status_code) == (200, 302)


def test_before_the_day_they_are_reminded_and_may_wait(trust, chief, manager):
    ask_for_second_step(trust=trust, since=TODAY() + dt.timedelta(days=14), by=chief)
    browser = Client()

    answer = sign_in(browser, "manager")
    page = words_of(browser.get("/account/second-step/"))

    assert answer.headers["Location"] == "/account/second-step/"
    assert "Not now" in page
    assert browser.get("/my/").status_code == 200


def test_asking_costs_no_further_question(asked, trust, django_assert_num_queries):
    browser = browser_of(somebody("nurse", trust=trust))

    with django_assert_num_queries(1):  # whoever asks, and their menu: as where nobody is asked
        browser.get("/account/logout/")


def test_an_administrator_names_the_day_and_sees_who_has_none(chief, manager, trust):
    browser, day = client_of(chief), TODAY() + dt.timedelta(days=30)

    browser.post(
        "/manage/accounts/second-step/", {"since_day": day.day, "since_month": day.month, "since_year": day.year}
    )
    page = words_of(browser.get("/manage/accounts/second-step/"))
    trust.refresh_from_db()

    assert trust.second_step_from == day
    assert "2 of 2 accounts that see people by name" in page
    assert Decision.objects.filter(did="asked for a second step", by=chief).count() == 1


def test_a_manager_names_no_day(manager, trust):
    answer = browser_of(manager).post("/manage/accounts/second-step/", {})

    trust.refresh_from_db()
    assert (answer.status_code, trust.second_step_from) == (403, None)


def test_a_lost_second_step_is_taken_away_and_its_owner_is_told(chief, manager):
    with_app(manager)
    thief = browser_of(manager)
    thief.post("/account/2fa/authenticate/", {"code": code_now()})
    before = is_signed_in(thief)

    address = f"/manage/accounts/{manager.uuid}/second-step/"
    question = words_of(client_of(chief).get(address))
    client_of(chief).post(address)
    [job] = Job.objects.filter(name=TAKEN_AWAY)
    taken_away(job_id=job.pk)

    assert "Take away the second step of manager?" in question
    assert (before, is_signed_in(thief)) == (True, False)
    assert not Authenticator.objects.exists()
    assert is_signed_in(browser_of(manager))
    assert [letter.to for letter in mail.outbox] == [["manager@trust.example"]]
    assert Decision.objects.filter(did="took away a second step", by=chief, to_id=manager.pk).count() == 1


def test_nobody_takes_away_their_own_there_nor_without_the_role(chief, manager):
    with_app(chief)
    own = client_of(chief).post(f"/manage/accounts/{chief.uuid}/second-step/", follow=True)
    refused = client_of(manager).post(f"/manage/accounts/{chief.uuid}/second-step/")

    assert "You cannot take away your own here" in words_of(own)
    assert refused.status_code == 403
    assert Authenticator.objects.filter(user=chief).count() == 1
