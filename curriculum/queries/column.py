"""The columns of coverage: the levels in force on a day, and the skills each of them asks for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property

from django.db.models import Subquery

from workforce.models import Trust

from ..models import FrameworkVersion, LevelDose, Skill, Target


class AskedTargets:
    """What a version asks for, skill by skill: read once, and only when somebody wants to know of skills."""

    def __init__(self, version: int) -> None:
        self.version = version

    def of(self, dose: LevelDose) -> tuple[Target, ...]:
        return tuple(self._by_dose.get(dose.pk, ()))

    @cached_property
    def _by_dose(self) -> dict[int, list[Target]]:
        found: dict[int, list[Target]] = defaultdict(list)
        rows = Target.objects.filter(dose__version=self.version).select_related("skill")
        for target in rows.order_by("skill__group__position", "skill__position", "skill__code"):
            found[target.dose_id].append(target)
        return found


@dataclass(frozen=True, slots=True)
class LevelColumns:
    """A level under the version in force, with what it asks for."""

    dose: LevelDose
    asked: AskedTargets

    @property
    def targets(self) -> tuple[Target, ...]:
        return self.asked.of(self.dose)

    @property
    def pk(self) -> int:
        return self.dose.level_id

    @property
    def code(self) -> str:
        return self.dose.level.code

    @property
    def name(self) -> str:
        return self.dose.level.name

    @property
    def skills(self) -> tuple[Skill, ...]:
        return tuple(target.skill for target in self.targets)

    @property
    def keys(self) -> list[tuple[int, int | None]]:
        return [(self.pk, None), *((self.pk, target.skill_id) for target in self.targets)]

    def target(self, skill: Skill | None) -> Target | None:
        return next((target for target in self.targets if skill and target.skill_id == skill.pk), None)


def levels_on(trust: Trust, *, on: dt.date) -> list[LevelColumns]:
    """In their order. None before the first version."""
    in_force = FrameworkVersion.objects.filter(trust=trust).in_force_on(on).values("pk")
    doses = LevelDose.objects.filter(version=Subquery(in_force)).select_related("level")
    found = doses.order_by("level__position", "level__code")
    asked_of = cache(AskedTargets)
    return [LevelColumns(dose, asked_of(dose.version_id)) for dose in found]
