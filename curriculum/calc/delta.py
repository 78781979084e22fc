"""What one person adds to the cells, as changes: +n on the day it begins, -n on the day it ends.

The sum of all people's changes up to a day is the cell of that day, as `coverage.py` defines it. REQUIRED, AWAY,
EXEMPT, FTE_REQUIRED and FTE_UNKNOWN have no skill; MET, IN_TIME and FTE_MET are also told by skill, and None is the
level as a whole. FTE is in thousandths. A day on which the version in force does not ask for a skill has no data: ask
that of the version, not of the changes.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from .audience import Narrow, PostStretch
from .days import FOREVER, Days, intersect, subtract, union
from .timeline import Line
from .tree import Reach

REQUIRED, AWAY, EXEMPT, MET, IN_TIME = "REQUIRED", "AWAY", "EXEMPT", "MET", "IN_TIME"
FTE_REQUIRED, FTE_MET, FTE_UNKNOWN = "FTE_REQUIRED", "FTE_MET", "FTE_UNKNOWN"
BY_SKILL = frozenset({MET, IN_TIME, FTE_MET})
MEASURES = (REQUIRED, AWAY, EXEMPT, MET, IN_TIME, FTE_REQUIRED, FTE_MET, FTE_UNKNOWN)

Key: TypeAlias = tuple[int, int, int | None, str, dt.date]
"""Unit, level, skill, measure, day."""

Standing: TypeAlias = tuple[tuple[PostStretch, Days], ...]
"""The posts of one person that lie in or below a unit and carry the level, with the days."""

Step: TypeAlias = tuple[int | None, str, dt.date, int]
"""Skill, measure, day, n."""

EVERY_POST = Narrow()


def deltas(tree: Reach, lines: Iterable[Line], narrow: Narrow = EVERY_POST) -> dict[Key, int]:
    """The changes of one person, cell by cell. Posts that abut make none."""
    total: dict[Key, int] = defaultdict(int)
    for line in lines:
        for standing, units in standings(tree, line, narrow).items():
            for skill, measure, day, n in steps_of(line, standing):
                for unit in units:
                    total[unit, line.level, skill, measure, day] += n
    return {key: n for key, n in total.items() if n}


def standings(tree: Reach, line: Line, narrow: Narrow = EVERY_POST) -> dict[Standing, list[int]]:
    """How the person stands in each unit. Units in which they stand alike, as in most, are told together."""
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


def steps_of(line: Line, standing: Standing) -> Iterator[Step]:
    """Two posts of one day are solved here, once, by the union: everything after is plain addition."""
    expected = union(*(days for _, days in standing))
    away = intersect(expected, line.away)
    exempt = subtract(intersect(expected, line.exempt), away)
    counted = subtract(subtract(expected, away), exempt)
    posts = [(stretch.fte, intersect(days, counted)) for stretch, days in standing]
    yield from _steps(None, REQUIRED, counted)
    yield from _steps(None, AWAY, away)
    yield from _steps(None, EXEMPT, exempt)
    for fte, days in posts:
        yield from _steps(None, FTE_UNKNOWN, days) if fte is None else _steps(None, FTE_REQUIRED, days, fte)
    for skill, held in line.held.items():
        met = intersect(counted, held)
        yield from _steps(skill, MET, met)
        yield from _steps(skill, IN_TIME, subtract(intersect(counted, line.in_time[skill]), met))
        for fte, days in posts:
            yield from _steps(skill, FTE_MET, intersect(days, met), fte or 0)


def _steps(skill: int | None, measure: str, days: Days, n: int = 1) -> Iterator[Step]:
    for since, until in days:
        yield skill, measure, since, n
        if until != FOREVER:
            yield skill, measure, until, -n
