"""The second step: what lets in once lets in once, and nothing of it can be guessed."""

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from tests.cms.signing_in import PASSWORD, SECRET, browser_of, code_now, is_signed_in, sign_in, somebody, with_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def amal():
    return with_app(somebody())


def send(client, code):
    return client.post("/account/2fa/authenticate/", {"code": code})


def half_way(amal):
    """The password was right; the second step is open."""
    client = Client()
    answer = sign_in(client)
    assert answer.headers["Location"] == "/account/2fa/authenticate/"
    return client


def test_a_password_alone_lets_nobody_in(amal):
    assert not is_signed_in(half_way(amal))


def test_the_code_of_the_app_lets_in(amal):
    client = half_way(amal)

    send(client, code_now())

    assert is_signed_in(client)


@pytest.mark.parametrize("spelling", ["{}", " {}", "{} ", "{0:.3} {1}", "\u00a0{}", "{}\t"])
def test_a_code_is_good_once_however_it_is_written(amal, spelling):
    with time_machine.travel("2026-11-23 09:00:00", tick=False):
        code = code_now()
        send(half_way(amal), code)
        second = half_way(amal)

        send(second, spelling.format(code, code[3:]) if "1" in spelling else spelling.format(code))

    assert not is_signed_in(second)


def test_nor_is_an_older_code_good_after_a_newer_one(amal):
    with time_machine.travel("2026-11-23 09:00:00", tick=False):
        send(half_way(amal), code_now())
        second = half_way(amal)

        send(second, code_now(-1))

    assert not is_signed_in(second)


def test_codes_cannot_be_tried_through(amal):
    client = half_way(amal)
    answers = [send(client, wrong).status_code for wrong in ("000001", "000002", "000003", "000004", "000005")]

    last = send(client, code_now())

    assert answers == [200, 200, 200, 200, 429]
    assert last.status_code == 429
    assert not is_signed_in(client)


def test_a_spare_code_lets_in_once(amal):
    client = half_way(amal)
    send(client, code_now())
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.post("/account/2fa/recovery-codes/generate/")
    [spare, *_] = re.findall(r"<code>(\d{8})</code>", client.get("/account/2fa/recovery-codes/").content.decode())
    first, second = half_way(amal), half_way(amal)

    send(first, spare)
    send(second, spare)

    assert (is_signed_in(first), is_signed_in(second)) == (True, False)


def test_its_key_lies_in_the_database_so_that_nobody_reads_it(amal):
    [row] = Authenticator.objects.all()

    assert SECRET not in str(row.data)


def test_turning_it_on_asks_for_the_password_ends_other_browsers_and_tells_by_letter(real_transactions):
    bo = somebody("bo")
    other, here = browser_of(bo), browser_of(bo)
    asked = here.get("/account/2fa/totp/activate/")
    here.post("/account/reauthenticate/", {"password": PASSWORD})
    secret = here.get("/account/2fa/totp/activate/").context["form"].secret

    here.post("/account/2fa/totp/activate/", {"code": code_now(secret=secret)})

    assert asked.headers["Location"].startswith("/account/reauthenticate/")
    assert (is_signed_in(other), is_signed_in(here)) == (False, True)
    [letter] = mail.outbox
    assert (letter.to, "authenticator" in letter.body.lower()) == (["bo@trust.example"], True)


def test_a_letter_that_cannot_go_out_does_not_undo_a_change(settings):
    settings.EMAIL_BACKEND = "tests.cms.signing_in.NoPost"
    here, new = browser_of(somebody("bo")), "a different and longer one"

    answer = here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert answer.status_code == 302
    assert sign_in(Client(), "bo", new).headers["Location"] == "/my/"
