"""Coverage: how many people of a unit must be able to do something on a day, and how many are.

What it means is `curriculum.calc.coverage`; here it is read from what is kept current. None is no data: the level, or
the skill in it, is not in the version in force on the day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from workforce.models import ChangedPerson, Trust, UnitReach

from ..calc.audience import Narrow, PostStretch
from ..calc.coverage import Cell, PersonState, State
from ..calc.curve import WHOLE, Expected, Standing
from ..calc.days import contains, joined
from ..calc.facts import Version
from ..models import ExpectedPost
from .curve import Lines, cells_of, stands, way
from .facts import versions_of
from .narrowed import narrowed
from .standing import standings_of

Column: TypeAlias = tuple[int, int | None]
EVERY_POST = Narrow()


def grid(
    trust: Trust, *, units: Sequence[int], columns: Sequence[Column], on: dt.date, narrow: Narrow | None = None
) -> dict[tuple[int, int, int | None], Cell | None]:
    """A cell for each unit and each column, a level or one of its skills."""
    in_force = version_on(versions_of(trust.pk), on)
    asked = [column for column in columns if in_force and in_force.asks(*column)]
    found = _lines(trust.pk, units, asked, on, narrow or EVERY_POST) if asked and units else {}
    cells: dict[tuple[int, int, int | None], Cell | None] = dict.fromkeys(
        [(unit, *column) for unit in units for column in columns]
    )
    for level, skills in _by_level(asked).items():
        lines = [skill or WHOLE for skill in skills]
        for unit in units:
            made = cells_of(found.get((unit, level), {}), lines)
            cells.update(zip(((unit, level, skill) for skill in skills), made, strict=True))
    return cells


def trend(
    trust: Trust, *, unit: int, level: int, skill: int | None, days: Sequence[dt.date], narrow: Narrow | None = None
) -> list[tuple[dt.date, Cell | None]]:
    """The same cell on each of the days."""
    if narrow and narrow != EVERY_POST:
        key = (unit, level, skill)
        return [(day, grid(trust, units=[unit], columns=[(level, skill)], on=day, narrow=narrow)[key]) for day in days]
    in_order = sorted(set(days))
    found = way(trust.pk, unit=unit, level=level, line=skill or WHOLE, days=in_order) if in_order else []
    lines = dict(zip(in_order, found, strict=True))
    versions = versions_of(trust.pk)
    asked = {day for day in days if (in_force := version_on(versions, day)) and in_force.asks(level, skill)}
    return [(day, cells_of(lines[day], [skill or WHOLE])[0] if day in asked else None) for day in days]


def people_of_cell(
    trust: Trust, *, unit: int, level: int, skill: int | None, on: dt.date, narrow: Narrow | None = None
) -> list[PersonState]:
    """Everybody the cell counts or leaves out, each with what they are in it."""
    in_force = version_on(versions_of(trust.pk), on)
    if in_force is None or not in_force.asks(level, skill):
        return []
    below = UnitReach.objects.filter(trust=trust, ancestor=unit).on(on).values("unit")
    posts = ExpectedPost.objects.filter(trust=trust, unit__in=below, level=level).on(on)
    people = sorted({*posts.values_list("person", flat=True)})
    found = [
        person_state(person, one, unit, skill, on, narrow or EVERY_POST)
        for person, theirs in standings_of(trust.pk, people).items()
        for one in theirs
        if one.level == level
    ]
    return [state for state in found if state.posts]


def is_being_made_anew(trust: Trust) -> bool:
    """Facts of somebody have changed, and a worker has yet to fold them: within a minute, or after a large file."""
    return ChangedPerson.objects.filter(trust=trust).exists()


def version_on(versions: Sequence[Version], on: dt.date) -> Version | None:
    """The one in force on the day, of versions in their order."""
    return next((version for version in reversed(versions) if version.since <= on), None)


def person_state(person: int, one: Standing, unit: int, skill: int | None, on: dt.date, narrow: Narrow) -> PersonState:
    posts = [_stretch(person, post) for post in one.posts if on in post.during and unit in post.above]
    runs = joined(post.during for post in one.posts)
    return PersonState(
        person=person,
        state=_state(one, skill or WHOLE, on),
        began=next((run.since for run in runs if on in run), on),
        posts=tuple(post for post in posts if narrow.keeps(post)),
    )


def _lines(
    trust: int, units: Sequence[int], columns: Sequence[Column], on: dt.date, narrow: Narrow
) -> Mapping[tuple[int, int], Lines]:
    levels, lines = {level for level, _ in columns}, {skill or WHOLE for _, skill in columns}
    if narrow == EVERY_POST:
        return stands(trust, units=units, levels=levels, lines=lines, on=on)
    return narrowed(trust, units=units, levels=levels, lines=lines, on=on, narrow=narrow)


def _by_level(columns: Sequence[Column]) -> dict[int, list[int | None]]:
    skills: dict[int, list[int | None]] = {}
    for level, skill in columns:
        skills.setdefault(level, []).append(skill)
    return skills


def _state(one: Standing, line: int, on: dt.date) -> State:
    if contains(one.away, on):
        return State.AWAY
    if contains(one.exempt, on):
        return State.EXEMPT
    if contains(one.held.get(line, ()), on):
        return State.MET
    if contains(one.let_off, on) or contains(one.let_off_for.get(line, ()), on):
        return State.IN_TIME
    return State.OVERDUE


def _stretch(person: int, post: Expected) -> PostStretch:
    return PostStretch(
        post=post.post,
        person=person,
        unit=post.unit,
        during=post.during,
        kind=post.kind,
        staff_group=post.staff_group,
        band=post.band,
        site=post.site,
        fte=post.fte,
    )
