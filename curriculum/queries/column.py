"""The columns of coverage: the levels in force on a day, and the skills each of them asks for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from workforce.models import Trust

from ..models import FrameworkVersion, LevelDose, Skill, Target


@dataclass(frozen=True, slots=True)
class LevelColumns:
    """A level under the version in force, with what it asks for."""

    dose: LevelDose
    targets: tuple[Target, ...]

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
    version = FrameworkVersion.objects.filter(trust=trust).in_force_on(on).first()
    if version is None:
        return []
    doses = version.doses.select_related("level").order_by("level__position", "level__code")
    targets = defaultdict(list)
    rows = Target.objects.filter(dose__version=version).select_related("skill")
    for target in rows.order_by("skill__group__position", "skill__position", "skill__code"):
        targets[target.dose_id].append(target)
    return [LevelColumns(dose=dose, targets=tuple(targets[dose.pk])) for dose in doses]
