"""The rules of a run chart, by worked examples, by a plain definition of each, and the table beside its formula."""

from decimal import Decimal
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.calc.run_chart import RUNS, SHIFT, TREND, run_chart, runs_of, trends_of

ENOUGH = [Decimal(n) for n in (4, 6, 4, 6, 4, 6, 4, 6, 4, 6, 4, 6)]  # a median of 5, and no signal
values = st.lists(st.integers(0, 6).map(Decimal), max_size=40)


def chart(*numbers, baseline=None):
    return run_chart([Decimal(str(number)) for number in numbers], baseline=baseline)


def test_without_a_point_there_is_nothing_to_say():
    assert (chart().median, chart().runs, chart().shifts, chart().trends) == (None, 0, [], [])


def test_the_median_is_exact():
    assert chart("0.1", "0.2").median == Decimal("0.15")
    assert chart("123456789012.123456", "123456789012.123457").median == Decimal("123456789012.1234565")


def test_the_median_is_of_the_baseline_and_stays():
    assert chart(1, 2, 3, 100, 100, 100, 100, baseline=3).median == 2
    assert chart(1, 2, 3, 100, 100, 100, 100).median == 100
    assert chart(1, 3, baseline=12).median == 2


def test_six_points_in_a_row_above_the_median_are_a_shift_and_five_are_not():
    [shift] = run_chart([*ENOUGH, *[Decimal(9)] * 5], baseline=12).shifts  # the last of the baseline is above it too

    assert (shift.places, shift.way) == ((11, 12, 13, 14, 15, 16), 1)
    assert run_chart([*ENOUGH, *[Decimal(9)] * 4], baseline=12).shifts == []


def test_a_point_on_the_median_neither_counts_nor_breaks_a_shift():
    later = [Decimal(n) for n in (1, 1, 5, 1, 5, 1, 1, 1)]

    [shift] = run_chart([*ENOUGH, *later], baseline=12).shifts

    assert (shift.places, shift.way) == ((12, 13, 15, 17, 18, 19), -1)


def test_five_points_that_rise_are_a_trend_and_four_are_not():
    assert [(trend.places, trend.way) for trend in chart(3, 1, 2, 3, 4, 5, 2).trends] == [((1, 2, 3, 4, 5), 1)]
    assert chart(3, 1, 2, 3, 4, 2).trends == []


def test_a_value_like_the_one_before_neither_counts_nor_breaks_a_trend():
    [trend] = chart(9, 8, 8, 7, 6, 6, 6, 5).trends

    assert (trend.places, trend.way) == ((0, 1, 3, 4, 7), -1)


def test_the_top_belongs_to_the_rise_and_to_the_fall():
    rise, fall = chart(1, 2, 3, 4, 5, 4, 3, 2, 1).trends

    assert (rise.places, fall.places) == ((0, 1, 2, 3, 4), (4, 5, 6, 7, 8))


def test_too_few_and_too_many_runs():
    few = chart(*[1] * 6, *[9] * 6)
    many = chart(*[1, 9] * 6)

    assert (few.useful, few.runs, few.has_too_few_runs, few.has_too_many_runs) == (12, 2, True, False)
    assert (many.useful, many.runs, many.has_too_few_runs, many.has_too_many_runs) == (12, 12, False, True)


def test_of_less_than_ten_useful_points_the_table_says_nothing():
    few = chart(*[1] * 4, 5, *[9] * 4)

    assert (few.useful, few.runs, few.fewest, few.has_too_few_runs) == (8, 2, None, False)


# Plain definitions, slow and as they are said


def all_on_one_side(points, middle):
    return all(value > middle for _, value in points) or all(value < middle for _, value in points)


def plain_shifts(numbers, middle):
    """Of the points not on the median: every stretch on one side that cannot be made longer, of six and more."""
    useful = [(place, value) for place, value in enumerate(numbers) if value != middle]
    found = []
    for first in range(len(useful)):
        for last in range(first, len(useful)):
            longer = [useful[max(first - 1, 0) : last + 1], useful[first : last + 2]]
            grows = any(len(more) > last - first + 1 and all_on_one_side(more, middle) for more in longer)
            points = useful[first : last + 1]
            if len(points) >= SHIFT and all_on_one_side(points, middle) and not grows:
                found.append(tuple(place for place, _ in points))
    return found


