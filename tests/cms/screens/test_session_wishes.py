"""Where no session is planned, one tap asks to be told of one; another takes it back; whoever plans sees how many."""

import pytest

from curriculum.models import SessionWish
from tests.factories.hospital import client_of
from tests.factories.planned_session import planned
from tests.factories.session import workshop
from tests.factories.workforce import AccountFactory
from workforce.enums import Role
from workforce.rules import today

from .reading import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
MINE, BOOKINGS, SCHEDULE = "/my/", "/my/bookings/", "/manage/sessions/schedule/"
TELL_ME, TELL_ME_NOT = "Tell me when one is planned", "Do not tell me"


@pytest.fixture
def version(hospital):
    return workshop(hospital.target.skill, minutes=5)


@pytest.fixture
def client(hospital):
    return client_of(AccountFactory(person=hospital.people["Uma"]))


def asked(client, version, back=MINE, more=""):
    return client.post(f"/sessions/wish/{version.activity.uuid}/{more}", {"back": back})


def test_the_next_step_without_a_session_is_no_dead_end(client, version):
    assert TELL_ME in words_of(client.get(MINE))

    answer = asked(client, version)

    assert answer.url == MINE
    after = words_of(client.get(MINE))
    assert "“The workshop”: no session is planned yet. You will have a notice as soon as one is." in after
    assert (TELL_ME in after, TELL_ME_NOT in after) == (False, True)


def test_taken_back_it_is_as_it_was(client, version):
    asked(client, version)
    assert "You wait for a session of" in words_of(client.get(BOOKINGS))

    answer = asked(client, version, back=BOOKINGS, more="no-more/")

    assert answer.url == BOOKINGS
    assert not SessionWish.objects.exists()
    assert "You wait for a session of" not in words_of(client.get(BOOKINGS))


def test_the_list_of_sessions_offers_it_for_what_was_asked_for(client, version):
    narrow = f"/sessions/?activity={version.activity.uuid}"
    assert TELL_ME in words_of(client.get(narrow))

    planned(version)

    assert TELL_ME not in words_of(client.get(narrow))
    assert TELL_ME not in words_of(client.get(MINE))


def test_with_a_session_meanwhile_it_is_said_and_nothing_is_wished(client, version):
    planned(version)

    page = client.post(f"/sessions/wish/{version.activity.uuid}/", {"back": MINE}, follow=True)

    assert "A session of “The workshop” is planned already: book a place in it." in words_of(page)
    assert not SessionWish.objects.exists()


def test_it_leads_back_to_this_site_only(client, version):
    assert asked(client, version, back="https://evil.example/").url == "/sessions/"
    assert asked(client, version, back="//evil.example/").url == "/sessions/"


def test_an_account_that_is_no_persons_waits_for_nothing(hospital, version):
    nobody = client_of(AccountFactory(trust=hospital.trust, person=None))

    assert asked(nobody, version).status_code == 403
    assert not SessionWish.objects.exists()


def test_of_another_trust_there_is_nothing_to_wait_for(client, version):
    theirs = workshop(trust=AccountFactory().trust)

    assert asked(client, theirs).status_code == 404
    assert not SessionWish.objects.exists()


def test_whoever_plans_sees_how_many_wait_and_begins_with_what_is_waited_for(hospital, client, version):
    asked(client, version)
    coach = client_of(hospital.account(Role.COACH))

    page = coach.get(SCHEDULE, {"activity": version.activity.uuid})

    words = words_of(page)
    assert "People wait for a session of The workshop : 1 person" in words
    assert "The workshop (1 person waits for it)" in words
    assert "Uma" not in words
    assert page.context["form"]["activity"].value() == str(version.activity.uuid)


def test_who_waits_is_seen_by_themselves_and_by_whoever_sees_them_by_name(hospital, client, version):
    asked(client, version)
    seen = {
        role: SessionWish.objects.visible_to(hospital.account(role, hospital.ward), on=today()).exists()
        for role in (Role.STAFF, Role.COACH, Role.UNIT_MANAGER)
    }

    assert seen == {Role.STAFF: False, Role.COACH: False, Role.UNIT_MANAGER: True}
