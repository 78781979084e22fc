"""The plan of a session by itself: by the clock, with its whole length, to print."""

import datetime as dt
import re

import pytest
from django.test import Client

from cms.presenters.facilitators_plan import pieces_of
from curriculum.models import Activity
from tests.cms.pages.conftest import (  # noqa: F401 fixtures
    come_in,
    curriculum,
    learner,
    module,
    trust,
    trust_with_a_framework,
)
from tests.factories.hospital import employed
from tests.factories.planned_session import booked, planned
from tests.factories.session import workshop
from tests.factories.workforce import AccountFactory, UnitFactory, account_with, top_of
from workforce.enums import Role

pytestmark = pytest.mark.django_db
PLAN = "/plan/IN-1/"
NOTE = ("note", {"heading": "Before you begin", "text": "<p>Bring pens.</p>"})


def step(minutes, what):
    return "step", {"minutes": minutes, "what": what, "how": "In pairs", "materials": "Pens"}


@pytest.fixture
def planned_module(module):  # noqa: F811 fixtures
    module.session_plan = [NOTE, step(20, "Welcome"), step(100, "Draw the process"), NOTE, step(30, "The second day")]
    module.save_revision().publish()
    return module


@pytest.fixture
def coach(client, trust):  # noqa: F811 fixtures
    return come_in(client, account_with(Role.COACH, top_of(trust)))


def times(answer):
    return [
        [(one.since, one.until, one.what) for one in piece.steps] for piece in answer.context["pieces"] if piece.steps
    ]


def test_each_agenda_runs_by_the_clock_from_nine_and_says_how_long_it_is_in_all(coach, planned_module):
    answer = coach.get(PLAN)

    assert times(answer) == [
        [("09:00", "09:20", "Welcome"), ("09:20", "11:00", "Draw the process")],
        [("09:00", "09:30", "The second day")],
    ]
    assert "Agenda: 2 hours in all" in answer.content.decode()
    assert "Bring pens." in answer.content.decode()


def test_two_agendas_are_told_apart_by_whoever_hears_the_page_read(coach, planned_module):
    for address in (PLAN, planned_module.get_url()):
        labels = re.findall(r'role="region" aria-label="(Agenda[^"]*)"', coach.get(address).content.decode())

        assert labels == ["Agenda", "Agenda 2"]


def test_it_begins_when_the_session_does(coach, planned_module):
    assert times(coach.get(PLAN, {"starts": "13.30"}))[0][0] == ("13:30", "13:50", "Welcome")


def test_an_hour_that_is_none_is_said_to_be_and_the_plan_stays(coach, planned_module):
    answer = coach.get(PLAN, {"starts": "soon"})

    assert answer.status_code == 422
    assert 'value="soon"' in answer.content.decode()
    assert times(answer)[0][0][0] == "09:00"


def test_whoever_facilitates_is_led_to_it_and_nobody_else_reads_it(coach, learner, planned_module):  # noqa: F811 fixtures
    reader = come_in(Client(), learner)
    page = reader.get(planned_module.get_url()).content.decode()

    assert f'href="{PLAN}"' in coach.get(planned_module.get_url()).content.decode()
    assert "session plan" not in page
    assert "Bring pens." not in page
    assert reader.get(PLAN).status_code == 403


def test_whoever_leads_a_session_is_led_to_its_plan_by_the_hours_of_the_day(coach, learner, trust, planned_module):  # noqa: F811 fixtures
    version = workshop(trust=trust)
    Activity.objects.filter(pk=version.activity_id).update(module_key="IN-1")
    leader = employed("Cora", UnitFactory(trust=trust))
    session = planned(version, since=13, until=15, facilitators=(leader,))
    booked(session, learner.person)
    roster = f"/manage/sessions/planned/{session.uuid}/"

    page = come_in(Client(), AccountFactory(person=leader)).get(roster)
    manager = account_with(Role.UNIT_MANAGER, learner.person.posts.get().stretches.get().unit)
    others = come_in(Client(), manager).get(roster)

    assert page.context["plan"] == f"{PLAN}?starts=13:00"
    assert page.context["plan"] in page.content.decode()
    assert (others.status_code, others.context["plan"]) == (200, "")


def test_a_module_without_a_plan_or_of_another_trust_has_none(coach, module):  # noqa: F811 fixtures
    assert coach.get(PLAN).status_code == 404
    module.session_plan = [step(20, "Welcome")]
    module.save_revision().publish()
    stranger = come_in(Client(), account_with(Role.COACH, top_of(trust_with_a_framework())))

    assert stranger.get(PLAN).status_code == 404


def test_a_step_that_is_only_begun_takes_no_time(module):  # noqa: F811 fixtures
    module.session_plan = [("step", {"minutes": None, "what": "", "how": "", "materials": ""})]

    [piece] = pieces_of(module.session_plan, starts=dt.time(9))

    assert piece.whole == "0 minutes"


def test_one_sheet_is_printed_alone_without_what_stands_around_it(coach, planned_module):
    whole = coach.get(PLAN).content.decode()
    assert whole.count("This sheet alone, to print") == 2

    sheet = coach.get(f"{PLAN}sheet/2/").content.decode()

    assert "Bring pens." in sheet
    assert "Draw the process" not in sheet
    assert f'href="{PLAN}"' in sheet


def test_a_sheet_that_the_plan_does_not_have_is_told_in_a_sentence(coach, planned_module):
    answer = coach.get(f"{PLAN}sheet/9/")

    assert answer.status_code == 400
    assert "The plan has no such sheet any more." in answer.content.decode()


def test_a_sheet_is_for_whoever_may_read_the_plan(client, learner, planned_module):  # noqa: F811 fixtures
    answer = come_in(client, learner).get(f"{PLAN}sheet/1/")

    assert answer.status_code == 403
    assert "Bring pens." not in answer.content.decode()
