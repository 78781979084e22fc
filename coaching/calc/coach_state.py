"""Where a coach stands, told by what happened and never by a status that somebody forgot to change."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum


class CoachState(Enum):
    IN_TRAINING = "IN_TRAINING"
    AWAY = "AWAY"
    ACTIVE = "ACTIVE"
    RESTING = "RESTING"
    LAPSED = "LAPSED"


@dataclass(frozen=True, slots=True)
class Known:
    """Of one coach on a day. `certified`: since when; `is_away`: parental leave, long illness and the like."""

    certified: dt.date | None = None
    last_coached: dt.date | None = None
    is_in_training: bool = False
    is_away: bool = False


def coach_state(known: Known, *, on: dt.date, active_weeks: int, resting_weeks: int) -> CoachState:
    """Who is away is neither active nor lapsed. Whoever has just been certified rests, until they begin or lapse.

    Coached exactly so many weeks ago still counts as within them.
    """
    if known.is_away:
        return CoachState.AWAY
    if known.is_in_training and known.certified is None:
        return CoachState.IN_TRAINING
    if known.last_coached and _within(known.last_coached, on, active_weeks):
        return CoachState.ACTIVE
    since = max((day for day in (known.last_coached, known.certified) if day), default=None)
    return CoachState.RESTING if since and _within(since, on, resting_weeks) else CoachState.LAPSED


def _within(day: dt.date, on: dt.date, weeks: int) -> bool:
    return on - day <= dt.timedelta(weeks=weeks)
