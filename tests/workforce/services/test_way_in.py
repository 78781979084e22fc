"""A leaver is out at once: in every browser, and with everything that a machine was given."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken, Application, RefreshToken

from tests.factories.hospital import client_of
from tests.factories.workforce import AccountFactory, PostFactory, account_with, top_of
from workforce.enums import LeavingReason, Role
from workforce.models import BrowserSession
from workforce.services.account import close_account, reopen_account
from workforce.services.grant import end_grant
from workforce.services.person import bring_back, end_person
from workforce.services.way_in import end_leavers

pytestmark = pytest.mark.django_db


@pytest.fixture
def amal():
    return AccountFactory(person=PostFactory().person)


@pytest.fixture
def other(amal):
    """Somebody of the same trust whom none of this concerns."""
    return AccountFactory(person=PostFactory(unit=top_of(amal.trust)).person)


SECRET = "a secret for a test"


def token_of(account):
    """What a machine was given that acts as the account."""
    client = Application.objects.create(
        name="A machine",
        user=account,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
        client_secret=SECRET,
    )
    told = {"grant_type": "client_credentials", "scope": "staff:read", "client_id": client.client_id}
    token = Client().post("/oauth/token", told | {"client_secret": SECRET}).json()["access_token"]
    RefreshToken.objects.create(token=token, user=account, application=client)
    return token


def read(token):
    return Client().get("/api/v1/staff", headers={"Authorization": f"Bearer {token}"})


def doors(browser, token):
    """What each door answers: the page, the API in a browser, the API of a machine."""
    page, api = browser.get("/my/"), browser.get("/api/v1/staff")
    return page.status_code, api.status_code, read(token).status_code


def leave(account, on):
    end_person(person=account.person, on=on, reason=LeavingReason.RESIGNED, by=None)


def test_a_leavers_page_and_the_api_are_shut_with_the_next_request(amal, other):
    browser, stays, token = client_of(amal), client_of(other), token_of(amal)
    before = doors(browser, token)

    leave(amal, timezone.localdate())

    assert before == (200, 200, 200)
    assert doors(browser, token) == (302, 401, 401)
    assert stays.get("/my/").status_code == 200


def test_somebody_who_leaves_next_week_is_in_until_then(amal):
    today = timezone.localdate()
    leave(amal, today + dt.timedelta(days=7))

    now = client_of(amal).get("/my/").status_code
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=7), tick=False):
        then = client_of(amal).get("/my/").status_code

    assert (now, then) == (200, 302)


def test_what_a_leaver_came_in_with_is_taken_away_and_nothing_else(amal, other):
    client_of(amal), client_of(other), token_of(amal), token_of(other)
    leave(amal, timezone.localdate())

    end_leavers(on=timezone.localdate())

    assert [session.account for session in BrowserSession.objects.exclude(account=None)] == [other]
    assert [token.application.user for token in AccessToken.objects.all()] == [other]
    assert [token.user for token in RefreshToken.objects.all()] == [other]


def test_who_comes_back_signs_in_anew(amal):
    browser = client_of(amal)
    leave(amal, timezone.localdate())
    end_leavers(on=timezone.localdate())

    bring_back(person=amal.person, by=None)

    assert browser.get("/my/").status_code == 302
    assert client_of(amal).get("/my/").status_code == 200


def test_a_closed_account_is_out_and_opened_again_its_old_browsers_stay_out(amal):
    chief = account_with(Role.ADMINISTRATOR, top_of(amal.trust))
    browser, token = client_of(amal), token_of(amal)

    close_account(account=amal, on=timezone.localdate(), by=chief)
    closed = browser.get("/my/").status_code, read(token).status_code
    reopen_account(account=amal, by=chief)

    assert closed == (302, 401)
    assert (browser.get("/my/").status_code, read(token).status_code) == (302, 401)


def test_a_role_that_ends_shuts_its_doors_while_somebody_is_signed_in(amal):
    manager = account_with(Role.ADMINISTRATOR, top_of(amal.trust))
    account_with(Role.ADMINISTRATOR, top_of(amal.trust))
    browser, token = client_of(manager), token_of(manager)
    before = browser.get("/manage/accounts/").status_code, len(read(token).json()["data"])

    end_grant(grant=manager.grants.get(), on=timezone.localdate(), by=None)

    assert before == (200, 1)
    assert (browser.get("/manage/accounts/").status_code, read(token).json()["data"]) == (403, [])
