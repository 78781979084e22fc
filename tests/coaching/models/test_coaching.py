"""Nobody has more teams than they can take, whoever writes and in however many transactions."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from coaching.enums import CoachPart
from coaching.models import Coaching
from tests.factories.coaching import START, CoachFactory, CoachingFactory, TeamFactory

pytestmark = pytest.mark.django_db


def test_a_coach_takes_as_many_teams_as_they_said():
    coach = CoachFactory(capacity=2)

    CoachingFactory(coach=coach, team=TeamFactory(academy=coach.academy), seat=1)
    CoachingFactory(coach=coach, team=TeamFactory(academy=coach.academy), seat=2)

    with pytest.raises(IntegrityError, match="takes 2 teams"), transaction.atomic():
        CoachingFactory(coach=coach, team=TeamFactory(academy=coach.academy), seat=3)
    assert Coaching.objects.count() == 2


def test_a_seat_is_free_again_on_the_day_on_which_a_coaching_ends():
    coach, end = CoachFactory(capacity=1), START + dt.timedelta(days=100)
    CoachingFactory(coach=coach, team=TeamFactory(academy=coach.academy), until=end, end_reason="FINISHED")

    with pytest.raises(IntegrityError, match="seat_of_a_coach_is_taken_once"), transaction.atomic():
        CoachingFactory(coach=coach, team=TeamFactory(academy=coach.academy), since=end - dt.timedelta(days=1))
    CoachingFactory(coach=coach, team=TeamFactory(academy=coach.academy), since=end)

    assert Coaching.objects.count() == 2


def test_without_the_guard_a_third_team_would_be_taken():
    coach = CoachFactory(capacity=2)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE coaching_coaching DISABLE TRIGGER USER")

    for seat in (1, 2, 3):
        CoachingFactory(coach=coach, team=TeamFactory(academy=coach.academy), seat=seat)

    assert coach.coachings.count() == 3


def test_a_team_has_one_coach_from_inside_and_one_from_outside():
    inside = CoachingFactory(part=CoachPart.INSIDE)
    CoachingFactory(team=inside.team, part=CoachPart.OUTSIDE)

    with pytest.raises(IntegrityError, match="team_has_one_coach_of_each_part"), transaction.atomic():
        CoachingFactory(team=inside.team, part=CoachPart.INSIDE)
    assert inside.team.coachings.count() == 2
