"""A manager books a place for one of theirs: the same guards as for oneself, and the release with it."""

import pytest
from django.core import mail

from cms.tasks import session_news
from curriculum.models import Activity, Booking
from curriculum.services.session_news import LETTER
from tests.factories.hospital import client_of
from tests.factories.planned_session import NOW, booked, planned, who_wait, with_a_place
from tests.factories.workforce import AccountFactory, GrantFactory, account_with
from workforce.enums import Role
from workforce.models import Job, Notice

from .reading import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def uma(hospital):
    return hospital.people["Uma"]


@pytest.fixture
def manager(hospital):
    return hospital.account(Role.UNIT_MANAGER, hospital.ward)


def page_of(person, session=None):
    return f"/manage/people/{person.uuid}/book/" + (f"{session.uuid}/" if session else "")


def letters():
    for job in Job.objects.filter(name=LETTER, state="WAITING"):
        session_news(job.pk)
    return [letter.subject for letter in mail.outbox]


def test_what_they_need_is_marked_and_what_they_have_cannot_be_booked_twice(hospital, version, uma, manager):
    Activity.objects.exclude(pk=version.activity_id).update(retired_date=NOW.date())
    session = planned(version)
    client = client_of(manager)

    before = words_of(client.get(page_of(uma)))
    booked(session, uma)
    after = words_of(client.get(page_of(uma)))
    again = client.post(page_of(uma, session))

    assert "Gives what they need" in before
    assert "Has a place" not in before
    assert "Has a place" in after
    assert (again.status_code, Booking.objects.count()) == (422, 1)


def test_booked_released_and_told_in_one_step(version, uma, manager):
    session = planned(version, needs_release=True)

    page = client_of(manager).post(page_of(uma, session), {"hours": "3.5"}, follow=True)

    booking = Booking.objects.get()
    assert with_a_place(session) == ["Uma"]
    assert (booking.release, booking.planned_minutes, booking.release_by) == ("GIVEN", 210, manager)
    assert "has a place, is released, and is told" in words_of(page)
    assert "Released for 3.5 hours." in words_of(page)
    assert letters() == ["Your manager has booked you a place: The workshop, Friday 20 March 2026"]
    assert [notice.words.partition(":")[0] for notice in Notice.objects.filter(person=uma)] == [
        "Your manager has booked you a place"
    ]


def test_with_no_place_free_they_wait_and_are_released_once_they_move_up(hospital, version, uma, manager):
    session = planned(version, capacity=1, needs_release=True)
    booked(session, hospital.people["Ola"])

    page = client_of(manager).post(page_of(uma, session), follow=True)

    assert who_wait(session) == ["Uma"]
    assert session.bookings.get(person=uma).release == "NOT_ASKED"
    assert "is on the waiting list, and is told when one comes free" in words_of(page)
    assert "Your manager has put you on the waiting list: The workshop, Friday 20 March 2026" in letters()


def test_whoever_is_elsewhere_then_is_not_booked(version, uma, manager):
    booked(planned(version, since=11, until=13), uma)

    page = client_of(manager).post(page_of(uma, planned(version)))

    assert page.status_code == 422
    assert "Uma Tester has a place in “The workshop” then, 20 March 2026, 11:00 to 13:00." in words_of(page)
    assert Booking.objects.count() == 1


@pytest.mark.parametrize("hours", ["", "0", "x", "25"])
def test_a_release_is_for_some_hours(version, uma, manager, hours):
    page = client_of(manager).post(page_of(uma, planned(version, needs_release=True)), {"hours": hours})

    assert page.status_code == 422
    assert not Booking.objects.exists()


def test_neither_oneself_nor_somebody_elses_people(hospital, version, uma):
    session = planned(version)
    own = AccountFactory(person=uma)
    GrantFactory(account=own, role=Role.UNIT_MANAGER, unit=hospital.ward)
    others = [account_with(Role.UNIT_MANAGER, hospital.other_ward), account_with(Role.COACH, hospital.ward)]

    answers = [client_of(one).post(page_of(uma, session)).status_code for one in (own, *others)]

    assert answers == [404, 404, 403]
    assert not Booking.objects.exists()


def test_their_page_tells_what_is_to_come_and_what_came_of_the_rest(hospital, version, uma, manager, clock):
    session = planned(version, needs_release=True)
    [booking] = booked(session, uma)
    address = f"/manage/people/{uma.uuid}/"
    client = client_of(manager)

    to_come = words_of(client.get(address))
    Booking.objects.filter(pk=booking.pk).update(given_minutes=0)
    clock.move_to(session.ends_at)
    client = client_of(manager)
    earlier = words_of(client.get(address))

    Booking.objects.filter(pk=booking.pk).update(given_minutes=180)
    clock.move_to(session.starts_at)
    came = words_of(client_of(manager).get(address))

    assert "Waits to be released. Decide the release" in to_come
    assert "12:00 Came" in came
    assert "Earlier sessions The workshop, Friday 20 March 2026, 09:00 to 12:00 Did not come" in earlier
