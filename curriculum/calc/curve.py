"""One person at one level as stored rows have it, and what it adds to the curves of the units.

A curve is the cells of one unit and level over the days, told as changes. It has a line for the level as a whole, one
for each skill, and two for what has no skill; a change of a line is three numbers:

    line              people      beside                                          fte
    a skill, WHOLE    met         in time, beyond those the whole level lets off  of the met
    REQUIRED          required    away                                            of the required
    APART             exempt      let off: in time for whatever they do not hold  number of posts without one

Most of what is in time is so for every skill at once. So each person is let off once a level, and a skill's line says
only where it differs: less those who hold it while let off, more those whom a new version let off for it alone. That,
and telling units in which somebody stands alike together, is all that this adds to `delta.py`; a test holds the two
equal.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from .days import FOREVER, NEVER, Days, Interval, intersect, joined, subtract
from .holding import Ledger, holdings_again
from .timeline import Ground, Line, in_grace, in_time
from .tree import Reach

WHOLE, REQUIRED, APART = 0, -1, -2


class Expected(NamedTuple):
    """A post through which the level is expected, in its unit and all above, on days when neither changes."""

    post: int
    unit: int
    above: tuple[int, ...]
    during: Interval
    kind: str
    staff_group: str
    band: str
    site: int | None
    fte: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """One person at one level. `held` and `let_off_for` are told by line: a skill, or WHOLE."""

    level: int
    posts: tuple[Expected, ...]
    away: Days
    exempt: Days
    let_off: Days
    held: Mapping[int, Days]
    let_off_for: Mapping[int, Days]


class Change(NamedTuple):
    people: int
    beside: int
    fte: int


Point: TypeAlias = tuple[int, int, int, dt.date]
"""Unit, level, line and day of a change."""

Steps: TypeAlias = Iterator[tuple[int, dt.date, int, int, int]]
"""Line, day, and the three numbers of a change."""


def standing(ground: Ground, line: Line) -> Standing:
    let_off = let_off_at_all(ground, line)
    return Standing(
        level=line.level,
        posts=tuple(sorted(expected_posts(ground.reach, line), key=_post_and_days)),
        away=line.away,
        exempt=line.exempt,
        let_off=let_off,
        held={skill or WHOLE: days for skill, days in line.held.items() if days},
        let_off_for=let_off_by_line(line.in_time, line.held, let_off),
    )


def refolded(ground: Ground, one: Standing, ledger: Ledger, skills: Collection[int]) -> Standing:
    """The same person, posts and spells after entries in some skills. Of the ground only the versions are asked for."""
    held = holdings_again(ground.spans, one.level, ledger, skills, one.held)
    applies = joined(post.during for post in one.posts)
    let_off = let_off_by_line(in_time(ground, one.level, applies, held), held, one.let_off)
    again = {skill or WHOLE: days for skill, days in held.items()}
    return replace(
        one,
        held=_without(one.held, again) | {line: days for line, days in again.items() if days},
        let_off_for=_without(one.let_off_for, again) | let_off,
    )


def _without(lines: Mapping[int, Days], again: Container[int]) -> dict[int, Days]:
    return {line: days for line, days in lines.items() if line not in again}


def _post_and_days(post: Expected) -> tuple[int, Interval]:
    return post.post, post.during


def expected_posts(tree: Reach, line: Line) -> Iterator[Expected]:
    """The posts of a line, cut where the tree changes above them."""
    for stretch, days in line.through:
        above = tree[stretch.unit]
        for span in days:
            edges = {edge for spans in above.values() for one in spans for edge in one if edge in span}
            marks = sorted({*edges, span.since, span.until})
            for since, until in zip(marks, marks[1:], strict=False):
                units = sorted(unit for unit, spans in above.items() if any(since in one for one in spans))
                yield Expected(
                    stretch.post,
                    stretch.unit,
                    tuple(units),
                    Interval(since, until),
                    stretch.kind,
                    stretch.staff_group,
                    stretch.band,
                    stretch.site,
                    stretch.fte,
                )


def let_off_at_all(ground: Ground, line: Line) -> Days:
    """The days in time for whatever is not held: the level began to apply, or a version was the first to ask for it."""
    spans: list[Interval] = []
    asked_before = False
    for version, span in ground.spans:
        asks = line.level in version.levels
        if asks:
            grace = version.levels[line.level].dose.grace_days
            spans += in_grace(line.applies, grace, span)
            if not asked_before:
                spans += in_grace((span,), grace, span)
        asked_before = asks
    return joined(spans)


def let_off_by_line(
    in_time: Mapping[int | None, Days], held: Mapping[int | None, Days], let_off: Days
) -> dict[int, Days]:
    """What a version let off for some skills alone, where they are not held."""
    found = {}
    for skill, days in in_time.items():
        if days != let_off and (more := subtract(subtract(days, let_off), held[skill])):
            found[skill or WHOLE] = more
    return found


def curves(standings: Iterable[Standing]) -> dict[Point, Change]:
    """What one person adds to every curve."""
    points: dict[Point, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in standings:
        for units, steps in groups(one):
            for line, day, people, beside, fte in steps:
                for unit in units:
                    point = points[unit, one.level, line, day]
                    point[0] += people
                    point[1] += beside
                    point[2] += fte
    return {point: Change(*numbers) for point, numbers in points.items() if any(numbers)}


def groups(one: Standing) -> Iterator[tuple[list[int], Steps]]:
    """The units in which the person stands alike, with the steps they add to each."""
    in_unit: dict[int, list[tuple[int | None, Interval]]] = defaultdict(list)
    for post in one.posts:
        for unit in post.above:
            in_unit[unit].append((post.fte, post.during))
    alike: dict[tuple[tuple[int | None, Interval], ...], list[int]] = defaultdict(list)
    for unit, parts in in_unit.items():
        alike[tuple(parts)].append(unit)
    for standing_so, units in alike.items():
        yield units, steps_of(one, standing_so)


def steps_of(one: Standing, posts: Iterable[tuple[int | None, Interval]]) -> Steps:
    expected = joined(during for _, during in posts)
    away = intersect(expected, one.away)
    exempt = subtract(intersect(expected, one.exempt), away)
    counted = subtract(subtract(expected, away), exempt)
    let_off = intersect(counted, one.let_off)
    yield from _steps(REQUIRED, counted, people=1)
    yield from _steps(REQUIRED, away, beside=1)
    yield from _steps(APART, exempt, people=1)
    yield from _steps(APART, let_off, beside=1)
    known = [(fte, intersect((during,), counted)) for fte, during in posts]
    for fte, days in known:
        if fte is None:
            yield from _steps(APART, days, fte=1)
        else:
            yield from _steps(REQUIRED, days, fte=fte)
    for line, held in one.held.items():
        met = intersect(counted, held)
        yield from _steps(line, met, people=1)
        yield from _steps(line, intersect(met, let_off), beside=-1)
        for fte, days in known if met else ():
            yield from _steps(line, intersect(days, met), fte=fte or 0)
    for line, days in one.let_off_for.items():
        yield from _steps(line, intersect(counted, subtract(days, one.held.get(line, NEVER))), beside=1)


def _steps(line: int, days: Days, people: int = 0, beside: int = 0, fte: int = 0) -> Steps:
    for since, until in days:
        yield line, since, people, beside, fte
        if until != FOREVER:
            yield line, until, -people, -beside, -fte


def where_they_differ(old: Sequence[Standing], new: Sequence[Standing]) -> tuple[list[Standing], list[Standing]]:
    """The same two without the lines in which they agree: what those add cancels out."""
    if [one.level for one in old] != [one.level for one in new]:
        return [*old], [*new]
    pairs = [_lines_that_differ(before, after) for before, after in zip(old, new, strict=True) if before != after]
    return [before for before, _ in pairs], [after for _, after in pairs]


def _lines_that_differ(old: Standing, new: Standing) -> tuple[Standing, Standing]:
    same_ground = (old.posts, old.away, old.exempt, old.let_off) == (new.posts, new.away, new.exempt, new.let_off)
    if not same_ground:
        return old, new
    lines = {
        line
        for line in {*old.held, *new.held, *old.let_off_for, *new.let_off_for}
        if old.held.get(line) != new.held.get(line) or old.let_off_for.get(line) != new.let_off_for.get(line)
    }
    before, after = (
        replace(
            one,
            held={line: days for line, days in one.held.items() if line in lines},
            let_off_for={line: days for line, days in one.let_off_for.items() if line in lines},
        )
        for one in (old, new)
    )
    return before, after


def difference(old: Mapping[Point, Change], new: Mapping[Point, Change]) -> dict[Point, Change]:
    nothing = Change(0, 0, 0)
    found = {}
    for point in old.keys() | new.keys():
        before, after = old.get(point, nothing), new.get(point, nothing)
        if before != after:
            found[point] = Change(*(b - a for a, b in zip(before, after, strict=True)))
    return found
