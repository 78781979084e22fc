"""Prior learning: which days are sound, when it ends, and whether somebody gives more than was asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .days import add_months

LONGEST_AGO_YEARS = 50


@dataclass(frozen=True, slots=True)
class Worth:
    """Of one skill. With minutes it counts as so much learning; without, the skill is shown. Depth 0: nothing."""

    depth: int
    minutes: int = 0


def is_more(given: Worth, asked: Worth) -> bool:
    """Deeper, longer, or shown where only learning was claimed."""
    if given.depth == 0:
        return False
    becomes_shown = bool(asked.minutes) and not given.minutes
    return given.depth > asked.depth or given.minutes > asked.minutes or becomes_shown


def own_end(awarded: dt.date, valid_months: int | None, written: dt.date | None) -> dt.date | None:
    """The first day without it: what the certificate says, or what such ones last, whichever comes first."""
    ends = [day for day in (written, add_months(awarded, valid_months) if valid_months else None) if day]
    return min(ends, default=None)


def first_claimable(on: dt.date) -> dt.date:
    """What is older is a slip of the pen rather than somebody's working life."""
    return add_months(on, -12 * LONGEST_AGO_YEARS)
