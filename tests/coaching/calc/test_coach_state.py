import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.calc.coach_state import CoachState, Known, coach_state, days_away

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
    away = ((weeks_ago(40), None),)
    assert state(certified=LONG_AGO, last_coached=LONG_AGO, leaves=away) == CoachState.AWAY


def test_the_time_away_does_not_count_once_somebody_is_back():
    back = ((weeks_ago(40), weeks_ago(2)), (weeks_ago(30), weeks_ago(1)))  # two leaves that overlap count once
    assert state(certified=LONG_AGO, last_coached=weeks_ago(44), leaves=back) == CoachState.ACTIVE
    assert state(certified=LONG_AGO, last_coached=weeks_ago(47), leaves=back) == CoachState.ACTIVE
    assert state(certified=LONG_AGO, last_coached=weeks_ago(47, 1), leaves=back) == CoachState.RESTING
    assert state(certified=LONG_AGO, last_coached=weeks_ago(47)) == CoachState.LAPSED


def test_a_refresher_lets_a_lapsed_coach_rest_again():
    assert state(certified=LONG_AGO, last_coached=LONG_AGO, refreshed=weeks_ago(1)) == CoachState.RESTING


@given(st.lists(st.tuples(st.integers(0, 60), st.none() | st.integers(1, 30))))
def test_days_away_are_counted_as_a_calendar_would(spans):
    leaves = [(TODAY + dt.timedelta(a), None if n is None else TODAY + dt.timedelta(a + n)) for a, n in spans]
    asked = [TODAY + dt.timedelta(n) for n in range(10, 50)]

    away = sum(any(since <= day and (until is None or day < until) for since, until in leaves) for day in asked)
    assert days_away(leaves, since=asked[0], until=asked[-1] + dt.timedelta(1)) == away


def test_whoever_learns_is_in_training_until_they_are_certified():
    assert state(is_in_training=True, last_coached=TODAY) == CoachState.IN_TRAINING
    assert state(is_in_training=True, certified=LONG_AGO, last_coached=TODAY) == CoachState.ACTIVE
