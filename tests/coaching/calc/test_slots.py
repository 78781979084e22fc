import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from coaching.calc.slots import Slot, dates

DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31))


def listed(slot, since, until, holidays=()):
    """The definition: every day, asked one by one."""
    first = next(day for day in (slot.since + dt.timedelta(n) for n in range(7)) if day.weekday() == slot.weekday)
    days = (since + dt.timedelta(n) for n in range((until - since).days))
    return [
        day
        for day in days
        if day >= first
        and (slot.until is None or day < slot.until)
        and (day - first).days % (7 * slot.every_weeks) == 0
        and day not in holidays
    ]


@given(
    weekday=st.integers(0, 6),
    weeks=st.integers(1, 6),
    begins=DAYS,
    lasts=st.none() | st.integers(1, 400),
    since=DAYS,
    asked=st.integers(0, 200),
)
def test_a_slot_gives_the_dates_that_a_look_at_each_day_gives(weekday, weeks, begins, lasts, since, asked):
    slot = Slot(weekday, weeks, begins, begins + dt.timedelta(lasts) if lasts else None)
    until = since + dt.timedelta(asked)

    assert [*dates(slot, since=since, until=until)] == listed(slot, since, until)


def test_holidays_are_left_out_and_the_rest_stays():
    slot = Slot(weekday=0, every_weeks=1, since=dt.date(2026, 4, 27), until=None)
    early_may = dt.date(2026, 5, 4)

    told = [*dates(slot, since=dt.date(2026, 4, 27), until=dt.date(2026, 5, 12), holidays=[early_may])]

    assert told == [dt.date(2026, 4, 27), dt.date(2026, 5, 11)]


def test_a_change_of_clocks_moves_no_date():
    slot = Slot(weekday=6, every_weeks=1, since=dt.date(2026, 10, 18), until=None)

    told = [*dates(slot, since=dt.date(2026, 10, 18), until=dt.date(2026, 11, 2))]

    assert told == [dt.date(2026, 10, 18), dt.date(2026, 10, 25), dt.date(2026, 11, 1)]
