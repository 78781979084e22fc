"""Coming in with a password, and being kept out."""

import pytest
from axes.models import AccessAttempt
from django.test import Client

from cms.accounts import HAS_PASSKEY
from tests.factories.workforce import AccountFactory

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"


@pytest.fixture
def amal():
    account = AccountFactory(username="amal", email="amal@trust.example")
    account.set_password(PASSWORD)
    account.save()
    return account


def sign_in(client, name, password):
    return client.post("/account/login/", {"login": name, "password": password})


def is_signed_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("name", ["amal", "amal@trust.example", "AMAL@TRUST.EXAMPLE"])
def test_a_username_and_an_address_both_let_in(client, amal, name):
    answer = sign_in(client, name, PASSWORD)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/my/")
    assert is_signed_in(client)


def test_a_wrong_password_is_told_on_top_of_the_page_and_beside_the_field(client, amal):
    answer = sign_in(client, "amal", "wrong")

    page = answer.content.decode()
    assert "There is a problem" in page
    assert "<title>Error: Sign in" in page
    assert not is_signed_in(client)


def test_five_wrong_passwords_lock_the_name_out_even_with_the_right_one(client, amal):
    for _ in range(5):
        sign_in(client, "amal", "wrong")

    answer = sign_in(client, "amal", PASSWORD)

    assert answer.status_code == 429
    assert "Too many attempts" in answer.content.decode()
    assert not is_signed_in(client)


def test_the_address_and_other_spellings_count_as_tries_of_one_name(client, amal):
    for name in ["amal@trust.example", "Amal@Trust.Example", " AMAL@trust.example"]:
        sign_in(client, name, "wrong")

    attempt = AccessAttempt.objects.get()

    assert (attempt.username, attempt.failures_since_start) == ("amal@trust.example", 3)


def test_another_name_from_the_same_place_is_not_locked_out(client, amal):
    for _ in range(5):
        sign_in(client, "somebody-else", "wrong")

    sign_in(client, "amal", PASSWORD)

    assert is_signed_in(client)


def test_nobody_makes_an_account_alone(client):
    answer = client.post("/account/signup/", {"username": "x", "email": "x@x.example", "password1": PASSWORD})

    assert "Closed" in answer.content.decode()
    assert not is_signed_in(client)


def test_wagtails_own_way_in_leads_to_ours(client):
    answer = client.get("/cms/login/?next=/cms/pages/")

    assert answer.headers["Location"] == "/account/login/?next=/cms/pages/"


def test_signing_out_needs_a_form_not_a_link(client, amal):
    client.force_login(amal, backend="cms.backends.AccountBackend")

    client.get("/account/logout/")
    stays = is_signed_in(client)
    client.post("/account/logout/")

    assert stays
    assert not is_signed_in(client)


def test_signing_in_from_another_site_is_refused(amal):
    client = Client(enforce_csrf_checks=True)

    answer = sign_in(client, "amal", PASSWORD)

    assert answer.status_code == 403
    assert "Please send that again" in answer.content.decode()
    assert not is_signed_in(client)


@pytest.mark.parametrize("name, password", [("amal", "wrong"), ("nobody", PASSWORD), ("amal@trust.example", "wrong")])
def test_what_is_wrong_is_said_in_words_that_help_and_give_nothing_away(client, amal, name, password):
    page = sign_in(client, name, password).content.decode()

    assert "The name and the password do not belong together." in page


def test_where_a_passkey_was_used_it_is_offered_first(client):
    first = client.get("/account/login/").content.decode()
    client.cookies[HAS_PASSKEY] = "1"
    then = client.get("/account/login/").content.decode()

    assert first.index('id="passkey_login"') > first.index('type="password"')
    assert then.index('id="passkey_login"') < then.index('type="password"')
    assert "Or with a password" in then
