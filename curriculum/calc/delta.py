"""What one person adds to the cells, as changes: +n on the day it begins, -n on the day it ends.

The sum of all people's changes up to a day is the cell of that day, as `coverage.py` defines it. REQUIRED, AWAY,
EXEMPT, FTE_REQUIRED and FTE_UNKNOWN have no skill; MET, IN_TIME and FTE_MET are also told by skill, and None is the
level as a whole. FTE is in thousandths. A day of which a skill is not in the version in force has no data: ask that
of the version, not of the changes.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from .audience import Narrow, PostStretch
from .days import FOREVER, Days, intersect, subtract, union
from .timeline import Line
from .tree import Reach

REQUIRED, AWAY, EXEMPT, MET, IN_TIME = "REQUIRED", "AWAY", "EXEMPT", "MET", "IN_TIME"
FTE_REQUIRED, FTE_MET, FTE_UNKNOWN = "FTE_REQUIRED", "FTE_MET", "FTE_UNKNOWN"
BY_SKILL = frozenset({MET, IN_TIME, FTE_MET})
MEASURES = (REQUIRED, AWAY, EXEMPT, MET, IN_TIME, FTE_REQUIRED, FTE_MET, FTE_UNKNOWN)


class Change(NamedTuple):
    skill: int | None
    measure: str
    day: dt.date
    n: int


class Changes(NamedTuple):
    """What changes alike in some units, at one level."""

    units: Sequence[int]
    level: int
    steps: Sequence[Change]


Key: TypeAlias = tuple[int, int, int | None, str, dt.date]
"""Unit, level, skill, measure, day."""

Standing: TypeAlias = tuple[tuple[PostStretch, Days], ...]
"""The posts of one person that lie in or below a unit and carry the level, with the days."""

EVERY_POST = Narrow()


def deltas(tree: Reach, lines: Iterable[Line], narrow: Narrow = EVERY_POST) -> dict[Key, int]:
    """The changes of one person, cell by cell. Posts that abut make none."""
    total: dict[Key, int] = defaultdict(int)
    for units, level, steps in changes(tree, lines, narrow):
        for skill, measure, day, n in steps:
            for unit in units:
                total[unit, level, skill, measure, day] += n
    return {key: n for key, n in total.items() if n}


def changes(
    tree: Reach, lines: Iterable[Line], narrow: Narrow = EVERY_POST, skills: Collection[int | None] | None = None
) -> list[Changes]:
    """The same with units told together. With `skills`, only what is told by skill, and only of these."""
    return [
        Changes(units, line.level, steps)
        for line in lines
        for standing, units in standings(tree, line, narrow).items()
        if (steps := [*steps_of_standing(line, standing, skills)])
    ]


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


def steps_of_standing(line: Line, standing: Standing, skills: Collection[int | None] | None) -> Iterator[Change]:
    expected = union(*(days for _, days in standing))
    counted = subtract(subtract(expected, line.away), line.exempt)
    posts = [(stretch.fte, intersect(days, counted)) for stretch, days in standing]
    if skills is None:
        away = intersect(expected, line.away)
        yield from steps(None, REQUIRED, counted)
        yield from steps(None, AWAY, away)
        yield from steps(None, EXEMPT, subtract(intersect(expected, line.exempt), away))
        for fte, days in posts:
            yield from steps(None, FTE_UNKNOWN, days) if fte is None else steps(None, FTE_REQUIRED, days, fte)
    for skill in line.held if skills is None else line.held.keys() & skills:
        met = intersect(counted, line.held[skill])
        yield from steps(skill, MET, met)
        yield from steps(skill, IN_TIME, subtract(intersect(counted, line.in_time[skill]), met))
        for fte, days in posts:
            yield from steps(skill, FTE_MET, intersect(days, met), fte or 0)


def steps(skill: int | None, measure: str, days: Days, n: int = 1) -> Iterator[Change]:
    for since, until in days if n else ():
        yield Change(skill, measure, since, n)
        if until != FOREVER:
            yield Change(skill, measure, until, -n)
