"""The facts that coverage is asked of, as plain values. All are of one trust."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from .audience import AudienceRule, Nomination, PostStretch
from .days import Interval
from .dose import Entry, LevelDose, Target


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """Where a unit stands for some days. The top unit has no parent."""

    unit: int
    parent: int | None
    during: Interval


@dataclass(frozen=True, slots=True)
class Absence:
    person: int
    during: Interval


@dataclass(frozen=True, slots=True)
class Exemption:
    """No level: from every level."""

    person: int
    level: int | None
    during: Interval


@dataclass(frozen=True, slots=True)
class LevelVersion:
    """Whom one version of the framework reaches with a level, and what it asks of them."""

    audience: tuple[AudienceRule, ...]
    dose: LevelDose

    def target(self, skill: int) -> Target | None:
        return next((target for target in self.dose.targets if target.skill == skill), None)

    @property
    def skills(self) -> set[int | None]:
        """Its skills, and None for the level as a whole."""
        return {None, *(target.skill for target in self.dose.targets)}

    def asks(self, skill: int | None) -> bool:
        return skill is None or self.target(skill) is not None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the framework, in force from `since` until the next one begins."""

    since: dt.date
    levels: Mapping[int, LevelVersion]

    def asks(self, level: int, skill: int | None) -> bool:
        """Is the level, or its target in the skill, in this version at all?"""
        return level in self.levels and self.levels[level].asks(skill)


@dataclass(frozen=True, slots=True)
class Facts:
    posts: tuple[PostStretch, ...] = ()
    places: tuple[UnitPlace, ...] = ()
    absences: tuple[Absence, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    nominations: tuple[Nomination, ...] = ()
    versions: tuple[Version, ...] = ()
    entries: Mapping[int, tuple[Entry, ...]] = field(default_factory=dict)
    """The ledger, by person."""
