"""How long somebody sat with a package: the quick way agrees with the plain one, and nobody sits longer than time."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from curriculum.calc.sitting import Sitting, minutes_worth, seconds_sat, share, sitting_of

OPENED = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
gaps = st.lists(st.integers(0, 4000), max_size=8)
said = st.one_of(st.none(), st.integers(0, 20_000))


@given(gaps, said)
def test_one_moment_after_the_other_comes_to_the_plain_definition(gaps, said):
    moments, sitting = [OPENED], Sitting(OPENED, OPENED)
    for gap in gaps:
        moments.append(moments[-1] + dt.timedelta(seconds=gap))
        sitting = sitting_of(sitting.told(moments[-1], None).as_kept())
    sitting = sitting.told(moments[-1], said)

    assert sitting.seconds == seconds_sat(moments, said)


def test_a_package_that_says_more_than_the_clock_is_believed_as_far_as_the_clock_goes():
    sitting = Sitting(OPENED, OPENED).told(OPENED + dt.timedelta(minutes=2), 100 * 3600)

    assert sitting.seconds == 150


def test_a_page_that_is_left_open_over_lunch_teaches_ten_minutes():
    sitting = Sitting(OPENED, OPENED).told(OPENED + dt.timedelta(hours=1), None)

    assert sitting.seconds == 600


def test_minutes_are_never_more_than_the_lesson_lasts():
    assert [minutes_worth(seconds, 10) for seconds in (29, 30, 90, 570, 6000)] == [0, 1, 2, 10, 10]


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 60))
def test_a_share_is_whole_once_the_whole_length_was_spent(minutes, spent, length):
    assert share(minutes, length, length) == minutes
    assert 0 <= share(minutes, min(spent, length), length) <= minutes
