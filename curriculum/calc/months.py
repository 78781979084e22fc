"""Ends of months: the days whose figures are kept and published."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

ONE_DAY = dt.timedelta(days=1)


def is_month_end(day: dt.date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def month_end(day: dt.date) -> dt.date:
    """The last day of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def month_end_before(day: dt.date) -> dt.date:
    """The last month end that is over on the day."""
    return day.replace(day=1) - ONE_DAY


def month_end_asked(on: dt.date, *, today: dt.date) -> dt.date:
    """The last month end on or before the day asked for, and over by today."""
    asked = on if is_month_end(on) else month_end_before(on)
    return min(asked, month_end_before(today))


def month_ends(last: dt.date, *, months: int) -> list[dt.date]:
    """So many ends of months, the oldest first."""
    days = [month_end(last)]
    while len(days) < months:
        days.append(month_end_before(days[-1]))
    return days[::-1]
