"""Release on the screen: managers choose among their people, look at it, and decide together."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curriculum.models import Booking
from curriculum.services.attendance import record_attendance
from tests.factories.hospital import client_of, employed
from tests.factories.planned_session import DAY, at, booked, planned, who_wait, with_a_place
from tests.factories.workforce import AccountFactory, account_with
from workforce.enums import Role

from .reading import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PAGE = "/manage/release/"


@pytest.fixture
def manager(hospital):
    return hospital.account(Role.UNIT_MANAGER, hospital.ward)


@pytest.fixture
def asked(hospital, version):
    """Uma and Ola of the ward and Bo1 of the other one have a place and wait for release."""
    session = planned(version, capacity=3, needs_release=True)
    names = ("Uma", "Ola", "Bo1")
    return dict(zip(names, booked(session, *(hospital.people[name] for name in names)), strict=True))


def chosen(*bookings, hours="3", **told):
    fields = {f"chosen-{one.uuid}": "on" for one in bookings} | {f"hours-{one.uuid}": hours for one in bookings}
    return fields | told


def releases():
    return dict(Booking.objects.order_by("pk").values_list("person__given_name", "release"))


def test_a_manager_reads_their_own_people_with_the_hours_of_the_session(asked, manager):
    answer = client_of(manager).get(PAGE)

    assert [row.name for row in answer.context["rows"]] == ["Ola Tester", "Uma Tester"]
    assert [row.row.hours.value() for row in answer.context["rows"]] == ["3", "3"]


def test_everybody_is_chosen_at_once_and_still_looked_at(asked, manager):
    client = client_of(manager)
    before = [row.row.chosen.value() for row in client.get(PAGE).context["rows"]]

    page = client.get(PAGE, {"page": "1", "all": "1"})

    assert (before, [row.row.chosen.value() for row in page.context["rows"]]) == ([False, False], [True, True])
    assert set(releases().values()) == {"ASKED"}


def test_the_menu_says_how_many_of_their_own_wait(asked, manager):
    client = client_of(manager)
    before = words_of(client.get(PAGE))

    client.post(PAGE, chosen(asked["Uma"], way="give", do="decide"))
    one_left = words_of(client.get(PAGE))
    client.post(PAGE, chosen(asked["Ola"], way="give", do="decide"))

    assert "Release (2 waiting )" in before
    assert "Release (1 waiting )" in one_left
    assert "waiting )" not in words_of(client.get(PAGE))


def test_they_are_looked_at_then_released_together(asked, manager):
    client, told = client_of(manager), chosen(asked["Uma"], asked["Ola"], hours="3.5", way="give")

    looked = words_of(client.post(PAGE, told))
    before = releases()
    client.post(PAGE, told | {"do": "decide"})

    assert "Release 2 people" in looked
    assert "3.5 hours" in looked
    assert before["Uma"] == "ASKED"
    assert releases() == {"Uma": "GIVEN", "Ola": "GIVEN", "Bo1": "ASKED"}
    assert {one.planned_minutes for one in Booking.objects.filter(release="GIVEN")} == {210}


def test_refused_with_a_reason_the_place_goes_to_whoever_waits(hospital, asked, manager):
    session = asked["Uma"].session
    booked(session, hospital.people["Bo2"])
    client, told = client_of(manager), chosen(asked["Uma"], way="refuse")

    looked = words_of(client.post(PAGE, told))
    unsaid = client.post(PAGE, told | {"do": "decide", "words": " "})
    before = with_a_place(session)
    client.post(PAGE, told | {"do": "decide", "words": "Too few on that day"})

    assert "Do not release 1 person" in looked
    assert (unsaid.status_code, before) == (422, ["Uma", "Ola", "Bo1"])
    assert (sorted(with_a_place(session)), who_wait(session)) == (["Bo1", "Bo2", "Ola"], [])
    assert releases()["Uma"] == "REFUSED"


def test_whoever_is_refused_reads_why(hospital, asked, manager):
    client_of(manager).post(PAGE, chosen(asked["Uma"], way="refuse", do="decide", words="Too few on that day"))

    words = words_of(client_of(AccountFactory(person=hospital.people["Uma"])).get("/my/bookings/"))

    assert "Not released" in words
    assert "Too few on that day" in words


@pytest.mark.parametrize(
    "told, words",
    [
        ({"way": "give"}, "Choose at least one person"),
        ({"hours": "long", "way": "give"}, "Write hours like 3, 3.5 or 3:30"),
        ({"hours": "", "way": "give"}, "Say for how many hours"),
    ],
)
def test_what_is_missing_is_said_and_nobody_is_released(asked, manager, told, words):
    some = [] if "hours" not in told else [asked["Uma"]]

    answer = client_of(manager).post(PAGE, chosen(*some, **told) | {"do": "decide"})

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert set(releases().values()) == {"ASKED"}


def test_people_of_other_units_are_decided_by_others(asked, manager):
    client_of(manager).post(PAGE, chosen(asked["Bo1"], way="give", do="decide"))

    assert set(releases().values()) == {"ASKED"}


def test_nobody_releases_themselves_and_does_not_see_that_it_waits(hospital, version):
    own = employed("Mia", hospital.ward)
    manager = account_with(Role.UNIT_MANAGER, hospital.ward, person=own)
    [booking] = booked(planned(version, needs_release=True), own)
    client = client_of(manager)

    client.post(PAGE, chosen(booking, way="give", do="decide"))

    assert client.get(PAGE).context["rows"] == []
    assert releases() == {"Mia": "ASKED"}


@pytest.mark.parametrize("role", [Role.STAFF, Role.COACH, Role.ACADEMY_LEAD, Role.BOARD_READER, Role.ADMINISTRATOR])
def test_other_roles_do_not_open_it(hospital, asked, role):
    client = client_of(hospital.account(role))

    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, chosen(asked["Uma"], way="give", do="decide")).status_code == 403
    assert set(releases().values()) == {"ASKED"}


def test_the_rule_for_one_and_the_list_for_many_agree(hospital, asked):
    for role in (Role.UNIT_MANAGER, Role.PROGRAMME_LEAD):
        for unit in (hospital.ward, hospital.top):
            account = account_with(role, unit)
            listed = {row.row.booking.person for row in client_of(account).get(PAGE).context["rows"]}
            people = {booking.person for booking in asked.values()}

            assert listed == {one for one in people if account.has_perm("curriculum.release_person", one)}


def test_what_has_begun_is_no_longer_decided(asked, manager, clock):
    clock.move_to(at(9, 1))

    assert client_of(manager).get(PAGE).context["rows"] == []


def test_the_hours_that_were_planned_stand_beside_those_that_were_given(hospital, asked, manager, clock):
    client_of(manager).post(PAGE, chosen(asked["Uma"], asked["Ola"], hours="4", way="give", do="decide"))
    clock.move_to(at(13))
    lead = hospital.account(Role.ACADEMY_LEAD)
    session = asked["Uma"].session
    record_attendance(session=session, people=[hospital.people["Uma"]], minutes=210, now=at(13), by=lead)

    page = client_of(manager).get(f"{PAGE}decided/")

    rows = page.context["rows"]
    assert "8 hours planned, 3.5 hours given." in words_of(page)
    assert {row.name: (row.planned, row.given) for row in rows} == {
        "Uma Tester": ("4 hours", "3.5 hours"),
        "Ola Tester": ("4 hours", "Did not come"),
    }


def test_hours_of_sessions_to_come_or_of_long_ago_are_not_added_up(hospital, asked, version, manager, clock):
    client_of(manager).post(PAGE, chosen(asked["Uma"], hours="4", way="give", do="decide"))
    to_come = words_of(client_of(manager).get(f"{PAGE}decided/"))
    clock.move_to(at(13))
    record_attendance(
        session=asked["Uma"].session,
        people=[hospital.people["Uma"]],
        minutes=210,
        now=at(13),
        by=hospital.account(Role.ACADEMY_LEAD),
    )
    clock.move_to(at(13, day=dt.date(2027, 3, 20)))

    long_ago = words_of(client_of(manager).get(f"{PAGE}decided/"))

    assert ["given." in words for words in (to_come, long_ago)] == [False, False]


def test_long_lists_cost_the_same_questions(hospital, version, manager):
    client = client_of(manager)

    def questions(address):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    def one_more(number):
        session = planned(version, day=DAY + dt.timedelta(days=number), needs_release=True)
        [booking, other] = booked(session, hospital.people["Uma"], hospital.people["Ola"])
        client.post(PAGE, chosen(other, way="give", do="decide"))

    one_more(0)
    few = [questions(address) for address in (PAGE, f"{PAGE}decided/")]
    [one_more(number) for number in range(1, 6)]

    assert [questions(address) for address in (PAGE, f"{PAGE}decided/")] == few
