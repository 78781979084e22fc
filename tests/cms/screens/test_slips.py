"""Slips on the screen: looked over for a ward, printed once, and used by somebody without e-mail."""

import datetime as dt
import re

import pytest
from axes.models import AccessAttempt
from django.test import Client

from cms.screens.in_the_room import picture
from tests.cms.signing_in import is_signed_in, sign_in
from tests.factories.hospital import client_of
from tests.factories.workforce import AccountFactory, PersonFactory, PostFactory, UnitFactory, account_with
from workforce.enums import ASSIGNMENT, Role
from workforce.models import Account, Slip
from workforce.services.identifier import identify

from .reading import words_of

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"


@pytest.fixture
def ward():
    return UnitFactory(name="Ward 7", code="W7")


@pytest.fixture
def manager(ward):
    return client_of(account_with(Role.UNIT_MANAGER, ward))


def works(ward, number, name):
    person = PersonFactory(trust=ward.trust, given_name="Bo", family_name=name)
    post = PostFactory(unit=ward, person=person)
    identify(thing=post, system=ASSIGNMENT, value=number, since=dt.date(2020, 1, 1), by=None)
    return person


def printed(manager, *people):
    page = manager.post("/manage/slips/", {"person": [person.uuid for person in people]})
    return re.findall(r"<code>([0-9A-Z-]+)</code>", page.content.decode())


def show(client, code, number):
    return client.post("/account/slip/", {"code": code, "number": number})


def test_a_ward_is_looked_over_before_slips_are_made(manager, ward):
    works(ward, "1001", "New")
    AccountFactory(person=works(ward, "1002", "Known"), username="known")
    works(UnitFactory(trust=ward.trust), "1003", "Elsewhere")

    page = words_of(manager.get("/manage/slips/", {"numbers": "", "units": "W7"}))

    assert "New, Bo No account yet" in page
    assert "Has an account, known: the slip lets them choose a new password" in page
    assert "Elsewhere" not in page
    assert not Slip.objects.exists()


def test_a_manager_sees_their_own_people_at_once_and_can_tick_a_few(manager, ward):
    works(ward, "1001", "New")
    works(UnitFactory(trust=ward.trust), "1003", "Elsewhere")

    page = manager.get("/manage/slips/")
    few = manager.get(f"/manage/slips/{page.context['nobody']}")

    assert [(line["person"].family_name, line["chosen"]) for line in page.context["lines"]] == [("New", True)]
    assert [(line["person"].family_name, line["chosen"]) for line in few.context["lines"]] == [("New", False)]
    assert not Slip.objects.exists()


def test_whom_an_administrator_gives_the_slip_is_told_beside_those_who_can_be_ticked(manager, ward):
    works(ward, "1001", "New")
    AccountFactory(person=works(ward, "1002", "Closed"), is_active=False)

    page = manager.get("/manage/slips/")

    assert [line["person"].family_name for line in page.context["lines"]] == ["New"]
    assert "Not by you Closed, Bo Their account is closed: an administrator opens it again" in words_of(page)


def test_a_slip_has_a_picture_that_leads_a_phone_to_the_door_and_not_the_code(manager, ward):
    page = manager.post("/manage/slips/", {"person": [works(ward, "1001", "New").uuid]})

    assert page.context["picture"] == picture("http://testserver/account/slip/")
    assert page.context["picture"] in page.content.decode()


def test_people_are_found_by_their_numbers_and_unknown_ones_are_told(manager, ward):
    works(ward, "1001", "New")

    page = words_of(manager.get("/manage/slips/", {"numbers": "1001, 9999"}))

    assert "New, Bo No account yet" in page
    assert "Nobody has these numbers: 9999" in page


def test_thirty_people_are_looked_over_with_as_many_questions_as_one(manager, ward, django_assert_max_num_queries):
    for number in range(30):
        works(ward, f"2{number:03}", f"Name{number}")

    with django_assert_max_num_queries(13):
        page = manager.get("/manage/slips/", {"units": "W7"})

    assert len(page.context["lines"]) == 30


def test_a_porter_comes_in_with_a_slip_and_next_time_with_a_password(manager, ward):
    bo = works(ward, "1001", "Porter")
    [code] = printed(manager, bo)
    first, later = Client(), Client()

    show(first, code.lower(), "1001")
    first.post("/account/slip/choose/", {"username": "bo.porter", "password": PASSWORD})
    sign_in(later, "bo.porter", PASSWORD)

    assert (is_signed_in(first), is_signed_in(later)) == (True, True)
    assert Account.objects.get(username="bo.porter").person == bo


def test_without_the_right_slip_there_is_nothing_to_choose(manager, ward):
    [code] = printed(manager, works(ward, "1001", "Porter"))
    client = Client()

    wrong = show(client, code, "1002"), show(client, "2222-2222-2222", "1001")
    answer = client.post("/account/slip/choose/", {"username": "thief", "password": PASSWORD})

    assert [words_of(page).count("do not belong together") for page in wrong] == [2, 2]
    assert answer.headers["Location"] == "/account/slip/"
    assert not Account.objects.filter(username="thief").exists()


def test_a_weak_password_and_a_name_with_an_at_are_refused(manager, ward):
    [code] = printed(manager, works(ward, "1001", "Porter"))
    client = Client()
    show(client, code, "1001")

    page = words_of(client.post("/account/slip/choose/", {"username": "a@b.example", "password": "short"}))

    assert "A username has 3 to 30 letters" in page
    assert "too short" in page
    assert Slip.objects.filter(used_at=None).exists()


def test_codes_cannot_be_tried_through(manager, ward):
    [code] = printed(manager, works(ward, "1001", "Porter"))
    client = Client()

    answers = [show(client, f"2222-2222-222{n}", "1001").status_code for n in range(2, 7)]
    last = show(client, code, "1001")

    assert answers == [200, 200, 200, 200, 429]
    assert last.status_code == 429
    assert "slip" not in client.session


def test_what_was_tried_is_kept_nowhere_in_clear(client):
    show(client, "ABCD-EFGH-JKMN", "1001")

    assert "ABCD" not in str(AccessAttempt.objects.values())


def test_whoever_manages_nobody_hands_out_nothing(ward):
    bo, reader = works(ward, "1001", "Porter"), client_of(account_with(Role.BOARD_READER, ward))

    answers = [reader.get("/manage/slips/"), reader.post("/manage/slips/", {"person": [bo.uuid]})]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert not Slip.objects.exists()


def test_a_slip_for_somebody_of_another_ward_is_not_made(manager, ward):
    stranger = works(UnitFactory(trust=ward.trust), "1001", "Stranger")

    printed(manager, stranger)

    assert not Slip.objects.exists()
