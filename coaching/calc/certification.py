"""What it takes to be certified, and what is still missing: the rule is data of the programme's version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


class NoRule(ValueError):
    """The data are no certification rule. Its text is for whoever writes programmes."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is asked for; 0, empty or False: nothing of the kind.

    `stage`: the code of the roadmap's stage that a team of theirs has come to.
    `measure_points`: one measure of a team of theirs has so many points.
    """

    attendance_percent: int = 0
    sessions_coached: int = 0
    stage: str = ""
    pdsas: int = 0
    measure_points: int = 0
    deliverables: bool = False
    team_evaluation: bool = False
    observation: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody of a cohort has behind them."""

    days_held: int = 0
    days_attended: int = 0
    sessions_coached: int = 0
    stages_reached: frozenset[str] = frozenset()
    pdsas: int = 0
    measure_points: int = 0
    deliverables_missing: int = 0
    has_team_evaluation: bool = False
    has_observation: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the rule: how much there is, of how much. Met when there is as much."""

    name: str
    there: int
    asked: int

    @property
    def is_met(self) -> bool:
        return self.there >= self.asked


def rule_of(data: Mapping[str, Any]) -> Rule:
    """Raises NoRule: a name that is none, or a value of another kind."""
    kinds = {field.name: field.type for field in fields(Rule)}
    for name, value in data.items():
        if name not in kinds:
            raise NoRule(f"“{name}” is nothing that a certification rule asks for.")
        if type(value).__name__ != kinds[name]:
            raise NoRule(f"“{name}” is {kinds[name]}, not {value!r}.")
        if isinstance(value, int) and value < 0:
            raise NoRule(f"“{name}” is at least 0.")
    rule = Rule(**data)
    if rule.attendance_percent > 100:
        raise NoRule("Nobody attends more than 100 % of the days.")
    return rule


def parts(rule: Rule, done: Done) -> list[Part]:
    """In the order of the rule; what it does not ask for is left out. Of days, those held so far are asked about."""
    asked = [
        Part("attendance_percent", _percent(done), rule.attendance_percent),
        Part("sessions_coached", done.sessions_coached, rule.sessions_coached),
        Part("stage", int(rule.stage in done.stages_reached), int(bool(rule.stage))),
        Part("pdsas", done.pdsas, rule.pdsas),
        Part("measure_points", done.measure_points, rule.measure_points),
        Part("deliverables", int(done.deliverables_missing == 0), int(rule.deliverables)),
        Part("team_evaluation", int(done.has_team_evaluation), int(rule.team_evaluation)),
        Part("observation", int(done.has_observation), int(rule.observation)),
    ]
    return [part for part in asked if part.asked]


def missing(rule: Rule, done: Done) -> list[Part]:
    return [part for part in parts(rule, done) if not part.is_met]


def _percent(done: Done) -> int:
    """Rounded down: 79.9 is not 80. With no day held nobody has attended anything."""
    return 100 * done.days_attended // done.days_held if done.days_held else 0
