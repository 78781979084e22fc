import datetime as dt

import pytest

from coaching.calc.coach_state import CoachState, Known, coach_state

TODAY = dt.date(2026, 6, 1)
LONG_AGO = TODAY - dt.timedelta(days=700)


def weeks_ago(weeks, days=0):
    return TODAY - dt.timedelta(weeks=weeks, days=days)


def state(**known):
    return coach_state(Known(**known), on=TODAY, active_weeks=8, resting_weeks=26)


@pytest.mark.parametrize(
    "last, expected",
    [
        (TODAY, CoachState.ACTIVE),
        (weeks_ago(8), CoachState.ACTIVE),
        (weeks_ago(8, 1), CoachState.RESTING),
        (weeks_ago(26), CoachState.RESTING),
        (weeks_ago(26, 1), CoachState.LAPSED),
    ],
)
def test_a_coach_is_active_rests_and_lapses_by_the_log(last, expected):
    assert state(certified=LONG_AGO, last_coached=last) == expected


def test_whoever_was_certified_of_late_rests_until_they_begin():
    assert state(certified=weeks_ago(3)) == CoachState.RESTING
    assert state(certified=weeks_ago(27)) == CoachState.LAPSED


def test_who_is_away_has_not_lapsed():
    assert state(certified=LONG_AGO, last_coached=LONG_AGO, is_away=True) == CoachState.AWAY


def test_whoever_learns_is_in_training_until_they_are_certified():
    assert state(is_in_training=True, last_coached=TODAY) == CoachState.IN_TRAINING
    assert state(is_in_training=True, certified=LONG_AGO, last_coached=TODAY) == CoachState.ACTIVE
