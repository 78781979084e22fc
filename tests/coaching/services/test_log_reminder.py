"""A coach is reminded once, two days after, of a meeting of which nobody has said whether it was held."""

import datetime as dt

import pytest
from django.urls import reverse

from coaching.enums import CalledOff, TeamState
from coaching.models import CoachLeave
from coaching.queries.session import meetings
from coaching.services.log_reminder import remind_of_logs
from coaching.services.session import call_off
from tests.factories.coaching import CoachingFactory, TeamFactory, TeamSlotFactory
from tests.factories.workforce import AccountFactory
from workforce.models import Notice

pytestmark = pytest.mark.django_db
MET = dt.date(2026, 10, 13)  # a Tuesday
THEN = MET + dt.timedelta(days=2)


@pytest.fixture
def team():
    return TeamSlotFactory(team=TeamFactory(name="Stroke")).team


@pytest.fixture
def coach(team):
    return CoachingFactory(team=team).coach


def told():
    return [(notice.person, notice.words) for notice in Notice.objects.order_by("pk")]


def test_two_days_after_the_coach_is_reminded_and_only_once(team, coach):
    remind_of_logs(on=MET + dt.timedelta(days=1))
    assert told() == []

    for _day in range(2):
        remind_of_logs(on=THEN)

    assert told() == [(coach.person, "Was “Stroke” held on Tuesday 13 October? It is not logged yet.")]
    assert Notice.objects.latest("pk").link == reverse("tell-session", args=[team.uuid])


def test_nobody_is_reminded_of_what_was_called_off_or_by_a_team_that_is_not_coached(team, coach):
    meeting = next(one for one in meetings(team, since=MET, until=THEN))
    call_off(team=team, meeting=meeting, reason=CalledOff.TEAM_BUSY, by=AccountFactory(trust=team.trust))
    other = TeamSlotFactory(team=TeamFactory(state=TeamState.SELECTED)).team
    CoachingFactory(team=other)

    remind_of_logs(on=THEN)

    assert told() == []


def test_whoever_is_away_is_left_alone(team, coach):
    CoachLeave.objects.create(trust=team.trust, coach=coach, since=MET)
    second = CoachingFactory(team=team, part="OUTSIDE").coach

    remind_of_logs(on=THEN)

    assert [person for person, _words in told()] == [second.person]
