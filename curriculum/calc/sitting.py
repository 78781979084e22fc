"""How long somebody sat with a package, and which minutes of dose that is worth.

A package says how long it was used. That is believed as far as the clock of the server allows; where it says nothing,
the time between one thing that it told and the next counts, but never a long silence: a page that is left open teaches
nobody anything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

LONGEST_SILENCE = dt.timedelta(minutes=10)
CLOCKS_DIFFER = dt.timedelta(seconds=30)


def seconds_sat(moments: Sequence[dt.datetime], said: int | None) -> int:
    """The plain definition, of all moments at which something was told, the opening first."""
    if said is not None:
        return min(said, int((moments[-1] - moments[0] + CLOCKS_DIFFER).total_seconds()))
    gaps = [min(later - sooner, LONGEST_SILENCE) for sooner, later in zip(moments, moments[1:], strict=False)]
    return int(sum(gaps, dt.timedelta()).total_seconds())


@dataclass(frozen=True, slots=True)
class Sitting:
    """The same, one moment after the other: nothing but the first and the last moment need be kept."""

    opened: dt.datetime
    last: dt.datetime
    noticed: float = 0.0
    said: int | None = None

    def told(self, now: dt.datetime, said: int | None) -> Sitting:
        gap = max(0.0, min(now - self.last, LONGEST_SILENCE).total_seconds())
        return Sitting(self.opened, max(now, self.last), self.noticed + gap, self.said if said is None else said)

    @property
    def seconds(self) -> int:
        if self.said is None:
            return int(self.noticed)
        return min(self.said, int((self.last - self.opened + CLOCKS_DIFFER).total_seconds()))

    def as_kept(self) -> dict[str, str | float | int | None]:
        return {**asdict(self), "opened": self.opened.isoformat(), "last": self.last.isoformat()}


def sitting_of(kept: Mapping[str, Any]) -> Sitting:
    opened, last = (dt.datetime.fromisoformat(kept[name]) for name in ("opened", "last"))
    return Sitting(opened, last, kept["noticed"], kept["said"])


def minutes_worth(seconds: int, length: int) -> int:
    """Whole minutes, half of one rounded up, and never more than the activity lasts."""
    return min((seconds + 30) // 60, length)


def share(minutes: int, spent: int, length: int) -> int:
    """Of a skill's minutes those that were spent, rounded down: all of them once the whole length was."""
    return minutes * spent // length if length else minutes
