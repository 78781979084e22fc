"""Scheduling a session on the screen, changing it, calling it off; rooms; and who may do which."""

import datetime as dt
import re

import pytest

from curriculum.models import PlannedSession, Room
from tests.factories.hospital import client_of, employed
from tests.factories.planned_session import DAY, NOW, at, booked, planned, room_in, with_a_place
from tests.factories.session import workshop
from tests.factories.workforce import AccountFactory, SiteFactory, account_with
from workforce.enums import Role

from .reading import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PAGE = "/manage/sessions/schedule/"
ROOMS = "/manage/sessions/rooms/"
SCHEDULERS = [Role.COACH, Role.ACADEMY_LEAD, Role.PROGRAMME_LEAD]
OTHERS = [Role.STAFF, Role.UNIT_MANAGER, Role.BOARD_READER, Role.EDITOR, Role.ADMINISTRATOR]


@pytest.fixture
def coach(hospital):
    return account_with(Role.COACH, hospital.top, person=employed("Cora", hospital.ward))


def form(version, **told):
    return {
        "activity": str(version.activity.uuid),
        "day": "20 March 2026",
        "starts": "9:30",
        "ends": "12.30",
        "place": "The library",
        "capacity": "12",
        "facilitators": "Cora Tester",
    } | told


def address(session, what):
    return f"/manage/sessions/planned/{session.uuid}/{what}"


@pytest.mark.parametrize("role", SCHEDULERS)
def test_coaches_and_leads_schedule_a_session(hospital, version, coach, role):
    answer = client_of(hospital.account(role)).post(PAGE, form(version))

    session = PlannedSession.objects.get()
    assert answer.url == address(session, "")
    assert (session.starts_at, session.ends_at, session.capacity) == (at(9, 30), at(12, 30), 12)
    assert [one.person.given_name for one in session.bookings.all()] == ["Cora"]


@pytest.mark.parametrize("role", OTHERS)
def test_others_may_not_and_nothing_is_planned(hospital, version, coach, role):
    answer = client_of(hospital.account(role)).post(PAGE, form(version))

    assert answer.status_code == 403
    assert not PlannedSession.objects.exists()


def test_sent_twice_it_is_scheduled_once(version, coach):
    client = client_of(coach)
    token = re.search(r'name="token" value="([^"]+)"', client.get(PAGE).content.decode()).group(1)

    [client.post(PAGE, form(version, token=token)) for _ in range(2)]

    assert PlannedSession.objects.count() == 1


