"""A session from being scheduled to the dose that it gives, as a coach, a nurse and a manager see it."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cms.screens.in_the_room import SIGNER
from curriculum.models import Booking, DoseEntry
from tests.factories.hospital import employed, opened_hospital
from tests.factories.planned_session import booked, planned, room_in
from tests.factories.session import workshop
from tests.factories.workforce import AccountFactory, SiteFactory, account_with
from workforce.enums import Role
from workforce.rules import today

PASSWORD = "correct horse battery staple"


@pytest.fixture
def hospital(transactional_db):
    return opened_hospital()


@pytest.fixture
def version(hospital):
    return workshop(hospital.target.skill, title="Learning from data")


@pytest.fixture
def come_in(sign_in):
    def come_in(account):
        account.set_password(PASSWORD)
        account.save()
        sign_in(account.username, PASSWORD)

    return come_in


@pytest.fixture
def coach(hospital):
    return account_with(Role.COACH, hospital.top, person=employed("Cora", hospital.ward))


def test_a_coach_schedules_changes_and_calls_off_a_session(page, hospital, version, coach, come_in, good_to_use):
    room_in(hospital.trust)
    come_in(coach)
    page.goto("/sessions/")
    good_to_use()
    page.get_by_role("link", name="Schedule a session").click()
    good_to_use()
    page.get_by_label("What is it?").select_option("Learning from data")
    page.get_by_label("On which day?").fill(f"{today() + dt.timedelta(days=10):%d/%m/%Y}")
    page.get_by_label("From", exact=True).fill("9:30")
    page.get_by_label("To (optional)").fill("12:30")
    page.get_by_label("Room (optional)").select_option(index=1)
    page.get_by_role("button", name="Schedule it").click()
    good_to_use()
    page.get_by_role("link", name="Change").click()
    good_to_use()
    page.get_by_label("Places").fill("8")
    page.get_by_role("button", name="Change it").click()
    good_to_use()
    page.get_by_role("link", name="Code for the room’s screen").click()
    good_to_use()
    page.go_back()
    page.get_by_role("link", name="Call off").click()
    good_to_use()
    page.get_by_label("Why?").fill("The trainer is ill")
    page.get_by_role("button", name="Call it off").click()
    good_to_use()

    expect(page.get_by_text("This session is called off.")).to_be_visible()


def test_a_nurse_books_and_finds_it_in_their_bookings(page, hospital, version, coach, come_in, good_to_use):
    planned(version, by=coach, day=today() + dt.timedelta(days=10), facilitators=(coach.person,))
    come_in(AccountFactory(person=hospital.people["Uma"]))
    page.goto("/sessions/")
    good_to_use()
    page.get_by_role("link", name="Learning from data").click()
    good_to_use()
    page.get_by_role("button", name="Book a place").click()
    good_to_use()
    page.goto("/my/bookings/")
    good_to_use()
    page.get_by_role("button", name="Make an address").click()
    good_to_use()
    page.get_by_role("link", name="My bookings").click()
    page.get_by_role("link", name="Learning from data").click()
    page.get_by_role("link", name="Give up my place").click()
    good_to_use()

    assert Booking.objects.booked().learners().get().person == hospital.people["Uma"]


def test_a_manager_releases_people(page, hospital, version, coach, come_in, good_to_use):
    session = planned(version, by=coach, day=today() + dt.timedelta(days=10), needs_release=True)
    booked(session, hospital.people["Uma"], hospital.people["Ola"])
    come_in(hospital.account(Role.UNIT_MANAGER, hospital.ward))
    page.goto("/manage/release/")
    good_to_use()
    page.get_by_label("Uma Tester", exact=False).first.check()
    page.get_by_role("button", name="Release them", exact=True).click()
    good_to_use()
    page.get_by_role("button", name="Yes, release them").click()
    good_to_use()
    page.get_by_role("link", name="Decided").click()
    good_to_use()

    assert {one.release for one in Booking.objects.all()} == {"GIVEN", "ASKED"}


def test_a_coach_says_who_came_and_they_are_given_the_dose(page, hospital, version, coach, come_in, good_to_use):
    session = planned(version, by=coach, capacity=5, facilitators=(coach.person,))  # held in March
    booked(session, hospital.people["Uma"], hospital.people["Bo1"])
    come_in(coach)
    page.goto(f"/manage/sessions/planned/{session.uuid}/")
    good_to_use()
    page.get_by_role("link", name="Say who came").click()
    good_to_use()
    page.get_by_label("Bo1 Tester").uncheck()
    page.get_by_label("Who else came?").fill("Eva Tester")
    page.get_by_role("button", name="Look at it").click()
    good_to_use()
    page.get_by_role("button", name="Yes, record it").click()
    good_to_use()

    given = DoseEntry.objects.filter(source_kind="ATTENDANCE")
    assert {one.person.given_name for one in given} == {"Uma", "Eva"}


def test_a_lead_keeps_the_rooms(page, hospital, come_in, good_to_use):
    SiteFactory(trust=hospital.trust, name="Ward Street")
    come_in(hospital.account(Role.PROGRAMME_LEAD))
    page.goto("/manage/sessions/rooms/")
    good_to_use()
    page.get_by_label("Site").select_option("Ward Street")
    page.get_by_label("Name").fill("The Hub")
    page.get_by_label("How many people does it hold?").fill("12")
    page.get_by_role("button", name="Add it").click()
    good_to_use()
    page.get_by_role("link", name="The Hub").click()
    good_to_use()
    page.get_by_label("How many people does it hold?").fill("16")
    page.get_by_role("button", name="Change it").click()
    good_to_use()

    expect(page.get_by_text("Holds 16 people")).to_be_visible()


def test_somebody_who_scans_the_code_of_the_room_is_here(page, hospital, version, coach, come_in, good_to_use):
    a_day_ago = timezone.now() - dt.timedelta(days=1)
    session = planned(version, by=coach, now=a_day_ago, day=today(), since=0, until=23)
    booked(session, hospital.people["Uma"], now=a_day_ago)
    come_in(AccountFactory(person=hospital.people["Uma"]))
    page.goto(f"/here/{SIGNER.sign(str(session.uuid))}/")
    good_to_use()
    page.get_by_role("button", name="I am here").click()
    good_to_use()

    expect(page.get_by_text("You are checked in")).to_be_visible()
    assert Booking.objects.get(person=hospital.people["Uma"]).checked_in_at
