"""By when each thing is to be done: before it lapses, or before the time that a level gives is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TypeAlias

from curriculum.calc.coverage import State
from curriculum.calc.days import FOREVER
from curriculum.calc.prescribed import Step
from curriculum.queries.capability import Capability, MyLevel

Due: TypeAlias = Mapping[int | None, dt.date]
"""By skill, the first day that is too late; by None, that of a level as a whole."""


def due_of(step: Step, due: Due) -> dt.date:
    days = [due[skill] for skill in step.skills if skill in due]
    return min(days, default=due.get(None, FOREVER))


def due_days(mine: Capability) -> Due:
    """The earliest of all levels: a target lapses on its day, and what is missing is late after the level's time."""
    found: dict[int | None, dt.date] = {}
    for level in counted(mine):
        late = _late(level, mine.on)
        days = [(one.target.skill_id, one.held.until if one.held else late) for one in level.essential]
        for skill, day in [*days, (None, late)]:
            found[skill] = min(day, found.get(skill, FOREVER))
    return found


def counted(mine: Capability) -> list[MyLevel]:
    """Nothing is prescribed to who is away, or exempt."""
    return [level for level in mine.levels if level.is_counted]


def _late(level: MyLevel, on: dt.date) -> dt.date:
    return on if level.state == State.OVERDUE else level.until or FOREVER
