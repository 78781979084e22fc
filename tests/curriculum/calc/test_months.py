import datetime as dt

import pytest

from curriculum.calc.months import month_end_asked, month_end_before, month_ends

TODAY = dt.date(2026, 3, 12)


@pytest.mark.parametrize(
    "on, asked",
    [
        (TODAY, dt.date(2026, 2, 28)),
        (dt.date(2026, 2, 28), dt.date(2026, 2, 28)),
        (dt.date(2024, 3, 1), dt.date(2024, 2, 29)),
        (dt.date(2026, 3, 31), dt.date(2026, 2, 28)),
        (dt.date(2025, 12, 31), dt.date(2025, 12, 31)),
    ],
)
def test_the_month_end_asked_for_is_over_by_today(on, asked):
    assert month_end_asked(on, today=TODAY) == asked


def test_a_month_that_ends_today_is_not_over():
    assert month_end_before(dt.date(2026, 3, 31)) == dt.date(2026, 2, 28)


def test_ends_of_months_come_oldest_first():
    assert month_ends(TODAY, months=3) == [dt.date(2026, 1, 31), dt.date(2026, 2, 28), dt.date(2026, 3, 31)]
