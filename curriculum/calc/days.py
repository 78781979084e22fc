"""Days, months, and sets of days as half-open intervals.

An interval begins on `since` and ends before `until`. One that is open ends at `FOREVER`; its `end` is then None, as
rows have it. `Days` is a set of days: its intervals are in order and neither overlap nor touch.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, TypeAlias

FOREVER = dt.date.max


class Interval(NamedTuple):
    since: dt.date
    until: dt.date = FOREVER

    @property
    def end(self) -> dt.date | None:
        return None if self.until == FOREVER else self.until

    def __contains__(self, day: object) -> bool:
        return isinstance(day, dt.date) and self.since <= day < self.until


Days: TypeAlias = tuple[Interval, ...]

NEVER: Days = ()
ALWAYS: Days = (Interval(dt.date.min, FOREVER),)


def interval(since: dt.date, until: dt.date | None = None) -> Interval:
    """The interval of a row, where no `until` means: until further notice."""
    return Interval(since, FOREVER if until is None else until)


@lru_cache(maxsize=1 << 16)
def add_months(day: dt.date, months: int | None) -> dt.date:
    """The same day of a later month, or that month's last day where it has no such day. No months: for good."""
    if months is None or day == FOREVER:
        return FOREVER
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if years > FOREVER.year:
        return FOREVER
    return dt.date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def add_days(day: dt.date, days: int) -> dt.date:
    """A day so many days later; forever stays forever."""
    return FOREVER if (FOREVER - day).days <= days else day + dt.timedelta(days)


def contains(days: Days, day: dt.date) -> bool:
    return any(since <= day < until for since, until in days)


def joined(intervals: Iterable[Interval]) -> Days:
    """Any intervals as a set of days: what overlaps or touches is one, what is empty is none."""
    merged: list[Interval] = []
    for one in sorted(intervals):
        if one.since >= one.until:
            continue
        if not merged or one.since > merged[-1].until:
            merged.append(one)
        elif one.until > merged[-1].until:
            merged[-1] = Interval(merged[-1].since, one.until)
    return tuple(merged)


def union(*sets: Days) -> Days:
    some = [days for days in sets if days]
    if len(some) < 2:
        return some[0] if some else NEVER
    return joined([one for days in some for one in days])


def intersect(left: Days, right: Days) -> Days:
    if not left or not right:
        return NEVER
    if len(left) == len(right) == 1:  # as nearly always
        since, until = max(left[0].since, right[0].since), min(left[0].until, right[0].until)
        return (Interval(since, until),) if since < until else NEVER
    common = [
        Interval(max(a.since, b.since), min(a.until, b.until))
        for a in left
        for b in right
        if a.since < b.until and b.since < a.until
    ]
    return tuple(common)


def clip(days: Days, span: Interval) -> Days:
    """The days inside one interval."""
    if not days or (span.since <= days[0].since and days[-1].until <= span.until):
        return days
    return intersect(days, (span,))


def subtract(left: Days, right: Days) -> Days:
    """The days of `left` that are not in `right`."""
    if left == right:
        return NEVER
    return intersect(left, complement(right)) if left and right else left


def complement(days: Days) -> Days:
    edges = [dt.date.min, *(edge for one in days for edge in one), FOREVER]
    return tuple(Interval(since, until) for since, until in zip(edges[::2], edges[1::2], strict=True) if since < until)
