"""A machine reads with a token of its own: its scopes say what, its account's grants say of whom."""

import pytest
from oauth2_provider.models import Application

from tests.factories.workforce import PostFactory, account_with
from workforce.enums import Role

pytestmark = pytest.mark.django_db
SECRET = "a secret for a test"


@pytest.fixture
def hr(ward):
    return account_with(Role.ADMINISTRATOR, ward)


@pytest.fixture
def registered(hr):
    return Application.objects.create(
        name="HR system",
        user=hr,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
        client_secret=SECRET,
    )


def token_for(client, application, scope):
    told = {"grant_type": "client_credentials", "scope": scope, "client_id": application.client_id}
    return client.post("/oauth/token", told | {"client_secret": SECRET}).json()["access_token"]


def read(client, token, address):
    return client.get(f"/api/v1/{address}", headers={"Authorization": f"Bearer {token}"})


def test_a_token_reads_what_its_account_may_see(client, registered, ward):
    person = PostFactory(unit=ward).person

    answer = read(client, token_for(client, registered, "staff:read"), "staff")

    assert [row["id"] for row in answer.json()["data"]] == [str(person.uuid)]


def test_a_token_without_the_scope_is_told_which_one_it_lacks(client, registered, ward):
    PostFactory(unit=ward)

    answer = read(client, token_for(client, registered, "org:read"), "staff")

    assert (answer.status_code, answer.json()["code"]) == (403, "missing_scope")
    assert "staff:read" in answer.json()["detail"]


def test_a_token_that_is_none_opens_nothing(client, registered):
    answer = read(client, "not a token", "staff")

    assert (answer.status_code, answer["WWW-Authenticate"].split()[0]) == (401, "Bearer")


def test_a_client_whose_account_is_closed_stops_at_once(client, registered, hr):
    token = token_for(client, registered, "staff:read")
    hr.is_active = False
    hr.save()

    answer = read(client, token, "staff")

    assert answer.status_code == 401
