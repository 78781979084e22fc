"""What one person must be able to do, why, what they hold of it and what is left: read straight from their facts.

So it is right the moment a fact has changed, and costs the same few questions however much somebody has learned.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from workforce.models import Person

from ..calc.coverage import State
from ..calc.days import NEVER, Interval, contains
from ..calc.dose import Entry, LevelDose
from ..calc.facts import Facts, Version
from ..calc.progress import LevelProgress, PracticeProgress, Progress, level_progress, runs_out
from ..calc.reason import Reason, reasons, run_around
from ..calc.timeline import Ground, Line, facts_of, ground_of_facts, timeline
from ..models import Target
from . import facts as rows
from .column import LevelColumns, levels_on

FADING_DAYS = 90
FIRST_NEEDED = (State.OVERDUE, State.IN_TIME, State.MET, State.AWAY, State.EXEMPT)


@dataclass(frozen=True, slots=True)
class MyTarget:
    """A target, the days around the day on which it is held, and what is left to reach or renew it."""

    target: Target
    held: Interval | None
    left: Progress
    is_fading: bool


@dataclass(frozen=True, slots=True)
class MyLevel:
    """`began`: the first day of the unbroken run on which it applies. `until`: the day on which the state ends."""

    level: LevelColumns
    began: dt.date
    reasons: tuple[Reason, ...]
    state: State
    until: dt.date | None
    targets: tuple[MyTarget, ...]
    asked: LevelDose
    progress: LevelProgress
    lapses_soon: bool
    """As a whole: by a target, or because practice runs out."""
    runs_out: tuple[PracticeProgress, ...]
    """The practice that is not enough any more on the day on which it lapses."""

    @property
    def essential(self) -> list[MyTarget]:
        return [one for one in self.targets if one.target.essential]

    @property
    def essential_held(self) -> int:
        return sum(one.held is not None for one in self.essential)

    @property
    def is_counted(self) -> bool:
        """Nothing is asked of who is away, or exempt."""
        return self.state not in (State.AWAY, State.EXEMPT)

    @property
    def needs_something(self) -> bool:
        """Overdue or in time, or about to lapse."""
        return self.state in (State.OVERDUE, State.IN_TIME) or bool(self.fading) or self.lapses_soon

    @property
    def fading(self) -> list[MyTarget]:
        """Of who is counted: nobody is asked to renew while they are away."""
        return [one for one in self.essential if one.is_fading and self.is_counted]


@dataclass(frozen=True, slots=True)
class Capability:
    """All of one person's levels on a day, what needs something first on top; and what that was read from."""

    person: Person
    on: dt.date
    has_post: bool
    levels: list[MyLevel]
    entries: Sequence[Entry]
    above: dict[int, list[int]]
    """For each unit of a post: itself and what it lies below on the day, the nearest first."""


def capability_of(person: Person, *, on: dt.date) -> Capability:
    facts = rows.facts_of(person.trust_id, [person.pk])
    columns = {level.pk: level for level in levels_on(person.trust, on=on)}
    ground, entries = ground_of_facts(facts), facts.entries.get(person.pk, ())
    above = _above(ground, facts, on)
    has_post = any(on in post.during for post in facts.posts)
    found = [
        _my_level(columns[line.level], line, version, facts, above, on)
        for line in timeline(ground, facts_of(facts, person.pk))
        for version in [_in_force(ground, on)]
        if version and line.level in columns and contains(line.applies, on)
    ]
    return Capability(person, on, has_post, sorted(found, key=_need), entries, above)


def _my_level(
    level: LevelColumns, line: Line, version: Version, facts: Facts, above: dict[int, list[int]], on: dt.date
) -> MyLevel:
    asked = version.levels[level.pk]
    entries = facts.entries.get(line.through[0][0].person, ())
    run = run_around(line, on)
    state, until = _state(line, on)
    progress = level_progress(asked.dose, entries, on)
    lapses_soon = state == State.MET and until is not None and is_near(until, on)
    left = {one.target.skill: one for one in progress.targets}
    return MyLevel(
        level=level,
        began=run.since if run else on,
        reasons=tuple(reasons(line, asked.audience, facts.nominations, above, on)),
        state=state,
        until=until,
        targets=tuple(_my_target(target, line, left[target.skill_id], on) for target in level.targets),
        asked=asked.dose,
        progress=progress,
        lapses_soon=lapses_soon,
        runs_out=runs_out(asked.dose, entries, until) if lapses_soon and until else (),
    )


def _my_target(target: Target, line: Line, left: Progress, on: dt.date) -> MyTarget:
    held = next((days for days in line.held.get(target.skill_id, NEVER) if on in days), None)
    is_fading = held is not None and held.end is not None and is_near(held.end, on)
    return MyTarget(target, held, left, is_fading)


def is_near(day: dt.date, on: dt.date) -> bool:
    return day <= on + dt.timedelta(days=FADING_DAYS)


def _state(line: Line, on: dt.date) -> tuple[State, dt.date | None]:
    """The first that fits, as in a cell of coverage."""
    told = (
        (State.AWAY, line.away),
        (State.EXEMPT, line.exempt),
        (State.MET, line.held.get(None, NEVER)),
        (State.IN_TIME, line.in_time.get(None, NEVER)),
    )
    for state, days in told:
        if around := next((one for one in days if on in one), None):
            return state, around.end
    return State.OVERDUE, None


def _need(mine: MyLevel) -> tuple[int, bool, int]:
    return FIRST_NEEDED.index(mine.state), not mine.fading, mine.level.dose.level.position


def _in_force(ground: Ground, on: dt.date) -> Version | None:
    return next((version for version, span in ground.spans if on in span), None)


def _above(ground: Ground, facts: Facts, on: dt.date) -> dict[int, list[int]]:
    """A unit lies below fewer the higher it stands, so the one with the most above it is the nearest."""
    there = {unit: {a for a, days in known.items() if contains(days, on)} for unit, known in ground.reach.items()}
    return {
        post.unit: sorted(there.get(post.unit, ()), key=lambda unit: (-len(there.get(unit, ())), unit))
        for post in facts.posts
    }
