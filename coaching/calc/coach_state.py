"""Where a coach stands, told by what happened and never by a status that somebody forgot to change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

Leave = tuple[dt.date, dt.date | None]


class CoachState(Enum):
    IN_TRAINING = "IN_TRAINING"
    AWAY = "AWAY"
    ACTIVE = "ACTIVE"
    RESTING = "RESTING"
    LAPSED = "LAPSED"


@dataclass(frozen=True, slots=True)
class Known:
    """Of one coach on a day. `certified`: since when; `refreshed`: when a refresher was taken; `leaves`: when they were
    away, by the first day and the day after the last (none: still)."""

    certified: dt.date | None = None
    last_coached: dt.date | None = None
    is_in_training: bool = False
    refreshed: dt.date | None = None
    leaves: tuple[Leave, ...] = ()

    def is_away_on(self, day: dt.date) -> bool:
        return any(since <= day and (until is None or day < until) for since, until in self.leaves)


def coach_state(known: Known, *, on: dt.date, active_weeks: int, resting_weeks: int) -> CoachState:
    """Who is away is neither active nor lapsed, and the days away do not count afterwards. Whoever has just been
    certified, or has taken a refresher, rests until they begin or lapse.

    Coached exactly so many weeks ago still counts as within them.
    """
    if known.is_away_on(on):
        return CoachState.AWAY
    if known.is_in_training and known.certified is None:
        return CoachState.IN_TRAINING
    if known.last_coached and _within(known, known.last_coached, on, active_weeks):
        return CoachState.ACTIVE
    since = max((day for day in (known.last_coached, known.certified, known.refreshed) if day), default=None)
    return CoachState.RESTING if since and _within(known, since, on, resting_weeks) else CoachState.LAPSED


def _within(known: Known, day: dt.date, on: dt.date, weeks: int) -> bool:
    return (on - day).days - days_away(known.leaves, since=day, until=on) <= 7 * weeks


def days_away(leaves: Iterable[Leave], *, since: dt.date, until: dt.date) -> int:
    """Of `[since, until)`; days of two leaves count once."""
    counted, reached = 0, since
    for begins, ends in sorted(leaves, key=lambda leave: leave[0]):
        first, last = max(begins, reached), min(ends or until, until)
        if last > first:
            counted, reached = counted + (last - first).days, last
    return counted
