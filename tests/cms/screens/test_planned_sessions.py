"""Sessions to come on the screen: everybody finds them, books a place, waits for one, and gives it up."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curriculum.models import Booking
from curriculum.services.attendance import record_attendance
from curriculum.services.planned_session import cancel_session
from tests.factories.curriculum import dose_given
from tests.factories.hospital import client_of, employed
from tests.factories.planned_session import DAY, NOW, at, booked, planned, room_in, who_wait, with_a_place
from tests.factories.session import workshop
from tests.factories.workforce import AccountFactory, SiteFactory
from workforce.enums import Role

from .reading import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PAGE = "/sessions/"


@pytest.fixture
def staff(hospital):
    """Somebody of the ward, signed in."""
    return lambda name: client_of(AccountFactory(person=hospital.people[name]))


def titles(answer):
    return [session.title for session in answer.context["sessions"]]


def test_everybody_reads_what_there_is_when_where_and_how_many_places_are_left(hospital, version, staff):
    hub = room_in(hospital.trust)
    booked(planned(version, room=hub, capacity=3), hospital.people["Ola"])

    words = words_of(staff("Uma").get(PAGE))

    assert "The workshop, Friday 20 March 2026, 09:00 to 12:00" in words
    assert f"The Hub, {hub.site}. 2 of 3 places left." in words


def test_what_is_over_called_off_or_of_another_trust_is_not_there(version, staff, clock):
    planned(version, day=dt.date(2026, 3, 3))
    cancelled = planned(version)
    cancel_session(session=cancelled, reason="Ill", now=NOW, by=AccountFactory(trust=version.trust))
    planned(workshop(trust=SiteFactory().trust))
    clock.move_to(at(13, day=dt.date(2026, 3, 3)))

    answer = staff("Uma").get(PAGE)

    assert titles(answer) == []
    assert "No session is planned at the moment" in words_of(answer)


@pytest.mark.parametrize(
    "asked, found",
    [
        ({"first": "21 March 2026"}, ["Later"]),
        ({"last": "20 March 2026"}, ["Full", "Here"]),
        ({"places": "1"}, ["Here", "Later"]),
        ({"first": "20/3/2026", "last": "20/3/2026", "places": "1"}, ["Here"]),
    ],
)
def test_the_list_is_narrowed_by_day_and_by_places_left(hospital, staff, asked, found):
    full, here, later = (workshop(hospital.target.skill, title=title) for title in ("Full", "Here", "Later"))
    booked(planned(full, capacity=1), hospital.people["Ola"])
    planned(here, since=13, until=14)
    planned(later, day=DAY + dt.timedelta(days=1))

    assert titles(staff("Uma").get(PAGE, asked)) == found


def test_the_list_is_narrowed_by_what_it_is_and_by_site(hospital, version, staff):
    other, hub = workshop(hospital.target.skill, title="Another"), room_in(hospital.trust)
    planned(version, room=hub), planned(other, since=13, until=14)

    by_activity = staff("Uma").get(PAGE, {"activity": str(other.activity.uuid)})
    by_site = staff("Bo1").get(PAGE, {"site": str(hub.site.uuid)})

    assert (titles(by_activity), titles(by_site)) == (["Another"], ["The workshop"])


@pytest.mark.parametrize(
    "asked", [{"activity": "x"}, {"first": "31/2/2026"}, {"first": "2/3/2026", "last": "1/3/2026"}]
)
def test_what_cannot_be_read_is_answered_kindly(staff, asked):
    assert staff("Uma").get(PAGE, asked).status_code == 400


def test_a_place_is_booked_and_given_up(hospital, version, staff):
    session, uma = planned(version), staff("Uma")
    address = f"{PAGE}{session.uuid}/"

    page = words_of(uma.post(f"{address}book/", follow=True))
    has_place = with_a_place(session)
    asked = words_of(uma.get(f"{address}give-up/"))
    uma.post(f"{address}give-up/")

    assert "You have a place." in page
    assert has_place == ["Uma"]
    assert "Whoever has waited longest is given it" in asked
    assert with_a_place(session) == []


def test_with_no_place_free_one_waits_and_reads_ones_number(hospital, version, staff, clock):
    session = planned(version, capacity=1)
    booked(session, hospital.people["Ola"], hospital.people["Ada"])
    address = f"{PAGE}{session.uuid}/"
    clock.shift(dt.timedelta(hours=1))

    before = words_of(staff("Uma").get(address))
    after = words_of(staff("Bo1").post(f"{address}book/", follow=True))

    assert "Full: 1 person waits" in before
    assert "Join the waiting list" in before
    assert "You are number 2 on the waiting list" in after
    assert who_wait(session) == ["Ada", "Bo1"]


def test_a_place_elsewhere_at_the_time_is_named_and_nothing_is_booked(hospital, version, staff):
    booked(planned(version), hospital.people["Uma"])
    other = planned(version, since=10, until=11)

    answer = staff("Uma").post(f"{PAGE}{other.uuid}/book/", follow=True)

    assert "You have a place in “The workshop” then" in words_of(answer)
    assert not other.bookings.exists()


def test_who_else_has_booked_is_not_told(hospital, version, staff):
    session = planned(version, facilitators=(hospital.people["Bo2"],))
    booked(session, hospital.people["Ola"])

    words = words_of(staff("Uma").get(f"{PAGE}{session.uuid}/"))

    assert "Ola Tester" not in words
    assert "Led by Bo2 Tester" in words


def test_a_session_of_another_trust_is_not_there_and_cannot_be_booked(staff):
    session = planned(workshop(trust=SiteFactory().trust))
    client = staff("Uma")

    assert client.get(f"{PAGE}{session.uuid}/").status_code == 404
    assert client.post(f"{PAGE}{session.uuid}/book/").status_code == 404
    assert not Booking.objects.exists()


def test_booking_is_asked_for_with_a_button_and_never_by_a_link(version, staff):
    session = planned(version)

    assert staff("Uma").get(f"{PAGE}{session.uuid}/book/").status_code == 405
    assert staff("Bo1").get(f"{PAGE}{uuid.uuid4()}/").status_code == 404
    assert not Booking.objects.exists()


def test_an_account_without_a_person_books_nothing(hospital, version):
    session = planned(version)
    client = client_of(hospital.account(Role.BOARD_READER))

    assert "Book a place" not in words_of(client.get(f"{PAGE}{session.uuid}/"))
    assert client.post(f"{PAGE}{session.uuid}/book/").status_code == 403
    assert not Booking.objects.exists()


def test_giving_up_what_one_does_not_have_is_not_there(hospital, version, staff):
    session = planned(version)
    booked(session, hospital.people["Ola"])

    assert staff("Uma").post(f"{PAGE}{session.uuid}/give-up/").status_code == 404
    assert with_a_place(session) == ["Ola"]


def test_ones_own_page_shows_what_comes_next(hospital, version, staff):
    booked(planned(version), hospital.people["Uma"])

    words = words_of(staff("Uma").get("/my/"))

    assert "The workshop, Friday 20 March 2026, 09:00 to 12:00 Booked" in words


def test_long_lists_cost_the_same_questions(hospital, version, staff):
    client = staff("Uma")

    def questions():
        client.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE)
        return len(asked)

    def one_more(number):
        room = room_in(hospital.trust, name=f"Room {number}")
        session = planned(
            version, room=room, day=DAY + dt.timedelta(days=number), facilitators=(employed("C", hospital.ward),)
        )
        booked(session, hospital.people["Uma"])

    one_more(0)
    few = questions()
    [one_more(number) for number in range(1, 8)]

    assert questions() == few


def test_whoever_holds_what_it_gives_is_told_before_they_book(hospital, version, staff):
    page = f"{PAGE}{planned(version).uuid}/"
    dose_given(hospital.people["Ola"], hospital.target.skill, on=dt.date(2025, 3, 4))

    holds, lacks = (words_of(staff(name).get(page)) for name in ("Ola", "Uma"))

    assert "You hold this already, and it does not lapse." in holds
    assert "You hold this already" not in lacks


def test_whoever_has_a_place_that_they_need_no_more_is_told_to_give_it_up(hospital, version, staff):
    session = planned(version)
    booked(session, hospital.people["Ola"], hospital.people["Uma"])
    dose_given(hospital.people["Ola"], hospital.target.skill, on=dt.date(2025, 3, 4))

    holds, lacks = (words_of(staff(name).get(f"{PAGE}{session.uuid}/")) for name in ("Ola", "Uma"))

    assert "You hold this already, and it does not lapse. If you do not need this place, give it up" in holds
    assert "If you do not need this place" not in lacks


def test_a_place_in_another_session_of_the_same_is_pointed_out(hospital, version, staff):
    here, there = planned(version), planned(version, day=DAY + dt.timedelta(days=1), place="The hub")
    other = planned(workshop(hospital.target.skill, title="Another"), since=13, until=14)
    booked(there, hospital.people["Uma"])

    uma = staff("Uma")
    same, another = (words_of(uma.get(f"{PAGE}{session.uuid}/")) for session in (here, other))

    assert "You have a place in another session of this, on Saturday 21 March 2026." in same
    assert "You have a place in another session" not in another
    assert "You have a place in another session" not in words_of(staff("Bo1").get(f"{PAGE}{here.uuid}/"))


def test_a_session_that_one_came_to_is_not_called_booked(hospital, version, staff, clock):
    session = planned(version)
    booked(session, hospital.people["Uma"], hospital.people["Ola"])
    clock.move_to(at(11))
    record_attendance(
        session=session, people=[hospital.people["Uma"]], minutes=180, now=at(11), by=hospital.account(Role.COACH)
    )

    uma, ola = (words_of(staff(name).get("/my/bookings/")) for name in ("Uma", "Ola"))

    assert "12:00 You came" in uma
    assert "12:00 Did not come" in ola


def test_a_place_is_moved_in_one_step_and_whoever_waited_has_the_old_one(hospital, version, staff):
    here, there = planned(version, capacity=1), planned(version, since=10, until=13, place="The hub")
    booked(here, hospital.people["Uma"], hospital.people["Ola"])

    page = words_of(staff("Uma").post(f"{PAGE}{here.uuid}/move/", {"to": str(there.uuid)}, follow=True))

    assert "Your place is moved. You have a place." in page
    assert (with_a_place(here), with_a_place(there)) == (["Ola"], ["Uma"])


def test_with_no_place_free_there_nothing_is_given_up_here(hospital, version, staff):
    here, there = planned(version), planned(version, since=13, until=14, capacity=1)
    other = planned(workshop(hospital.target.skill, title="Another"), since=15, until=16)
    booked(here, hospital.people["Uma"])
    booked(there, hospital.people["Ola"])
    uma = staff("Uma")

    answers = [uma.post(f"{PAGE}{here.uuid}/move/", {"to": str(one.uuid)}) for one in (there, other, here)]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert "No other session of this has places left" in words_of(uma.get(f"{PAGE}{here.uuid}/move/"))
    assert (with_a_place(here), with_a_place(there)) == (["Uma"], ["Ola"])
    assert uma.get(f"{PAGE}{there.uuid}/move/").status_code == 404
