"""Where somebody is signed in: listed, ended, over by itself after a while; and nothing is left on the computer."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from cms.presenters.device import device_words
from tests.cms.signing_in import PASSWORD, browser_of, is_signed_in, sign_in, somebody
from workforce.models import BrowserSession, Decision

pytestmark = pytest.mark.django_db
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1"
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


@pytest.fixture
def amal():
    return somebody()


def page(client):
    return client.get("/account/").content.decode()


def lines(client):
    return client.get("/account/").context["browsers"]


@pytest.mark.parametrize(
    "said, words",
    [
        (CHROME, "Chrome on Windows"),
        (CHROME + " Edg/131.0", "Edge on Windows"),
        (PHONE, "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox on Linux"),
        ("", "A browser that does not say what it is"),
    ],
)
def test_a_browser_is_called_what_its_owner_calls_it(said, words):
    assert device_words(said) == words


def test_each_browser_is_listed_and_this_one_comes_first(amal):
    browser_of(amal, PHONE)
    here = browser_of(amal, CHROME)

    assert [(line["words"], line["is_this"]) for line in lines(here)] == [
        ("Chrome on Windows", True),
        ("Safari on iPhone", False),
    ]


def test_the_key_of_a_browser_stands_on_no_page(amal):
    phone, here = browser_of(amal, PHONE), browser_of(amal, CHROME)

    assert phone.session.session_key not in page(here)


def test_one_browser_is_signed_out_and_the_others_stay(amal):
    phone, other, here = browser_of(amal, PHONE), browser_of(amal), browser_of(amal, CHROME)
    [its] = [line for line in lines(here) if line["words"] == "Safari on iPhone"]

    here.post(f"/account/browsers/{its['handle']}/end/")

    assert [is_signed_in(client) for client in (phone, other, here)] == [False, True, True]
    assert Decision.objects.filter(did="signed out elsewhere", by=amal).count() == 1


def test_all_others_are_signed_out_at_once(amal):
    phone, other, here = browser_of(amal, PHONE), browser_of(amal), browser_of(amal, CHROME)

    here.post("/account/browsers/end-others/")

    assert [is_signed_in(client) for client in (phone, other, here)] == [False, False, True]


def test_nobody_signs_out_somebody_else(amal):
    theirs, mine = browser_of(amal), browser_of(somebody("bo"))
    [line] = lines(theirs)

    answer = mine.post(f"/account/browsers/{line['handle']}/end/")

    assert answer.status_code == 404
    assert is_signed_in(theirs)


def test_thirty_browsers_are_listed_with_as_many_questions_as_one(amal, django_assert_num_queries):
    here = browser_of(amal)
    page(here)
    with django_assert_num_queries(3):  # who asks, browsers, second step
        page(here)

    for _ in range(29):
        browser_of(amal)

    with django_assert_num_queries(3):
        assert len(lines(here)) == 30


def test_the_key_changes_with_signing_in(amal):
    client = Client()
    client.post("/account/login/", {"login": "amal", "password": "wrong"})
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = planted

    sign_in(client)

    assert client.session.session_key != planted
    assert not BrowserSession.objects.filter(pk=planted).exists()


def test_an_hour_without_anybody_is_the_end(amal):
    with time_machine.travel(NOW, tick=False) as clock:
        here = browser_of(amal)
        clock.shift(dt.timedelta(minutes=59))
        stays = is_signed_in(here)
        clock.shift(dt.timedelta(minutes=61))

        assert stays
        assert not is_signed_in(here)


def test_a_long_shift_is_the_end_however_busy(amal):
    with time_machine.travel(NOW, tick=False) as clock:
        here, seen = browser_of(amal), []
        for _ in range(24):
            clock.shift(dt.timedelta(minutes=30))
            seen.append(is_signed_in(here))

    assert seen == [True] * 23 + [False]


def test_who_asked_to_be_kept_is_kept_for_days_and_not_for_ever(amal):
    with time_machine.travel(NOW, tick=False) as clock:
        here, seen = Client(), []
        here.post("/account/login/", {"login": "amal", "password": PASSWORD, "remember": "on"})
        for _ in range(3):
            clock.shift(dt.timedelta(days=6))
            seen.append(is_signed_in(here))

    assert seen == [True, True, False]


def test_being_seen_is_written_once_in_five_minutes(amal, django_assert_num_queries):
    with time_machine.travel(NOW, tick=False) as clock:
        here = browser_of(amal)
        clock.shift(dt.timedelta(minutes=4))
        with django_assert_num_queries(1):  # who asks
            here.get("/account/logout/")
        clock.shift(dt.timedelta(minutes=2))
        with django_assert_num_queries(2):
            here.get("/account/logout/")

        assert BrowserSession.objects.get(account=amal).seen_at == NOW + dt.timedelta(minutes=6)


def test_a_new_password_signs_out_everywhere_else(amal):
    other, here = browser_of(amal), browser_of(amal)
    new = "a different and longer one"

    here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert [is_signed_in(client) for client in (other, here)] == [False, True]


@pytest.mark.parametrize("address", ["/account/", "/learn/", "/coverage/"])
def test_what_a_signed_in_person_read_is_kept_by_no_browser(amal, address):
    answer = browser_of(amal).get(address)

    assert "no-store" in answer.headers["Cache-Control"]


def test_signing_out_clears_what_the_browser_kept(amal):
    here = browser_of(amal)
    key = here.session.session_key

    answer = here.post("/account/logout/")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.cookies[settings.SESSION_COOKIE_NAME].value == ""
    assert not BrowserSession.objects.filter(pk=key).exists()
