"""The time that a package tells, in both of the ways in which packages tell it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.calc.scorm12 import kept
from curriculum.calc.timespan import seconds_of, timespan_of

TIMES = {
    "0000:12:30.5": 750,
    "01:00:00": 3600,
    "PT12M30.5S": 750,
    "PT1H": 3600,
    "PT90M": 5400,
    "P1DT30S": 86_430,
    "P2D": 172_800,
}


@pytest.mark.parametrize("told", TIMES)
def test_a_time_of_either_form_is_kept_and_read_as_seconds(told):
    assert kept({"cmi.core.session_time": told}) == {"cmi.core.session_time": told}
    assert seconds_of(told) == TIMES[told]


@pytest.mark.parametrize("told", ["", "12:30", "P", "PT", "P1Y", "P1M", "P1DT", "-PT5M", "PT5M ", "soon"])
def test_what_is_no_time_is_not_kept_and_worth_nothing(told):
    assert kept({"cmi.core.session_time": told}) == {}
    assert seconds_of(told) == 0


@given(st.integers(0, 9_999 * 3600))
def test_a_time_reads_back_as_it_was_written(seconds):
    assert seconds_of(timespan_of(seconds)) == seconds


@given(hours=st.integers(0, 999), minutes=st.integers(0, 59), seconds=st.integers(0, 59))
def test_both_forms_say_the_same(hours, minutes, seconds):
    clock, duration = f"{hours:04}:{minutes:02}:{seconds:02}", f"PT{hours}H{minutes}M{seconds}S"

    assert seconds_of(clock) == seconds_of(duration) == hours * 3600 + minutes * 60 + seconds
