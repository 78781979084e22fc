"""Guessing from many places, or many names from one: neither gets in, and a hospital behind one address still does."""

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.test import Client

from tests.cms.signing_in import is_signed_in, sign_in, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def amal():
    return somebody()


def tried(name, place, password="wrong"):
    client = Client(REMOTE_ADDR=place)
    sign_in(client, name, password)
    return client


def test_a_name_that_is_tried_from_everywhere_is_locked_everywhere(amal, settings):
    settings.NAME_LOCKED_AFTER = 6
    for place in range(6):
        tried("amal", f"203.0.113.{place}")
    client = Client(REMOTE_ADDR="198.51.100.1")

    answer = sign_in(client)

    assert answer.status_code == 429
    assert not is_signed_in(client)


def test_a_place_from_which_many_names_are_tried_is_locked(amal, settings):
    settings.PLACE_LOCKED_AFTER = 6
    for name in range(6):
        tried(f"name{name}", "203.0.113.7")
    client, elsewhere = Client(REMOTE_ADDR="203.0.113.7"), Client(REMOTE_ADDR="198.51.100.1")

    answer = sign_in(client)
    sign_in(elsewhere)

    assert answer.status_code == 429
    assert (is_signed_in(client), is_signed_in(elsewhere)) == (False, True)


def test_forty_colleagues_who_mistype_behind_one_address_lock_nobody_out(amal):
    for name in range(40):
        tried(f"name{name}", "203.0.113.7")
    client = Client(REMOTE_ADDR="203.0.113.7")

    sign_in(client)

    assert is_signed_in(client)


def test_who_chooses_a_new_password_need_not_wait(amal, client):
    for _ in range(5):
        tried("amal", "127.0.0.1")
    letter = default_token_generator.make_token(amal)
    page = client.get(f"/account/password/reset/key/{user_pk_to_url_str(amal)}-{letter}/", follow=True)
    new = "a different and longer one"

    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    sign_in(client, "amal", new)

    assert is_signed_in(client)
