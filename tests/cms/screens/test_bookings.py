"""My bookings, and the same in my own calendar: what changes there is updated, and nothing ever doubles."""

import datetime as dt
from urllib.parse import urlsplit

import pytest
from django.test import Client
from icalendar import Calendar

from curriculum.models import CalendarFeed, PlannedSession
from curriculum.services.booking import give_up_place
from curriculum.services.planned_session import cancel_session, change_session
from curriculum.services.release import give_releases
from tests.factories.hospital import client_of
from tests.factories.planned_session import DAY, NOW, at, booked, plan_for, planned, room_in
from tests.factories.workforce import AccountFactory
from workforce.models import Person
from workforce.services.account import close_account

from .reading import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PAGE = "/my/bookings/"


@pytest.fixture
def uma(hospital):
    return hospital.people["Uma"]


@pytest.fixture
def account(uma):
    return AccountFactory(person=uma)


@pytest.fixture
def client(account):
    return client_of(account)


@pytest.fixture
def address(client):
    return made(client)


def made(client):
    """The address as its page shows it."""
    return urlsplit(client.post(f"{PAGE}calendar/").context["address"]).path


@pytest.fixture
def read(address):
    """As somebody's calendar does, which is not signed in."""

    def events():
        answer = Client().get(address)
        return {str(event["uid"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}

    return events


def test_they_are_listed_with_what_has_become_of_them(hospital, version, uma, account, client):
    booked(planned(version), uma)
    waiting = planned(version, since=13, until=14, capacity=1)
    booked(waiting, hospital.people["Ola"], uma)
    released = planned(version, since=15, until=17, needs_release=True)
    [booking] = booked(released, uma)
    give_releases(bookings=[booking], minutes={booking.pk: 150}, by=hospital.account("UNIT_MANAGER"))
    off = planned(version, day=DAY + dt.timedelta(days=1))
    booked(off, uma)
    cancel_session(session=off, reason="The trainer is ill", now=NOW, by=account)

    words = words_of(client.get(PAGE))

    assert "09:00 to 12:00 Booked" in words
    assert "13:00 to 14:00 On the waiting list" in words
    assert "Your manager has released you for 2.5 hours." in words
    assert "Called off The library. The trainer is ill" in words


def test_it_is_said_where_invitations_come(uma, client):
    told = words_of(client.get(PAGE))
    Person.objects.filter(pk=uma.pk).update(email="")

    assert f"an invitation comes by e-mail to {uma.email}" in told
    assert "No e-mail address of yours is known" in words_of(client.get(PAGE))


def test_a_session_is_one_event_in_london_time(hospital, version, uma, read):
    hub = room_in(hospital.trust)
    booked(planned(version, room=hub, details="Bring a chart"), uma)

    [event] = read().values()

    assert event["dtstart"].dt == at(9)
    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert (str(event["summary"]), str(event["location"])) == ("The workshop", f"The Hub, {hub.site}")
    assert (str(event["status"]), event["sequence"]) == ("CONFIRMED", 0)
    address = f"http://testserver/sessions/{PlannedSession.objects.get().uuid}/"
    assert str(event["description"]) == f"Bring a chart\n\n{address}"
    assert str(event["url"]) == address


def test_in_summer_it_is_an_hour_earlier_in_universal_time(version, uma, address):
    booked(planned(version, day=dt.date(2026, 6, 20)), uma)

    calendar = Calendar.from_ical(Client().get(address).content)

    [event] = calendar.walk("VEVENT")
    assert event["dtstart"].dt.astimezone(dt.UTC).hour == 8
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]


def test_read_twice_it_is_the_same_and_is_not_sent_twice(version, uma, address, clock):
    booked(planned(version), uma)
    first = Client().get(address)
    clock.shift(dt.timedelta(hours=1))

    again = Client().get(address)
    unchanged = Client().get(address, headers={"if-none-match": first["ETag"]})

    assert again.content == first.content
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_a_session_that_moves_is_the_same_event_and_a_newer_one(version, uma, account, read):
    session = planned(version, by=account)
    booked(session, uma)
    before = read()

    change_session(session=session, plan=plan_for(since=13, until=15), now=NOW, by=account)

    after = read()
    assert [*after] == [*before]
    [old], [new] = before.values(), after.values()
    assert new["sequence"] > old["sequence"]
    assert new["dtstart"].dt == at(13)


def test_what_is_given_up_or_called_off_is_marked_so(version, uma, account, read):
    session, other = planned(version, by=account), planned(version, since=13, until=14, by=account)
    [booking, _] = [booked(one, uma)[0] for one in (session, other)]
    before = read()

    give_up_place(booking=booking, now=NOW, by=account)
    cancel_session(session=other, reason="Ill", now=NOW, by=account)

    after = read()
    assert {str(event["status"]) for event in after.values()} == {"CANCELLED"}
    assert [*after] == [*before]
    assert all(after[uid]["sequence"] > before[uid]["sequence"] for uid in before)


def test_given_up_and_booked_again_it_is_one_event_still(version, uma, account, read):
    session = planned(version)
    [booking] = booked(session, uma)
    give_up_place(booking=booking, now=NOW, by=account)
    before = read()

    booked(session, uma)

    after = read()
    assert [*after] == [*before]
    [old], [new] = before.values(), after.values()
    assert (str(new["status"]), str(old["status"])) == ("CONFIRMED", "CANCELLED")
    assert new["sequence"] > old["sequence"]


def test_what_is_not_certain_does_not_look_so(hospital, version, uma, read):
    booked(planned(version, needs_release=True), uma)
    booked(planned(version, since=13, until=14, capacity=1), hospital.people["Ola"], uma)

    told = {(str(event["summary"]), str(event["status"]), str(event["transp"])) for event in read().values()}

    assert told == {
        ("The workshop", "TENTATIVE", "TRANSPARENT"),
        ("Waiting list: The workshop", "TENTATIVE", "TRANSPARENT"),
    }


def test_whoever_leads_a_session_has_it_in_their_calendar(version, uma, read):
    planned(version, facilitators=(uma,))

    assert [str(event["summary"]) for event in read().values()] == ["The workshop (you lead it)"]


def test_nobody_elses_sessions_are_in_it(hospital, version, read):
    booked(planned(version), hospital.people["Ola"])

    assert read() == {}


def test_a_new_address_ends_the_old_one(version, uma, client, address):
    booked(planned(version), uma)

    new = made(client)

    assert Client().get(address).status_code == 404
    assert Client().get(new).status_code == 200


def test_the_address_is_shown_once_and_not_kept(client, address):
    key = address.removeprefix("/calendar/").removesuffix(".ics")
    feed = CalendarFeed.objects.get()

    page = client.get(PAGE)

    assert key not in page.content.decode()
    assert "You made an address on" in words_of(page)
    assert key not in {str(getattr(feed, field.attname)) for field in feed._meta.fields}


def test_looking_at_ones_bookings_makes_no_address(client):
    words = words_of(client.get(PAGE))

    assert "Make an address" in words
    assert not CalendarFeed.objects.exists()


def test_whether_a_calendar_reads_it_is_told(client, address, clock):
    before = words_of(client.get(PAGE))

    Client().get(address)

    assert "No calendar has read it yet" in before
    assert "A calendar read it last on 2 March 2026" in words_of(client.get(PAGE))


def test_the_address_of_a_leaver_or_of_a_closed_account_is_gone(hospital, account, uma, address):
    uma.left_date, uma.left_reason = NOW.date(), "RETIRED"
    uma.save()
    left = Client().get(address).status_code
    uma.left_date, uma.left_reason = None, ""
    uma.save()
    close_account(account=account, on=NOW.date(), by=None)

    assert (left, Client().get(address).status_code) == (404, 404)
    assert Client().get("/calendar/guessed.ics").status_code == 404


def test_one_booking_as_a_file_is_ones_own(hospital, version, uma, client):
    [own, other] = booked(planned(version), uma, hospital.people["Ola"])

    answer = client.get(f"{PAGE}{own.uuid}.ics")

    assert [str(one["summary"]) for one in Calendar.from_ical(answer.content).walk("VEVENT")] == ["The workshop"]
    assert client.get(f"{PAGE}{other.uuid}.ics").status_code == 404
    assert Client().get(f"{PAGE}{own.uuid}.ics").status_code == 302


def test_long_lists_cost_the_same_questions(version, uma, client, address, django_assert_num_queries):
    for number in range(6):
        booked(planned(version, day=DAY + dt.timedelta(days=number)), uma)

    Client().get(address)  # the first of a day is written down

    with django_assert_num_queries(8):  # three of them for the days of courses
        Client().get(address)
