"""On which dates a team meets: by the clock on the wall, so that a change of clocks moves nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Slot:
    """Every so many weeks on a weekday (0: Monday), from the first such day at or after `since`, before `until`."""

    weekday: int
    every_weeks: int
    since: dt.date
    until: dt.date | None


def dates(slot: Slot, *, since: dt.date, until: dt.date, holidays: Collection[dt.date] = ()) -> Iterator[dt.date]:
    """Those in `[since, until)` that are no holiday. A fortnight is counted from the slot's own first date."""
    step = WEEK * slot.every_weeks
    first = slot.since + dt.timedelta(days=(slot.weekday - slot.since.weekday()) % 7)
    skipped = max(0, -(-(since - first) // step))
    day, end = first + skipped * step, min(until, slot.until or until)
    while day < end:
        if day not in holidays:
            yield day
        day += step
