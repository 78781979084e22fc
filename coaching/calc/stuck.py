"""Who on a course is stuck, and by what: from what happened, never from a status that somebody forgot to change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

MISSED_RUNNING = 2
QUIET_WEEKS = 4
TEAM_AFTER_WEEKS = 8


class Why(StrEnum):
    MISSED = "MISSED"
    OVERDUE = "OVERDUE"
    RETURNED = "RETURNED"
    NO_TEAM = "NO_TEAM"
    QUIET = "QUIET"


@dataclass(frozen=True, slots=True)
class Stuck:
    """`n`: of what there are so many; `names`: which they are."""

    why: Why
    n: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """What is known of somebody on the course. `came`: of the days held, in order, whether they were there."""

    began: dt.date
    came: Sequence[bool]
    overdue: Sequence[str]
    returned: Sequence[str]
    has_team: bool
    last_coached: dt.date | None


def stuck(known: OnTheWay, *, on: dt.date) -> list[Stuck]:
    """The most serious first; nobody is stuck by what has not begun."""
    weeks = (on - known.began).days // 7
    quiet = (on - (known.last_coached or known.began)).days // 7
    missed = missed_running(known.came)
    found = [
        Stuck(Why.MISSED, missed) if missed >= MISSED_RUNNING else None,
        Stuck(Why.NO_TEAM, weeks) if not known.has_team and weeks >= TEAM_AFTER_WEEKS else None,
        Stuck(Why.QUIET, quiet) if known.has_team and quiet >= QUIET_WEEKS else None,
        Stuck(Why.OVERDUE, len(known.overdue), tuple(known.overdue)) if known.overdue else None,
        Stuck(Why.RETURNED, len(known.returned), tuple(known.returned)) if known.returned else None,
    ]
    return [one for one in found if one]


def missed_running(came: Sequence[bool]) -> int:
    """How many of the latest days they missed, one after the other."""
    n = 0
    for was_there in reversed(came):
        if was_there:
            break
        n += 1
    return n
