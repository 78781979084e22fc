"""The code on the room's screen, and what a phone does with it."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client

from curriculum.models import DoseEntry
from tests.factories.hospital import client_of, employed
from tests.factories.planned_session import NOW, at, booked, planned, who_wait, with_a_place
from tests.factories.session import workshop
from tests.factories.workforce import AccountFactory, PersonFactory, account_with
from workforce.enums import Role

from .reading import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(hospital):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def session(hospital, clock):
    version = workshop(hospital.target.skill)
    session = planned(version, capacity=2, facilitators=(employed("Cora", hospital.ward),))
    clock.move_to(at(8, 50))
    return session


@pytest.fixture
def code(hospital, session):
    """The address in the code, as it is on the screen now."""

    def read():
        answer = client_of(hospital.account(Role.ACADEMY_LEAD)).get(f"/manage/sessions/planned/{session.uuid}/screen/")
        return answer.context["address"].removeprefix("http://testserver")

    return read


@pytest.fixture
def uma(hospital):
    return client_of(AccountFactory(person=hospital.people["Uma"]))


def test_the_screen_shows_a_code_makes_itself_anew_and_needs_no_script(hospital, session):
    answer = client_of(hospital.account(Role.ACADEMY_LEAD)).get(f"/manage/sessions/planned/{session.uuid}/screen/")

    assert answer["Refresh"] == "60"
    assert "<svg" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("role", [Role.COACH, Role.UNIT_MANAGER, Role.STAFF])
def test_only_whoever_runs_the_session_has_the_code(hospital, session, role):
    client = client_of(account_with(role, hospital.top))

    assert client.get(f"/manage/sessions/planned/{session.uuid}/screen/").status_code == 403


def test_whoever_has_a_place_says_that_they_are_here_once(hospital, session, code, uma, clock):
    [booking] = booked(session, hospital.people["Uma"])

    asked = uma.get(code(), follow=True)
    before = session.bookings.get(pk=booking.pk).checked_in_at
    uma.post("/here/")
    clock.move_to(at(8, 55))
    again = uma.post("/here/", follow=True)

    booking.refresh_from_db()
    assert "You have a place." in words_of(asked)
    assert before is None
    assert booking.checked_in_at == at(8, 50)
    assert "You are checked in, since 08:50" in words_of(again)
    assert not DoseEntry.objects.filter(person=hospital.people["Uma"]).exists()


def test_whoever_walks_in_takes_a_free_place(session, code, uma):
    uma.get(code())

    uma.post("/here/")

    assert with_a_place(session) == ["Uma"]


def test_where_none_is_free_they_are_told_whom_to_speak_to(hospital, session, code, uma):
    booked(session, *(hospital.people[name] for name in ("Ola", "Bo1", "Uma")), now=NOW)
    uma.get(code())

    answer = uma.post("/here/", follow=True)

    assert "Speak to whoever leads the session" in words_of(answer)
    assert (with_a_place(session), who_wait(session)) == (["Ola", "Bo1"], ["Uma"])


def test_a_code_is_good_for_two_minutes(hospital, session, code, uma, clock):
    booked(session, hospital.people["Uma"], now=NOW)
    address = code()
    clock.shift(dt.timedelta(seconds=121))

    answer = uma.get(address)
    uma.post("/here/")

    assert answer.status_code == 400
    assert "Point your phone’s camera at it once more" in words_of(answer)
    assert session.bookings.learners().get().checked_in_at is None


@pytest.mark.parametrize(
    "change", [lambda code: code[:-3] + "x/", lambda code: re.sub(r"[0-9a-f]{8}-", "0" * 8 + "-", code)]
)
def test_a_code_that_was_made_up_is_none(session, code, uma, change):
    assert uma.get(change(code())).status_code == 400
    assert uma.post("/here/").status_code == 400
    assert not session.bookings.learners().exists()


def test_there_is_time_to_sign_in(hospital, session, code, clock):
    booked(session, hospital.people["Uma"], now=NOW)
    phone, account = Client(), AccountFactory(person=hospital.people["Uma"])
    to_sign_in = phone.get(code(), follow=True)
    clock.shift(dt.timedelta(minutes=5))

    phone.force_login(account, backend="cms.backends.AccountBackend")
    phone.post("/here/")

    assert to_sign_in.redirect_chain[-1][0] == "/account/login/?next=/here/"
    assert session.bookings.learners().get().checked_in_at == at(8, 55)


def test_and_after_ten_minutes_the_code_is_asked_for_again(session, code, uma, clock):
    uma.get(code())
    clock.shift(dt.timedelta(minutes=11))

    assert uma.post("/here/").status_code == 400
    assert not session.bookings.learners().exists()


def test_the_code_of_another_trust_opens_nothing(session, code):
    stranger = client_of(AccountFactory(person=PersonFactory()))

    stranger.get(code())

    assert stranger.post("/here/").status_code == 400
    assert not session.bookings.learners().exists()