def all_one_way(points):
    pairs = list(zip(points, points[1:], strict=False))
    return all(a[1] < b[1] for a, b in pairs) or all(a[1] > b[1] for a, b in pairs)


def plain_trends(numbers):
    unlike = [(place, v) for place, v in enumerate(numbers) if place == 0 or v != numbers[place - 1]]
    found = []
    for first in range(len(unlike)):
        for last in range(first, len(unlike)):
            longer = [unlike[max(first - 1, 0) : last + 1], unlike[first : last + 2]]
            grows = any(len(more) > last - first + 1 and all_one_way(more) for more in longer)
            points = unlike[first : last + 1]
            if len(points) >= TREND and all_one_way(points) and not grows:
                found.append(tuple(place for place, _ in points))
    return found


@given(values)
def test_shifts_are_what_the_plain_definition_says(numbers):
    told = run_chart(numbers)

    assert [shift.places for shift in told.shifts] == (plain_shifts(numbers, told.median) if numbers else [])


@given(values)
def test_trends_are_what_the_plain_definition_says(numbers):
    assert [trend.places for trend in trends_of(numbers)] == plain_trends(numbers)


@given(values, st.integers(0, 6).map(Decimal))
def test_runs_are_one_more_than_the_median_is_crossed(numbers, middle):
    useful = [value > middle for value in numbers if value != middle]
    crossed = sum(a != b for a, b in zip(useful, useful[1:], strict=False))

    assert len(runs_of(numbers, middle)) == (crossed + 1 if useful else 0)


@given(values.filter(bool))
def test_turned_upside_down_the_chart_says_the_same_the_other_way(numbers):
    told, turned = run_chart(numbers), run_chart([-value for value in numbers])

    assert turned.median == -told.median
    assert (turned.runs, turned.useful) == (told.runs, told.useful)
    assert [(s.places, -s.way) for s in turned.shifts] == [(s.places, s.way) for s in told.shifts]
    assert [(t.places, -t.way) for t in turned.trends] == [(t.places, t.way) for t in told.trends]


# The table beside the formula it comes from


def chance_of_runs(above, below):
    """How likely each number of runs is, all orders of the points being alike (Wald and Wolfowitz)."""
    orders = comb(above + below, above)
    chances = {}
    for runs in range(2, above + below + 1):
        k = runs // 2
        ways = (
            2 * comb(above - 1, k - 1) * comb(below - 1, k - 1)
            if runs % 2 == 0
            else comb(above - 1, k) * comb(below - 1, k - 1) + comb(above - 1, k - 1) * comb(below - 1, k)
        )
        chances[runs] = Fraction(ways, orders)
    return chances


def bounds(useful):
    """Such that fewer, and more, each happen by chance in at most one of forty charts."""
    chances = chance_of_runs(useful // 2, useful - useful // 2)
    fewest = max(r for r in chances if sum(p for n, p in chances.items() if n < r) <= Fraction(1, 40))
    most = min(r for r in chances if sum(p for n, p in chances.items() if n > r) <= Fraction(1, 40))
    return fewest, most


@pytest.mark.parametrize("useful", RUNS)
def test_the_published_table_is_within_one_run_of_the_exact_test(useful):
    (fewest, most), (exact_fewest, exact_most) = RUNS[useful], bounds(useful)

    assert abs(fewest - exact_fewest) <= 1
    assert abs(most - exact_most) <= 1


@pytest.mark.parametrize("useful", RUNS)
def test_chance_alone_gives_a_signal_of_the_table_in_at_most_seven_of_a_hundred_charts(useful):
    fewest, most = RUNS[useful]
    chances = chance_of_runs(useful // 2, useful - useful // 2)

    assert sum(p for runs, p in chances.items() if not fewest <= runs <= most) <= Fraction(7, 100)


def test_the_table_grows_with_the_number_of_points():
    rows = [RUNS[useful] for useful in sorted(RUNS)]

    assert sorted(RUNS) == list(range(10, 61))
    assert rows == sorted(rows)
    assert [most for _, most in rows] == sorted(most for _, most in rows)
