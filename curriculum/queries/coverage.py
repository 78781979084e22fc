"""Coverage: how many people of a unit must be able to do something on a day, and how many are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from workforce.models import Trust

from ..calc import coverage as plain
from ..calc.audience import Narrow
from ..calc.coverage import Cell, PersonState
from .facts import facts_in

Column = tuple[int, int | None]
EVERY_POST = Narrow()


def grid(
    trust: Trust, *, units: Sequence[int], columns: Sequence[Column], on: dt.date, narrow: Narrow | None = None
) -> dict[tuple[int, int, int | None], Cell | None]:
    """A cell for each unit and each column, a level or one of its skills. None: no data."""
    facts = facts_in(trust.pk, units)
    return {
        (unit, level, skill): plain.cell(facts, unit=unit, level=level, skill=skill, on=on, narrow=narrow or EVERY_POST)
        for unit in units
        for level, skill in columns
    }


def trend(
    trust: Trust, *, unit: int, level: int, skill: int | None, days: Sequence[dt.date], narrow: Narrow | None = None
) -> list[tuple[dt.date, Cell | None]]:
    """The same cell on each of the days."""
    key = (unit, level, skill)
    return [(day, grid(trust, units=[unit], columns=[(level, skill)], on=day, narrow=narrow)[key]) for day in days]


def people_of_cell(
    trust: Trust, *, unit: int, level: int, skill: int | None, on: dt.date, narrow: Narrow | None = None
) -> list[PersonState]:
    """Everybody the cell counts or leaves out, each with what they are in it."""
    facts = facts_in(trust.pk, [unit])
    return plain.people_of_cell(facts, unit=unit, level=level, skill=skill, on=on, narrow=narrow or EVERY_POST)
