import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.calc.days import (
    FOREVER,
    NEVER,
    Interval,
    add_days,
    add_months,
    complement,
    contains,
    intersect,
    interval,
    joined,
    subtract,
    union,
)

FIRST = dt.date(2024, 1, 1)
WINDOW = [FIRST + dt.timedelta(n) for n in range(-2, 44)]


def day(number):
    return FIRST + dt.timedelta(number)


@st.composite
def sets_of_days(draw):
    spans = draw(st.lists(st.tuples(st.integers(0, 40), st.one_of(st.none(), st.integers(0, 40))), max_size=5))
    return joined(interval(day(since), None if until is None else day(until)) for since, until in spans)


@pytest.mark.parametrize(
    "given_day, months, first_day_not_held",
    [
        (dt.date(2023, 1, 31), 1, dt.date(2023, 2, 28)),
        (dt.date(2024, 1, 31), 1, dt.date(2024, 2, 29)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
        (dt.date(2024, 2, 29), 48, dt.date(2028, 2, 29)),
        (dt.date(2024, 11, 10), 36, dt.date(2027, 11, 10)),
        (dt.date(2024, 12, 1), 1, dt.date(2025, 1, 1)),
        (dt.date(2024, 8, 31), 1, dt.date(2024, 9, 30)),
    ],
)
def test_months_clip_to_the_end_of_the_month(given_day, months, first_day_not_held):
    assert add_months(given_day, months) == first_day_not_held


def test_no_months_are_for_good():
    assert add_months(FIRST, None) == FOREVER
    assert add_months(FOREVER, 3) == FOREVER
    assert add_months(FIRST, 12 * 9000) == FOREVER


def test_forever_and_some_days_is_forever():
    assert add_days(FOREVER, 30) == FOREVER
    assert add_days(FOREVER, 0) == FOREVER
    assert add_days(FIRST, 2) == dt.date(2024, 1, 3)


def test_an_interval_holds_its_first_day_and_not_its_last():
    january = interval(dt.date(2024, 1, 1), dt.date(2024, 2, 1))

    assert dt.date(2024, 1, 1) in january
    assert dt.date(2024, 1, 31) in january
    assert dt.date(2024, 2, 1) not in january
    assert january.end == dt.date(2024, 2, 1)
    assert interval(FIRST).end is None


def test_what_touches_is_one():
    assert joined([Interval(day(5), day(9)), Interval(day(1), day(5))]) == (Interval(day(1), day(9)),)
    assert joined([Interval(day(1), day(1))]) == NEVER


@given(sets_of_days(), sets_of_days())
def test_sets_of_days_behave_as_sets(left, right):
    for one in WINDOW:
        assert contains(union(left, right), one) == (contains(left, one) or contains(right, one))
        assert contains(intersect(left, right), one) == (contains(left, one) and contains(right, one))
        assert contains(subtract(left, right), one) == (contains(left, one) and not contains(right, one))
        assert contains(complement(left), one) != contains(left, one)


@given(sets_of_days(), sets_of_days())
def test_what_comes_out_is_in_order_and_neither_overlaps_nor_touches(left, right):
    for days in (union(left, right), intersect(left, right), subtract(left, right)):
        assert days == joined(days)
