"""A manager names their own people for a level, and takes back what they named."""

import datetime as dt

import pytest
import time_machine

from curriculum.models import Nomination
from curriculum.services.nomination import nominate_person
from tests.factories.hospital import client_of
from tests.factories.planned_session import NOW
from tests.factories.workforce import AccountFactory, GrantFactory, PostFactory, account_with
from workforce.enums import Role
from workforce.models import Notice

from .reading import words_of

pytestmark = pytest.mark.django_db
TOMORROW = NOW.date() + dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(hospital):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def manager(hospital):
    return hospital.account(Role.UNIT_MANAGER, hospital.ward)


def page_of(person):
    return f"/manage/people/{person.uuid}/nominate/"


def asked(hospital, person):
    return {"nominate-level": hospital.level.pk, "nominate-through": f"post-{person.posts.get().pk}"}


def test_named_from_today_and_told_who_did_it(hospital, manager):
    uma = hospital.people["Uma"]

    page = client_of(manager).post(page_of(uma), asked(hospital, uma), follow=True)

    named = Nomination.objects.get()
    assert (named.person, named.level, named.since, named.until, named.recorded_by) == (
        uma,
        hospital.level,
        NOW.date(),
        None,
        manager,
    )
    assert "is named for the level, and reads it" in words_of(page)
    assert "named you for “Everyone”" in Notice.objects.get(person=uma).words


def test_taken_back_on_the_same_day_it_stands_for_that_day_alone(hospital, manager):
    uma, client = hospital.people["Uma"], client_of(manager)
    client.post(page_of(uma), asked(hospital, uma))
    named = Nomination.objects.get()

    page = words_of(client.post(f"{page_of(uma)}{named.pk}/take-back/", follow=True))

    named.refresh_from_db()
    assert named.until == TOMORROW
    assert "From 3 March 2026 Uma Tester is no longer named" in page
    assert "Take back" not in page


def test_what_a_lead_named_is_read_and_not_taken_back(hospital, manager):
    uma = hospital.people["Uma"]
    lead = hospital.account(Role.PROGRAMME_LEAD)
    named = nominate_person(person=uma, level=hospital.level, post=uma.posts.get(), since=dt.date(2026, 1, 5), by=lead)
    client = client_of(manager)

    page = words_of(client.get(page_of(uma)))
    answer = client.post(f"{page_of(uma)}{named.pk}/take-back/")

    named.refresh_from_db()
    assert "from 5 January 2026" in page
    assert "Take back" not in page
    assert (answer.status_code, named.until) == (404, None)


def test_only_through_posts_in_ones_own_units(hospital, manager):
    bo = hospital.people["Bo0"]  # a bank post in the ward, and one of their own in the other ward
    beside = bo.posts.get(stretches__unit=hospital.other_ward)

    page = client_of(manager).post(
        page_of(bo), {"nominate-level": hospital.level.pk, "nominate-through": f"post-{beside.pk}"}
    )

    assert page.status_code == 422
    assert not Nomination.objects.exists()


def test_neither_oneself_nor_somebody_elses_people(hospital):
    uma = hospital.people["Uma"]
    own = AccountFactory(person=uma)
    GrantFactory(account=own, role=Role.UNIT_MANAGER, unit=hospital.ward)
    other = account_with(Role.UNIT_MANAGER, hospital.other_ward)
    coach = account_with(Role.COACH, hospital.ward)

    answers = [client_of(one).post(page_of(uma), asked(hospital, uma)).status_code for one in (own, other, coach)]

    assert answers == [404, 404, 403]
    assert not Nomination.objects.exists()


def test_what_was_asked_for_and_is_not_there_is_refused_and_stays_on_the_screen(hospital, manager):
    uma = hospital.people["Uma"]

    page = client_of(manager).post(page_of(uma), {"nominate-through": f"post-{PostFactory().pk}"})

    assert page.status_code == 422
    assert "There is a problem" in words_of(page)
    assert not Nomination.objects.exists()
