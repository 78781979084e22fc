"""A system gets a client of its own from the operator, and reads with it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from oauth2_provider.models import Application

from tests.factories.workforce import AccountFactory, PersonFactory, PostFactory, UnitFactory, account_with, top_of
from workforce.enums import Role
from workforce.models import Account
from workforce.queries.account import Shown, accounts_in
from workforce.rules import today
from workforce.services.account import CannotMatchAccount, match_account

pytestmark = pytest.mark.django_db


def made(**told):
    out = StringIO()
    call_command("make_api_client", "ESR nightly", stdout=out, **told)
    return dict(line.split()[:2] for line in out.getvalue().splitlines()[:2])


def test_a_client_that_was_made_reads_what_its_account_may(client, ward):
    person = PostFactory(unit=ward).person
    account = account_with(Role.ADMINISTRATOR, ward)

    told = made(account=account.username) | {"grant_type": "client_credentials", "scope": "staff:read"}
    token = client.post("/oauth/token", told).json()["access_token"]
    answer = client.get("/api/v1/staff", headers={"Authorization": f"Bearer {token}"})

    assert [row["id"] for row in answer.json()["data"]] == [str(person.uuid)]


def test_a_system_gets_an_account_of_its_own_with_the_role_that_was_said(client, ward):
    bay = UnitFactory(parent=ward, code="BAY")
    person, elsewhere = PostFactory(unit=bay).person, PostFactory(unit=ward).person
    told = made(role="UNIT_MANAGER", unit="BAY", purpose="Rostering; Amal answers for it")

    asked = told | {"grant_type": "client_credentials", "scope": "staff:read"}
    token = client.post("/oauth/token", asked).json()["access_token"]
    answer = client.get("/api/v1/staff", headers={"Authorization": f"Bearer {token}"})

    account = Account.objects.get(username="esr-nightly")
    assert [row["id"] for row in answer.json()["data"]] == [str(person.uuid)]
    assert str(elsewhere.uuid) not in answer.content.decode()
    assert (account.person, account.has_usable_password(), account.purpose[:9]) == (None, False, "Rostering")


def test_the_account_of_a_system_waits_for_nobody_and_is_matched_to_nobody(ward):
    made(role="ADMINISTRATOR", purpose="Nightly copy")
    account = Account.objects.get(username="esr-nightly")
    administrator = account_with(Role.ADMINISTRATOR, top_of(ward.trust))

    waiting = accounts_in(ward.trust, Shown.WAITING, seen_by=administrator, on=today())
    with pytest.raises(CannotMatchAccount, match="a system's"):
        match_account(account=account, person=PersonFactory(trust=ward.trust), by=None)

    assert account not in waiting
    assert account in accounts_in(ward.trust, Shown.OPEN, seen_by=administrator, on=today())
    account.refresh_from_db()
    assert account.person is None


@pytest.mark.parametrize(
    "told, words",
    [
        ({}, "Say what it may read"),
        ({"role": "ADMINISTRATOR"}, "Say what it reads for"),
        ({"role": "ADMINISTRATOR", "purpose": "x", "unit": "NOWHERE"}, "No unit has the code NOWHERE today"),
        ({"role": "ADMINISTRATOR", "purpose": "x", "trust": 0}, "There is no trust 0"),
        ({"account": "nobody"}, "There is no account nobody that belongs to a trust. With --role one is made."),
    ],
)
def test_what_cannot_be_made_is_said_and_makes_nothing(ward, told, words):
    before = Account.objects.count()

    with pytest.raises(CommandError, match=words):
        made(**told)

    assert Account.objects.count() == before
    assert not Application.objects.exists()


def test_an_account_of_no_trust_gets_no_client():
    operator = AccountFactory(trust=None)

    with pytest.raises(CommandError, match="belongs to a trust"):
        made(account=operator.username)

    assert not Application.objects.exists()


def test_the_handbook_runs_no_script_inside_the_page(client, ward):
    client.force_login(account_with(Role.STAFF, ward), backend="cms.backends.AccountBackend")

    page = client.get("/api/docs").content.decode()

    assert "swagger" in page
    assert "SwaggerUIBundle(" not in page
    assert "SwaggerUIBundle(" in client.get("/api/docs?script=").content.decode()


def test_the_handbook_is_a_page_for_whoever_asks_for_something_else(client, ward):
    client.force_login(account_with(Role.STAFF, ward), backend="cms.backends.AccountBackend")

    answer = client.get("/api/docs", headers={"Accept": "application/json"})

    assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (200, "text/html")


def test_who_has_not_signed_in_is_led_to_it_and_back_to_the_handbook(client):
    answer = client.get("/api/docs")

    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/api/docs")


def test_a_token_that_is_none_opens_no_handbook_and_says_so_in_json(client):
    answer = client.get("/api/docs", headers={"Authorization": "Bearer junk"})

    assert (answer.status_code, answer.json()["status"]) == (401, 401)


def test_a_token_that_is_none_is_called_that(client):
    answer = client.get("/api/v1/staff", headers={"Authorization": "Bearer junk"})

    assert (answer.status_code, answer.json()["detail"]) == (
        401,
        "This token is not known here: it has run out, was revoked, or was never given. Ask for a new one.",
    )
