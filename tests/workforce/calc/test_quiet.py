"""Quiet hours: no letter goes out in them, and the first moment after them is found."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workforce.calc.quiet import Quiet, first_loud, is_quiet, week_of

FRIDAY = dt.date(2026, 11, 20)
NIGHT, WEEKEND = Quiet(dt.time(20), dt.time(8)), Quiet(dt.time(20), dt.time(8), at_weekends=True)
times = st.times().map(lambda time: time.replace(microsecond=0, tzinfo=None))
A_YEAR = {f"{end}_value": dt.datetime(year, 1, 1) for end, year in (("min", 2026), ("max", 2027))}  # noqa: DTZ001
quiets = st.builds(Quiet, times, times, st.booleans())


def at(day, hour, minute=0):
    return dt.datetime.combine(day, dt.time(hour, minute), dt.UTC)


@pytest.mark.parametrize(
    "hour, minute, quiet", [(19, 59, False), (20, 0, True), (23, 0, True), (0, 0, True), (7, 59, True), (8, 0, False)]
)
def test_hours_across_midnight_are_quiet_from_the_first_and_until_the_last(hour, minute, quiet):
    assert is_quiet(NIGHT, at(FRIDAY, hour, minute)) is quiet


def test_an_evening_waits_for_the_morning_and_a_friday_evening_for_monday_where_weekends_are_quiet():
    assert first_loud(NIGHT, at(FRIDAY, 21)) == at(FRIDAY + dt.timedelta(1), 8)
    assert first_loud(WEEKEND, at(FRIDAY, 21)) == at(FRIDAY + dt.timedelta(3), 8)


def test_from_an_hour_to_itself_nothing_is_quiet():
    assert not is_quiet(Quiet(dt.time(8), dt.time(8)), at(FRIDAY, 8))


@given(quiet=quiets, when=st.datetimes(timezones=st.just(dt.UTC), **A_YEAR))
def test_the_first_moment_is_never_quiet_and_never_before_the_one_asked_about(quiet, when):
    found = first_loud(quiet, when)

    assert found >= when
    assert not is_quiet(quiet, found)
    assert (found == when) or is_quiet(quiet, when)


def test_a_week_is_known_by_its_monday():
    assert {week_of(FRIDAY + dt.timedelta(days)) for days in (-4, 0, 2)} == {dt.date(2026, 11, 16)}
