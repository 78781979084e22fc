"""Days at random."""

from __future__ import annotations

import datetime as dt
from random import Random


def days_between(since: dt.date, until: dt.date) -> int:
    return (until - since).days


def some_day(rng: Random, since: dt.date, until: dt.date) -> dt.date:
    """Any day after `since` and before `until`, if there is one."""
    return since + dt.timedelta(days=rng.randrange(1, max(2, days_between(since, until))))


def months_before(day: dt.date, months: int) -> dt.date:
    """The first day of the month so many months before."""
    month = day.year * 12 + day.month - 1 - months
    return dt.date(month // 12, month % 12 + 1, 1)
