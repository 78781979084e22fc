"""Teams whose coach has left, stopped or is away: who is missing, and who is still there."""

import datetime as dt

import pytest

from cms.presenters.short_team import short_teams
from coaching.models import CoachLeave
from coaching.queries.coach import coach_lines
from coaching.queries.lead import team_lines
from tests.factories.coaching import (
    START,
    AcademyFactory,
    CoachFactory,
    CoachingFactory,
    ProgrammeFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db
TODAY = START + dt.timedelta(days=30)


@pytest.fixture
def academy():
    return AcademyFactory()


@pytest.fixture
def team(academy):
    team = TeamFactory(academy=academy, programme=ProgrammeFactory(trust=academy.trust, coached="PAIR"))
    for name, part in (("Ruth", "INSIDE"), ("Amal", "OUTSIDE")):
        coach = CoachFactory(academy=academy, person__given_name=name, person__family_name="Tester")
        CoachingFactory(team=team, coach=coach, part=part)
    return team


def told(academy):
    coaches = coach_lines(academy, on=TODAY)
    teams = team_lines(academy, on=TODAY, known=[line.coach for line in coaches])
    return [(one.lost, one.here) for one in short_teams(teams, coaches, on=TODAY)]


def amal(team):
    return team.coachings.get(coach__person__given_name="Amal")


def test_a_team_with_all_its_coaches_is_short_of_nobody(academy, team):
    assert told(academy) == []


def test_a_coach_who_has_left_and_one_who_is_away_are_missing(academy, team):
    person = amal(team).coach.person
    person.left_date, person.left_reason = TODAY, "RETIRED"
    person.save()
    assert told(academy) == [("Amal Tester has left", "Ruth Tester")]

    ruth = team.coachings.get(coach__person__given_name="Ruth").coach
    CoachLeave.objects.create(trust=team.trust, coach=ruth, since=TODAY)

    assert told(academy) == [("Amal Tester has left. Ruth Tester is away", "Nobody")]


def test_a_place_that_nobody_has_is_open(academy, team):
    coaching = amal(team)
    coaching.until, coaching.end_reason = TODAY, "NO_TIME"
    coaching.save()

    assert told(academy) == [("1 place is open", "Ruth Tester")]


def test_a_team_whose_coaching_has_not_begun_is_short_of_nobody(academy, team):
    team.coachings.all().delete()
    team.state_date = TODAY + dt.timedelta(days=1)
    team.save()

    assert told(academy) == []
