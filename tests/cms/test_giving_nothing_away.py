"""Nobody finds out who has an account: not from what a page says, nor from how long it takes."""

import re

import pytest
from django.conf import settings as site_settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.letters import FORGOTTEN
from cms.tasks import forgotten, locked_out
from tests.cms.signing_in import PASSWORD, is_signed_in, sign_in, somebody
from workforce.models import Job
from workforce.services.account import close_account

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "amal@trust.example", "nobody@trust.example"


@pytest.fixture
def amal():
    return somebody()


class CountedHasher(MD5PasswordHasher):
    """As many hashes, as much time: it is what a password takes longest for."""

    count = 0

    def encode(self, *args, **told):
        CountedHasher.count += 1
        return super().encode(*args, **told)


def asked(address, **told):
    """The answer, with what differs for everybody taken out, and the questions it took."""
    client = Client()
    with CaptureQueriesContext(
        connection,
    ) as questions:
        answer = client.post(address, told)
        page = client.get(answer.headers["Location"]) if answer.status_code == 302 else answer
    words = re.sub(r'value="[^"]*"', "", page.content.decode())
    kinds = [re.sub(r"'[^']*'|\d+|NULL", "?", question["sql"]) for question in questions]
    return (answer.status_code, answer.headers.get("Location"), sorted(answer.cookies), words), kinds


def test_a_forgotten_password_of_nobody_is_answered_as_that_of_somebody(amal):
    known, unknown = asked("/account/password/reset/", email=KNOWN), asked("/account/password/reset/", email=UNKNOWN)

    assert known == unknown
    assert mail.outbox == []


def test_a_closed_account_too(amal):
    close_account(account=amal, on=amal.date_joined.date(), by=None)

    assert asked("/account/password/reset/", email=KNOWN) == asked("/account/password/reset/", email=UNKNOWN)


def letters():
    for job in Job.objects.filter(state="WAITING"):
        (forgotten if job.name == FORGOTTEN else locked_out)(job_id=job.pk)
    return mail.outbox


def test_the_letter_goes_to_somebody_alone_and_lets_them_choose(amal, client):
    for address in (KNOWN, UNKNOWN):
        client.post("/account/password/reset/", {"email": address})
    [letter] = letters()
    [link] = re.findall(r"http://testserver(/account/password/reset/key/\S+)", letter.body)
    page, new = client.get(link, follow=True), "a different and longer one"

    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    again = client.get(link, follow=True)

    assert letter.to == [KNOWN]
    assert sign_in(Client(), "amal", new).headers["Location"] == "/my/"
    assert "This link no longer works" in again.content.decode()


def test_a_letter_asked_for_before_an_account_was_closed_is_not_sent(amal, client):
    client.post("/account/password/reset/", {"email": KNOWN})
    close_account(account=amal, on=amal.date_joined.date(), by=None)

    assert letters() == []


@pytest.mark.parametrize("known, unknown", [("amal", "nobody"), (KNOWN, UNKNOWN)])
def test_a_wrong_password_for_nobody_is_answered_as_for_somebody(amal, settings, known, unknown):
    settings.PASSWORD_HASHERS = ["tests.cms.test_giving_nothing_away.CountedHasher"]
    amal.set_password(PASSWORD)
    amal.save()

    answers, counts = [], []
    for name in (known, unknown):
        CountedHasher.count = 0
        answer, _questions = asked("/account/login/", login=name, password="wrong")
        answers.append(answer)
        counts.append(CountedHasher.count)

    assert answers[0] == answers[1]
    assert counts == [1, 1]


def test_being_locked_out_is_answered_alike_and_told_to_somebody_alone(amal):
    answers = [
        [asked("/account/login/", login=name, password="wrong") for _ in range(5)][-1] for name in (KNOWN, UNKNOWN)
    ]

    [letter] = letters()

    assert answers[0] == answers[1]
    assert answers[0][0][0] == 429
    assert (letter.to, "too often" in letter.body) == ([KNOWN], True)


def test_the_letter_about_a_lock_out_is_one_however_long_it_goes_on(amal):
    for _ in range(12):
        sign_in(Client(), "amal", "wrong")

    assert len(letters()) == 1


def test_common_passwords_sprayed_over_names_find_nobody(amal):
    names = [*(f"name{n}" for n in range(site_settings.PLACE_LOCKED_AFTER)), "amal"]
    client = Client()

    answers = [sign_in(client, name, "Password1234!").status_code for name in names]

    assert answers[-1] == 429
    assert not is_signed_in(client)


def test_signing_up_tells_nothing_of_addresses(amal):
    told = {"username": "new", "password1": PASSWORD, "password2": PASSWORD}

    assert asked("/account/signup/", email=KNOWN, **told) == asked("/account/signup/", email=UNKNOWN, **told)
