"""My shortest way, and what a unit needs: what they say, who reads them, and what they answer to nonsense."""

import csv
import datetime as dt
import io

import pytest
from django.utils import timezone

from cms.screens import prescription
from curriculum.models import Activity
from tests.factories.curriculum import ActivityFactory, ActivityVersionFactory, TargetFactory
from tests.factories.hospital import client_of
from tests.factories.planned_session import booked, planned
from tests.factories.session import workshop
from tests.factories.workforce import AccountFactory, PersonFactory, PostFactory, UnitFactory
from workforce.enums import Role
from workforce.rules import today

from .reading import words_of

pytestmark = pytest.mark.django_db
MINE, UNIT, FILE = "/my/way/", "/manage/people/way/", "/manage/people/way.csv"
WHO = "/manage/people/way/who/"


@pytest.fixture
def lesson(hospital):
    """The only one: those that the hospital's people were given are retired."""
    Activity.objects.update(retired_date=today())
    activity = ActivityFactory(trust=hospital.trust, title="Reading a chart")
    return ActivityVersionFactory(trust=hospital.trust, activity=activity, minutes=8, gives=[hospital.target.skill])


@pytest.fixture
def manager(hospital):
    return client_of(hospital.account(Role.UNIT_MANAGER, hospital.ward))


def plan_ahead(version):
    return planned(version, day=today() + dt.timedelta(days=20), now=timezone.now())


def own(hospital, name):
    return client_of(AccountFactory(person=hospital.people[name]))


def test_who_lacks_something_reads_what_to_do_how_long_it_is_and_what_for(hospital, lesson):
    words = words_of(own(hospital, "Uma").get(MINE))

    assert "1 thing to do, 8 minutes of learning." in words
    assert "Reading a chart, 8 minutes Lesson. For: Test a change" in words
    assert "The time given for it is over" in words
    assert "saves" not in words


def test_who_holds_everything_is_told_that_there_is_nothing_to_do(hospital, lesson):
    words = words_of(own(hospital, "Ola").get(MINE))

    assert "There is nothing to do." in words
    assert "It saves 8 minutes: all that is taught for your levels takes 8 minutes." in words


def test_what_lapses_within_the_year_is_in_the_year_and_not_in_the_quarter(fading_hospital):
    hospital, renewal = fading_hospital, fading_hospital.target.skill
    Activity.objects.update(retired_date=today())
    ActivityVersionFactory(trust=hospital.trust, activity__title="Reading a chart", minutes=25, gives=[renewal])
    ola = own(hospital, "Ola")

    assert "Reading a chart, 25 minutes Lesson, before " in words_of(ola.get(MINE, {"months": "12"}))


def test_what_nothing_open_brings_is_told_with_whom_to_ask():
    target = TargetFactory(skill__name="Lead a team", depth=3)
    post = PostFactory(unit=UnitFactory(trust=target.trust))

    words = words_of(client_of(AccountFactory(person=post.person)).get(MINE))

    assert "Lead a team, to the depth “lead”: show it to an assessor, who signs it off" in words


def test_who_is_away_or_matched_to_nobody_is_asked_for_nothing(hospital, lesson):
    assert "No level is asked of you today" in words_of(own(hospital, "Eva").get(MINE))
    assert own(hospital, "Ada").get(MINE).context["way"].steps == []
    assert client_of(hospital.account(Role.EDITOR)).get(MINE).status_code == 200


@pytest.mark.parametrize("page", [MINE, UNIT, FILE])
def test_a_time_ahead_that_is_not_offered_is_refused_with_a_sentence(hospital, lesson, manager, page):
    reader = own(hospital, "Uma") if page == MINE else manager

    answer = reader.get(page, {"months": "7"})

    assert (answer.status_code, "3 or for 12 months" in words_of(answer)) == (400, True)


def test_a_manager_reads_what_the_ward_needs_and_what_it_saves(hospital, lesson, manager):
    words = words_of(manager.get(UNIT))

    assert "1 of 2 people need something" in words
    assert "Reading a chart" in words
    assert "Everybody taking everything would be 16 minutes: this saves 8 minutes." in words