@pytest.mark.parametrize(
    "told, words",
    [
        ({"day": "31 February 2026"}, "February 2026 has 28 days"),
        ({"starts": "half nine"}, "Write the time like 09:30 or 2pm"),
        ({"starts": "25:00"}, "Write the time like 09:30 or 2pm"),
        ({"ends": "9:30"}, "It must end after it begins"),
        ({"place": ""}, "Choose a room, or say where it is"),
        ({"capacity": "none"}, "“Places” is a number, such as 12"),
        ({"facilitators": "Nobody Known"}, "“Nobody Known” is not known here"),
        ({"facilitators": "Tester"}, "“Tester” is not known here"),
        ({"day": "1 March 2026"}, "That time is past"),
        ({"activity": "made-up"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(version, coach, told, words):
    sent = form(version, **told)

    answer = client_of(coach).post(PAGE, sent)

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert {name: answer.context["form"][name].value() for name in sent} == sent
    assert not PlannedSession.objects.exists()


def test_of_two_with_one_name_a_number_or_an_address_is_asked_for(hospital, version, coach):
    sam, _other = employed("Sam", hospital.ward), employed("Sam", hospital.other_ward)
    client = client_of(coach)

    refused = client.post(PAGE, form(version, facilitators="Sam Tester"))
    client.post(PAGE, form(version, facilitators=sam.email))

    assert "Several people are called “Sam Tester”" in words_of(refused)
    assert [one.person for one in PlannedSession.objects.get().bookings.all()] == [sam]


def test_a_room_that_is_taken_is_said_beside_it(hospital, version, coach):
    hub = room_in(hospital.trust)
    planned(version, room=hub)

    answer = client_of(coach).post(PAGE, form(version, room=str(hub.pk)))

    assert "taken then: “The workshop”" in str(answer.context["form"].errors["room"])
    assert PlannedSession.objects.count() == 1


@pytest.mark.parametrize("text, hour", [("2pm", 14), ("12am", 0), ("0930", 9), ("9", 9)])
def test_times_are_read_as_people_write_them(version, coach, text, hour):
    client_of(coach).post(PAGE, form(version, starts=text, ends="23:59"))

    assert PlannedSession.objects.get().starts_at.hour == hour


class TestChange:
    def test_the_form_stands_as_the_session_is_and_changes_it(self, hospital, version, coach):
        session = planned(version, by=coach, facilitators=(coach.person,), needs_release=True, details="Bring a chart")
        booked(session, hospital.people["Uma"])
        client = client_of(coach)

        page = client.get(address(session, "change/"))
        sent = {field.name: field.value() for field in page.context["form"] if field.value() not in (None, False)}
        answer = client.post(address(session, "change/"), sent | {"starts": "10:00"}, follow=True)

        session.refresh_from_db()
        assert "1 person has a place and keeps it" in words_of(page)
        assert "The session is changed." in words_of(answer)
        assert (session.starts_at, session.details, session.needs_release) == (at(10), "Bring a chart", True)
        assert {one.person for one in session.bookings.booked()} == {coach.person, hospital.people["Uma"]}

    def test_a_clash_is_told_by_name_and_nothing_changes(self, hospital, version, coach):
        uma, session = hospital.people["Uma"], planned(version, by=coach)
        booked(session, uma), booked(planned(version, since=13, until=15), uma)

        answer = client_of(coach).post(address(session, "change/"), form(version, starts="12:00", ends="14:00"))

        session.refresh_from_db()
        assert "In two places at once then: Uma Tester" in words_of(answer)
        assert session.starts_at == at(9)

    def test_another_coach_may_not_and_the_lead_of_the_trust_may(self, hospital, version, coach):
        session = planned(version, by=coach)

        refused = client_of(hospital.account(Role.COACH)).post(address(session, "change/"), form(version))
        session.refresh_from_db()
        before = session.revision
        local = client_of(hospital.account(Role.ACADEMY_LEAD, hospital.ward)).post(
            address(session, "change/"), form(version)
        )
        allowed = client_of(hospital.account(Role.ACADEMY_LEAD)).post(address(session, "change/"), form(version))

        assert (refused.status_code, before, local.status_code, allowed.status_code) == (403, 0, 403, 302)

    def test_a_session_of_another_trust_is_not_there(self, coach):
        session = planned(workshop(trust=SiteFactory().trust))

        assert client_of(coach).get(address(session, "change/")).status_code == 404


class TestCallOff:
    def test_it_says_how_many_people_it_concerns_and_asks_why(self, hospital, version, coach):
        session = planned(version, by=coach, capacity=1)
        booked(session, hospital.people["Uma"], hospital.people["Ola"])
        client = client_of(coach)

        asked = words_of(client.get(address(session, "call-off/")))
        unsaid = client.post(address(session, "call-off/"), {"reason": " "})
        before = with_a_place(session)
        done = client.post(address(session, "call-off/"), {"reason": "The trainer is ill"}, follow=True)

        assert "1 person has a place. 1 person waits for one." in asked
        assert (unsaid.status_code, before) == (422, ["Uma"])
        assert "It concerned 2 people." in words_of(done)
        assert with_a_place(session) == []

    def test_another_coach_may_not(self, hospital, version, coach):
        session = planned(version, by=coach)

        answer = client_of(hospital.account(Role.COACH)).post(address(session, "call-off/"), {"reason": "No"})

        session.refresh_from_db()
        assert (answer.status_code, session.state) == (403, "OPEN")


class TestRooms:
    @pytest.fixture
    def lead(self, hospital):
        return client_of(hospital.account(Role.ACADEMY_LEAD))

    def test_a_room_is_added_changed_and_closed(self, hospital, lead):
        site = SiteFactory(trust=hospital.trust)

        lead.post(ROOMS, {"site": site.pk, "name": "The Hub", "places": "30"})
        room = Room.objects.get()
        lead.post(f"{ROOMS}{room.uuid}/", {"name": "The Old Hub", "places": "20"})
        lead.post(f"{ROOMS}{room.uuid}/close/")

        room.refresh_from_db()
        assert (room.name, room.places, room.closed_date) == ("The Old Hub", 20, NOW.date())
        assert "The Old Hub" in words_of(lead.get(ROOMS))

    def test_one_in_use_is_not_closed(self, hospital, version, lead):
        room = room_in(hospital.trust)
        planned(version, room=room)

        answer = lead.post(f"{ROOMS}{room.uuid}/close/", follow=True)

        room.refresh_from_db()
        assert "Move it first" in words_of(answer)
        assert room.closed_date is None

    def test_coaches_and_other_trusts_keep_none_of_them(self, hospital):
        room = room_in(SiteFactory().trust)

        assert client_of(hospital.account(Role.COACH)).get(ROOMS).status_code == 403
        assert client_of(hospital.account(Role.ACADEMY_LEAD)).get(f"{ROOMS}{room.uuid}/").status_code == 404


def test_whoever_runs_sessions_finds_them_until_somebody_said_who_came(hospital, version, coach, clock):
    planned(version, facilitators=(coach.person,))
    planned(version, by=AccountFactory(trust=hospital.trust), since=13, until=14)
    clock.move_to(at(13, day=DAY + dt.timedelta(days=1)))

    answer = client_of(coach).get("/manage/sessions/mine/")

    assert [line["session"].hours for line in answer.context["lines"]] == ["09:00 to 12:00"]
    assert "Say who came" in words_of(answer)


def test_the_end_is_worked_out_and_a_day_without_a_year_is_the_next_such_day(hospital, version, coach):
    answer = client_of(coach).post(PAGE, form(version, day="20 March", ends=""))

    session = PlannedSession.objects.get()
    assert answer.status_code == 302
    assert (session.starts_at, session.ends_at) == (at(9, 30), at(10, 30))  # the workshop is 60 minutes long


@pytest.mark.parametrize("told", [{"starts": "23:30"}, {"starts": ""}])
def test_an_end_that_cannot_be_worked_out_is_asked_for(version, coach, told):
    answer = client_of(coach).post(PAGE, form(version, ends="") | told)

    assert answer.status_code == 422
    assert not PlannedSession.objects.exists()


def test_leads_read_the_whole_trusts_sessions_in_one_list_and_nobody_else_does(hospital, version, coach):
    planned(version, facilitators=(coach.person,), by=coach)
    lead = hospital.account(Role.PROGRAMME_LEAD)

    told = words_of(client_of(lead).get("/manage/sessions/planned/"))

    assert "The workshop, Friday 20 March 2026, 09:00 to 12:00" in told
    assert "Led by Cora Tester" in told
    for account in (coach, hospital.account(Role.UNIT_MANAGER), account_with(Role.ACADEMY_LEAD, hospital.ward)):
        assert client_of(account).get("/manage/sessions/planned/").status_code == 403
