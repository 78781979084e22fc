"""What the lead of an academy reads: states from the log, teams that went quiet or stand still, and why."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from coaching.calc.coach_state import CoachState
from coaching.enums import CalledOff, TeamState
from coaching.models import SessionPerson, TeamSession, TeamStage
from coaching.queries.coach import coach_lines, supervision_load
from coaching.queries.lead import stage_lines, team_lines
from tests.factories.coaching import (
    AcademyFactory,
    CertificationFactory,
    CoachFactory,
    CoachingFactory,
    StageFactory,
    SupervisionFactory,
    TeamFactory,
)
from tests.factories.workforce import AbsenceFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def ago(**span):
    return TODAY - dt.timedelta(**span)


def met(team, day, *coaches, **told):
    session = TeamSession.objects.create(
        trust=team.trust, team=team, date=day, slot_date=day, uuid=uuid.uuid4(), **({"state": "HELD"} | told)
    )
    for coach in coaches:
        SessionPerson.objects.create(trust=team.trust, session=session, person=coach.person, is_coach=True)
    return session


@pytest.fixture
def academy():
    return AcademyFactory()


def certified(academy):
    coach = CoachFactory(academy=academy)
    CertificationFactory(programme__trust=academy.trust, person=coach.person, since=ago(days=900), until=None)
    return coach


def test_coaches_stand_where_the_log_puts_them(academy):
    team = TeamFactory(academy=academy)
    active, lapsed, away = (certified(academy) for _ in range(3))
    met(team, ago(days=10), active)
    met(team, ago(days=300), lapsed, away)
    AbsenceFactory(person=away.person, since=ago(days=200))

    states = {line.coach: line.state for line in coach_lines(academy, on=TODAY)}

    assert states == {active: CoachState.ACTIVE, lapsed: CoachState.LAPSED, away: CoachState.AWAY}


def test_coming_as_a_member_is_no_coaching_and_a_session_called_off_is_none(academy):
    coach, team = certified(academy), TeamFactory(academy=academy)
    met(team, ago(days=5), coach, state="CALLED_OFF", called_off=CalledOff.HOLIDAY)
    session = met(team, ago(days=6))
    SessionPerson.objects.create(trust=team.trust, session=session, person=coach.person, is_coach=False)

    [line] = coach_lines(academy, on=TODAY)

    assert (line.last_coached, line.state) == (None, CoachState.LAPSED)


def test_a_quiet_team_says_why_its_latest_date_was_called_off(academy):
    quiet, busy = TeamFactory(academy=academy, name="Quiet"), TeamFactory(academy=academy, name="Busy")
    met(quiet, ago(weeks=6))
    met(quiet, ago(weeks=2), state="CALLED_OFF", called_off=CalledOff.TEAM_BUSY)
    met(busy, ago(days=3))

    first, second = team_lines(academy, on=TODAY)

    assert (first.team, first.is_quiet, first.quiet_weeks) == (quiet, True, 6)
    assert first.why == CalledOff.TEAM_BUSY.label
    assert (second.team, second.is_quiet, second.why) == (busy, False, "")


def test_teams_that_are_not_coached_and_those_of_another_academy_are_not_there(academy):
    TeamFactory(academy=academy, state=TeamState.SELECTED)
    TeamFactory()

    assert team_lines(academy, on=TODAY) == []


def test_a_team_stalls_after_as_long_at_one_stage_as_the_academy_says(academy):
    team, stage = TeamFactory(academy=academy), StageFactory(version__programme__trust=academy.trust)
    row = TeamStage.objects.create(trust=team.trust, team=team, stage=stage, since=ago(weeks=12))

    assert [line.is_stalled for line in team_lines(academy, on=TODAY)] == [False]
    row.since = ago(weeks=13)
    row.save()
    assert [line.is_stalled for line in team_lines(academy, on=TODAY)] == [True]
    [line] = stage_lines(academy, on=TODAY)
    assert (line.name, line.teams, line.middle_weeks) == (stage.name, 1, 13.0)


def test_supervision_is_counted_by_who_gives_it_today(academy):
    supervisor = CoachFactory(academy=academy)
    for until in (None, None, ago(days=1)):
        SupervisionFactory(coach=CoachFactory(academy=academy), supervisor=supervisor, until=until)

    assert supervision_load(coach_lines(academy, on=TODAY)) == [(supervisor, 2)]


def test_however_many_there_are_the_same_statements_are_asked(academy, django_assert_num_queries):
    def fill(n):
        for _ in range(n):
            coaching = CoachingFactory(coach=certified(academy), team=TeamFactory(academy=academy))
            met(coaching.team, ago(days=9), coaching.coach)

    fill(1)
    with django_assert_num_queries(9):
        coach_lines(academy, on=TODAY)
    with django_assert_num_queries(7):
        team_lines(academy, on=TODAY)
    fill(9)
    with django_assert_num_queries(9):
        coach_lines(academy, on=TODAY)
    with django_assert_num_queries(7):
        team_lines(academy, on=TODAY)