def test_the_file_says_what_the_screen_says(hospital, lesson, manager):
    lines = manager.get(UNIT).context["way"].lines
    rows = list(csv.reader(io.StringIO(manager.get(FILE).content.decode("utf-8-sig"))))

    assert rows[1:] == [["Reading a chart", "Lesson", "1", "1", "8", "0.1"]]
    assert [(line.title, line.people) for line in lines] == [("Reading a chart", 1)]


@pytest.mark.parametrize("page", [UNIT, FILE])
def test_nobody_reads_what_a_unit_needs_whose_people_they_may_not_see(hospital, lesson, manager, page):
    for unit in (hospital.other_ward, hospital.division, hospital.top):
        assert manager.get(page, {"unit": str(unit.uuid)}).status_code == 403
    for role in (Role.STAFF, Role.BOARD_READER, Role.COACH, Role.EDITOR, Role.ACADEMY_LEAD):
        reader = client_of(hospital.account(role))
        assert reader.get(page, {"unit": str(hospital.ward.uuid)}).status_code == 403
    stranger = client_of(AccountFactory(person=PersonFactory()))
    assert stranger.get(page, {"unit": str(hospital.ward.uuid)}).status_code in (400, 403)


def test_more_people_than_can_be_worked_out_at_once_are_chosen_unit_by_unit(hospital, lesson, monkeypatch):
    monkeypatch.setattr(prescription, "MOST", 3)
    lead = client_of(hospital.account(Role.PROGRAMME_LEAD))

    answer = lead.get(UNIT, {"unit": str(hospital.division.uuid)})

    assert "Choose one of the units below." in words_of(answer)
    assert "Ward A" in words_of(answer)
    assert answer.context["way"].lines == []


def test_a_step_that_is_due_says_before_when_and_comes_first(fading_hospital):
    hospital = fading_hospital
    Activity.objects.update(retired_date=today())
    ActivityVersionFactory(
        trust=hospital.trust, activity__title="Reading a chart", minutes=25, gives=[hospital.target.skill]
    )

    [step] = own(hospital, "Ola").get(MINE).context["way"].steps

    assert step.due.startswith("before ")
    assert not step.is_late


def test_each_number_opens_to_the_names_behind_it_and_to_its_sessions(hospital, lesson, manager):
    room = workshop(hospital.target.skill, minutes=5)
    session = plan_ahead(room)

    way = manager.get(UNIT)
    [line] = way.context["way"].lines
    asked = {"unit": str(hospital.ward.uuid), "activity": str(line.uuid)}
    before = words_of(manager.get(WHO, asked))
    booked(session, hospital.people["Uma"], now=timezone.now())

    assert (line.title, line.sessions) == ("The workshop", 1)
    assert "1 session to come of The workshop" in words_of(way)
    assert "1 person Tester, Uma Book them a place" in before
    assert "Tester, Uma Has a place on " in words_of(manager.get(WHO, asked))
    assert "Tester, Uma 1 thing to do, 5 minutes" in words_of(manager.get(WHO))


def test_what_nothing_brings_opens_to_names_too_and_nonsense_is_answered_kindly(hospital, manager):
    Activity.objects.update(retired_date=today())
    [(words, n, code)] = manager.get(UNIT).context["way"].beyond

    named = words_of(manager.get(WHO, {"beyond": code}))

    assert n == 1
    assert words in named
    assert "Tester, Uma" in named
    for asked in ({"beyond": "skill-0-9"}, {"activity": "x"}, {"activity": str(hospital.ward.uuid)}):
        assert manager.get(WHO, asked).status_code == 400


def test_the_names_are_for_who_sees_them(hospital, lesson, manager):
    asked = {"unit": str(hospital.other_ward.uuid)}

    assert manager.get(WHO, asked).status_code == 403
    assert client_of(hospital.account(Role.COACH)).get(WHO, asked).status_code == 403
