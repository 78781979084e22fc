"""A system gets a client of its own from the operator, and reads with it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from oauth2_provider.models import Application

from tests.factories.workforce import AccountFactory, PostFactory, account_with
from workforce.enums import Role

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
