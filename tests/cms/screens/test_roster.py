"""Who comes to a session: for whoever runs it, and of their own people for managers; and who came, confirmed once."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curriculum.models import Attendance, DoseEntry, TaughtSession
from curriculum.services.check_in import check_in
from tests.factories.hospital import client_of, employed
from tests.factories.planned_session import at, booked, planned
from tests.factories.session import workshop
from tests.factories.workforce import AccountFactory, SiteFactory, account_with
from workforce.enums import Role
from workforce.models import Decision

from .reading import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def leader(hospital):
    """Leads sessions without any role."""
    return AccountFactory(person=employed("Cora", hospital.other_ward))


@pytest.fixture
def session(hospital, version, leader):
    session = planned(version, capacity=3, facilitators=(leader.person,), needs_release=True)
    booked(session, *(hospital.people[name] for name in ("Uma", "Bo1", "Bo2", "Ola")))
    return session


def address(session, what=""):
    return f"/manage/sessions/planned/{session.uuid}/{what}"


def test_whoever_leads_it_reads_everybody_and_the_line(session, leader):
    answer = client_of(leader).get(address(session))

    assert [line.name for line in answer.context["booked"]] == ["Bo1 Tester", "Bo2 Tester", "Uma Tester"]
    assert [line.name for line in answer.context["waiting"]] == ["Ola Tester"]
    assert "Waiting for a manager" in words_of(answer)


@pytest.mark.parametrize("role", [Role.ACADEMY_LEAD, Role.PROGRAMME_LEAD])
def test_so_do_the_leads_of_the_whole_trust(hospital, session, role):
    assert len(client_of(hospital.account(role)).get(address(session)).context["booked"]) == 3


def test_a_manager_reads_their_own_people_and_how_many_others_there_are(hospital, session):
    manager = client_of(hospital.account(Role.UNIT_MANAGER, hospital.ward))

    answer = manager.get(address(session))

    assert [line.name for line in answer.context["booked"]] == ["Uma Tester"]
    assert [line.name for line in answer.context["waiting"]] == ["Ola Tester"]
    assert "2 more people, whom you may not see by name" in words_of(answer)
    assert "Bo1 Tester" not in manager.get(address(session, "roster.csv")).content.decode()


def test_a_coach_who_does_not_run_it_reads_no_name(hospital, session):
    answer = client_of(hospital.account(Role.COACH)).get(address(session))

    assert (answer.context["booked"], answer.context["waiting"]) == ([], [])
    assert "4 more people, whom you may not see by name" in words_of(answer)


@pytest.mark.parametrize("role", [Role.STAFF, Role.BOARD_READER, Role.EDITOR])
def test_others_do_not_open_it(hospital, session, role):
    client = client_of(hospital.account(role))

    assert {client.get(address(session, what)).status_code for what in ("", "roster.csv", "attendance/")} == {403}


def test_a_session_of_another_trust_is_not_there(hospital):
    session = planned(workshop(trust=SiteFactory().trust))

    assert client_of(hospital.account(Role.PROGRAMME_LEAD)).get(address(session)).status_code == 404


def test_the_list_is_downloaded_with_the_same_lines_and_the_trail_says_so(session, leader):
    answer = client_of(leader).get(address(session, "roster.csv"))

    rows = [*csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))]
    assert [(row["given_name"], row["booking"], row["release"]) for row in rows] == [
        ("Bo1", "BOOKED", "ASKED"),
        ("Bo2", "BOOKED", "ASKED"),
        ("Uma", "BOOKED", "ASKED"),
        ("Ola", "WAITING", "NOT_ASKED"),
    ]
    assert Decision.objects.filter(did="exported a roster", by=leader).count() == 1


def test_long_lists_cost_the_same_questions(hospital, version, leader):
    session = planned(version, capacity=30, facilitators=(leader.person,))
    client = client_of(leader)

    def questions():
        client.get(address(session))
        with CaptureQueriesContext(connection) as asked:
            client.get(address(session))
        return len(asked)

    booked(session, hospital.people["Uma"])
    few = questions()
    booked(session, *(hospital.people[f"Bo{number}"] for number in range(1, 9)))

    assert questions() == few


def test_once_it_has_begun_it_is_told_how_many_booked_and_not_what_is_left(session, leader, clock):
    pages = (address(session), "/manage/sessions/mine/")
    before = [words_of(client_of(leader).get(page)) for page in pages]
    clock.move_to(at(10))

    after = [words_of(client_of(leader).get(page)) for page in pages]

    assert ["Full: 1 person waits." in words for words in before] == [True, True]
    assert ["3 people booked." in words for words in after] == [True, True]
    assert ["Full" in words for words in after] == [False, False]


class TestAttendance:
    @pytest.fixture
    def after(self, session, clock):
        """The session is over, and its leader signed in."""
        clock.move_to(at(12, 5))
        return session

    def sent(self, client, session, **told):
        """What the page's own form sends once it was looked at."""
        answer = client.post(address(session, "attendance/"), told | {"do": "look"})
        body = answer.content.decode()
        came = re.findall(r'<input type="hidden" name="came" value="([^"]+)"', body)
        [people] = re.findall(r'<textarea name="people"[^>]*>\s*(.*?)</textarea>', body, re.DOTALL)
        return {"came": came, "people": people, "minutes": told["minutes"], "do": "record"}

    def uuids(self, hospital, *names):
        return [str(hospital.people[name].uuid) for name in names]

    def test_those_who_checked_in_are_ticked(self, hospital, session, leader, clock):
        clock.move_to(at(9, 5))
        uma = hospital.people["Uma"]
        check_in(session=session, person=uma, now=at(9, 5), by=leader)

        ticked = client_of(leader).get(address(session, "attendance/")).context["form"]["came"].value()

        assert ticked == self.uuids(hospital, "Uma")

    def test_where_nobody_did_everybody_who_booked_is(self, hospital, after, leader):
        ticked = client_of(leader).get(address(after, "attendance/")).context["form"]["came"].value()

        assert set(ticked) == set(self.uuids(hospital, "Uma", "Bo1", "Bo2"))

    def test_it_is_looked_at_then_recorded_once_with_dose_and_hours(self, hospital, after, leader):
        client = client_of(leader)
        told = {"came": self.uuids(hospital, "Uma", "Bo1"), "people": "", "minutes": "3.5"}

        looked = client.post(address(after, "attendance/"), told | {"do": "look"})
        before = TaughtSession.objects.count()
        sent = self.sent(client, after, **told)
        [client.post(address(after, "attendance/"), sent) for _ in range(2)]

        words = words_of(looked)
        assert "2 people who booked came" in words
        assert "1 person who booked did not come" in words
        assert "3.5 hours of release" in words
        assert before == 0
        assert TaughtSession.objects.get().uuid == after.uuid
        assert {one.person.given_name for one in Attendance.objects.all()} == {"Uma", "Bo1"}
        assert DoseEntry.objects.filter(source_kind="ATTENDANCE").count() == 2
        assert dict(after.bookings.booked().learners().values_list("person__given_name", "given_minutes")) == {
            "Uma": 210,
            "Bo1": 210,
            "Bo2": 0,
        }

    def test_whoever_waited_and_came_is_added_by_name(self, hospital, after, leader):
        client = client_of(leader)
        told = {"came": self.uuids(hospital, "Uma"), "people": "Ola Tester", "minutes": "3"}

        client.post(address(after, "attendance/"), self.sent(client, after, **told))

        assert {one.person.given_name for one in Attendance.objects.all()} == {"Uma", "Ola"}

    def test_by_name_one_adds_only_whom_one_may_record(self, hospital, after, leader):
        told = {"came": self.uuids(hospital, "Uma"), "people": "Ada Tester\nNobody Known", "minutes": "3", "do": "look"}

        answer = client_of(leader).post(address(after, "attendance/"), told)

        left_out = {words: [line.text for line in lines] for words, lines in answer.context["preview"].left_out}
        assert left_out == {
            "Not known here": ["Nobody Known"],
            "Outside the units where you record": ["Ada Tester"],
        }

    def test_of_two_with_one_name_somebody_is_chosen(self, hospital, after):
        lead = client_of(hospital.account(Role.ACADEMY_LEAD))
        sam, _other = employed("Sam", hospital.ward), employed("Sam", hospital.other_ward)
        told = {"came": [], "people": "Sam Tester", "minutes": "3"}

        sent = self.sent(lead, after, **told)
        unchosen = lead.post(address(after, "attendance/"), sent)
        before = Attendance.objects.count()
        lead.post(address(after, "attendance/"), sent | {"line-1": str(sam.uuid)})

        assert (unchosen.status_code, before) == (422, 0)
        assert [one.person for one in Attendance.objects.all()] == [sam]

    def test_nobody_ticks_somebody_who_never_booked(self, hospital, after, leader):
        told = {"came": self.uuids(hospital, "Ada"), "people": "", "minutes": "3", "do": "record"}

        answer = client_of(leader).post(address(after, "attendance/"), told)

        assert answer.status_code == 422
        assert not Attendance.objects.exists()

    @pytest.mark.parametrize("minutes", ["", "a while", "25", "0"])
    def test_hours_that_are_none_are_said(self, hospital, after, leader, minutes):
        told = {"came": self.uuids(hospital, "Uma"), "people": "", "minutes": minutes, "do": "record"}

        answer = client_of(leader).post(address(after, "attendance/"), told)

        assert answer.status_code == 422
        assert not Attendance.objects.exists()

    def test_before_it_begins_nobody_came(self, hospital, session, leader):
        client = client_of(leader)
        told = {"came": self.uuids(hospital, "Uma"), "people": "", "minutes": "3", "do": "record"}

        answer = client.post(address(session, "attendance/"), told)

        assert "has not begun" in words_of(answer)
        assert not Attendance.objects.exists()

    @pytest.mark.parametrize("role", [Role.COACH, Role.UNIT_MANAGER, Role.ADMINISTRATOR])
    def test_whoever_does_not_run_it_confirms_nothing(self, hospital, after, role):
        client = client_of(account_with(role, hospital.top))

        answer = client.post(address(after, "attendance/"), {"came": self.uuids(hospital, "Uma"), "minutes": "3"})

        assert answer.status_code == 403
        assert not Attendance.objects.exists()
