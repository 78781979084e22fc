"""Single sign-on, against a real OpenID provider (Canaille) that runs beside the tests."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.factories.workforce import AccountFactory, PersonFactory, TrustFactory
from workforce.models import Account, Decision

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:canaille"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib"),
]
CALLBACK = "http://testserver/account/oidc/trust/login/callback/"


@pytest.fixture(scope="session")
def iam_configuration(iam_configuration):
    """A nonce is the client's choice where a code is exchanged under PKCE, as here."""
    iam_configuration["CANAILLE_OIDC"]["REQUIRE_NONCE"] = False
    return iam_configuration


@pytest.fixture
def provider(iam_server, settings):
    """The trust's provider knows us, and we know it."""
    told = {
        "client_id": "academy",
        "client_secret": "between us",
        "client_name": "Improvement Academy",
        "client_uri": "http://testserver/",
        "redirect_uris": [CALLBACK],
        "grant_types": ["authorization_code"],
        "response_types": ["code"],
        "token_endpoint_auth_method": "client_secret_post",
        "scope": ["openid", "profile", "email"],
    }
    ours = iam_server.models.Client(**told)
    iam_server.backend.save(ours)
    iam_server.backend.update(ours, audience=[ours])
    iam_server.backend.save(ours)
    app = {"provider_id": "trust", "name": "Riverside account", "client_id": "academy", "secret": "between us"}
    app["settings"] = {"server_url": iam_server.url}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "VERIFIED_EMAIL": True, "APPS": [app]}
    }
    yield iam_server
    iam_server.logout()
    iam_server.backend.delete(ours)


def known_to(provider, name, email):
    user = provider.random_user(user_name=name, emails=[email])
    provider.login(user)
    provider.consent(user)
    return user


def come_in(provider, client):
    """What a browser does: from our button to the provider, and back with its code."""
    to_provider = client.post("/account/oidc/trust/login/").headers["Location"]
    address = urlsplit(to_provider)
    back = provider.test_client.get(f"{address.path}?{address.query}").headers["Location"]
    assert back.startswith(CALLBACK)
    return client.get(back.removeprefix("http://testserver"))


def signed_in(client):
    return Account.objects.filter(pk=client.session.get("_auth_user_id")).first()


def test_the_button_names_the_provider(client, provider):
    page = client.get("/account/login/").content.decode()

    assert "Sign in with Riverside account" in page


def test_the_account_becomes_the_person_who_has_this_address(client, provider):
    person = PersonFactory(email="amal@trust.example")
    PersonFactory(trust=person.trust, email="bo@trust.example")
    known_to(provider, "amal", "Amal@trust.example")

    answer = come_in(provider, client)

    account = signed_in(client)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert (account.trust, account.person) == (person.trust, person)
    assert Decision.objects.filter(did="matched an account").count() == 1


def test_coming_again_is_the_same_account(client, provider):
    PersonFactory(email="amal@trust.example")
    known_to(provider, "amal", "amal@trust.example")

    come_in(provider, client)
    first, again = signed_in(client), Client()
    come_in(provider, again)

    assert signed_in(again) == first
    assert Account.objects.count() == 1


def test_who_is_in_no_staff_file_yet_waits_in_the_queue_of_the_unmatched(client, provider):
    trust = TrustFactory()
    known_to(provider, "new", "new@trust.example")

    come_in(provider, client)

    account = signed_in(client)
    assert (account.trust, account.person) == (trust, None)


def test_an_address_of_two_people_matches_neither(client, provider):
    person = PersonFactory(email="shared@trust.example")
    PersonFactory(trust=person.trust, email="shared@trust.example")
    known_to(provider, "one", "shared@trust.example")

    come_in(provider, client)

    assert signed_in(client).person is None


def test_an_address_that_nobody_vouches_for_matches_nobody(client, provider, settings):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["VERIFIED_EMAIL"] = False
    person = PersonFactory(email="amal@trust.example")
    known_to(provider, "mallory", "amal@trust.example")

    come_in(provider, client)

    assert signed_in(client).person is None
    assert not hasattr(person, "account")


def test_a_verified_address_opens_the_account_that_has_it(client, provider):
    TrustFactory()
    known = AccountFactory(email="lead@trust.example")
    known_to(provider, "lead", "lead@trust.example")

    come_in(provider, client)

    assert signed_in(client) == known


def test_with_several_trusts_and_none_named_nobody_comes_in(client, provider):
    TrustFactory()
    TrustFactory()
    known_to(provider, "amal", "amal@trust.example")

    answer = come_in(provider, client)

    assert (answer.status_code, signed_in(client)) == (403, None)
    assert "does not know to which trust" in answer.content.decode()
    assert not Account.objects.exists()


def test_the_trust_named_in_the_settings_is_the_one(client, provider, settings):
    TrustFactory()
    ours = TrustFactory(ods_code="RXX")
    settings.OIDC_TRUST = "RXX"
    known_to(provider, "amal", "amal@trust.example")

    come_in(provider, client)

    assert signed_in(client).trust == ours


def test_a_code_that_was_not_asked_for_is_refused(client, provider):
    TrustFactory()
    known_to(provider, "amal", "amal@trust.example")

    answer = client.get("/account/oidc/trust/login/callback/?code=stolen&state=guessed")

    assert signed_in(client) is None
    assert answer.status_code in {200, 401, 403}
