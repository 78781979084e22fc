"""What one person adds to the cells, as changes: +n on the day it begins, -n on the day it ends.

The sum of all people's changes up to a day is the cell of that day, as `coverage.py` defines it. REQUIRED, AWAY,
EXEMPT, FTE_REQUIRED and FTE_UNKNOWN have no skill; MET, IN_TIME and FTE_MET are also told by skill, and None is the
level as a whole. FTE is in thousandths. A day of which a skill is not in the version in force has no data: ask that
of the version, not of the changes.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from .audience import Narrow, PostStretch
from .days import FOREVER, Days, intersect, subtract, union
from .timeline import Line
from .tree import Reach


class Measure(StrEnum):
    REQUIRED = "REQUIRED"
    AWAY = "AWAY"
    EXEMPT = "EXEMPT"
    MET = "MET"
    IN_TIME = "IN_TIME"
    FTE_REQUIRED = "FTE_REQUIRED"
    FTE_MET = "FTE_MET"
    FTE_UNKNOWN = "FTE_UNKNOWN"


class Key(NamedTuple):
    unit: int
    level: int
    skill: int | None
    measure: Measure
    day: dt.date


Standing: TypeAlias = tuple[tuple[PostStretch, Days], ...]
"""The posts of one person that lie in or below a unit and carry the level, with the days."""

EVERY_POST = Narrow()


def deltas(tree: Reach, lines: Iterable[Line], narrow: Narrow = EVERY_POST) -> dict[Key, int]:
    """The changes of one person. Posts that abut make none."""
    changes: dict[Key, int] = defaultdict(int)
    for line in lines:
        for standing, units in standings(tree, line, narrow).items():
            for skill, measure, day, n in changes_of(line, standing):
                for unit in units:
                    changes[Key(unit, line.level, skill, measure, day)] += n
    return {key: n for key, n in changes.items() if n}


def standings(tree: Reach, line: Line, narrow: Narrow = EVERY_POST) -> dict[Standing, list[int]]:
    """How the person stands in each unit. Units in which they stand alike, as most do, are told together."""
    in_unit: dict[int, list[tuple[PostStretch, Days]]] = defaultdict(list)
    for stretch, days in line.through:
        if narrow.keeps(stretch):
            for unit, below in tree[stretch.unit].items():
                if there := intersect(days, below):
                    in_unit[unit].append((stretch, there))
    alike: dict[Standing, list[int]] = defaultdict(list)
    for unit, parts in in_unit.items():
        alike[tuple(parts)].append(unit)
    return alike


def changes_of(line: Line, standing: Standing) -> Iterator[tuple[int | None, Measure, dt.date, int]]:
    expected = union(*(days for _, days in standing))
    counted = subtract(subtract(expected, line.away), line.exempt)
    away = intersect(expected, line.away)
    yield from _steps(None, Measure.REQUIRED, counted)
    yield from _steps(None, Measure.AWAY, away)
    yield from _steps(None, Measure.EXEMPT, subtract(intersect(expected, line.exempt), away))
    posts = [(stretch.fte, intersect(days, counted)) for stretch, days in standing]
    for fte, days in posts:
        if fte is None:
            yield from _steps(None, Measure.FTE_UNKNOWN, days)
        else:
            yield from _steps(None, Measure.FTE_REQUIRED, days, fte)
    for skill, held in line.held.items():
        met = intersect(counted, held)
        yield from _steps(skill, Measure.MET, met)
        yield from _steps(skill, Measure.IN_TIME, intersect(subtract(counted, met), line.in_time[skill]))
        for fte, days in posts if met else ():
            yield from _steps(skill, Measure.FTE_MET, intersect(days, met), fte or 0)


def _steps(
    skill: int | None, measure: Measure, days: Days, n: int = 1
) -> Iterator[tuple[int | None, Measure, dt.date, int]]:
    for since, until in days if n else ():
        yield skill, measure, since, n
        if until != FOREVER:
            yield skill, measure, until, -n
