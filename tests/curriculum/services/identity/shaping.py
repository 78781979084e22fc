"""What the tests of identities add, look up and ask again and again."""

import datetime as dt

from curriculum.models import Level, Skill, SkillGroup
from curriculum.services.dose import change_dose
from curriculum.services.identity import (
    Words,
    add_identity,
)

TODAY = dt.date(2026, 5, 1)
TOMORROW = dt.date(2026, 5, 2)


def skill_of(version, code) -> Skill:
    return Skill.objects.get(framework=version.framework, code=code)


def level_of(version, code="L1") -> Level:
    return Level.objects.get(framework=version.framework, code=code)


def group_of(version) -> SkillGroup:
    return SkillGroup.objects.get(framework=version.framework, code="M")


def added_skill(version, code="M3", name="Spread", **told):
    words = Words(name=name, **{"group": group_of(version)} | told)
    return add_identity(Skill, framework=version.framework, code=code, words=words, by=None)


def added_level(version, code="L2", name="Improvers"):
    return add_identity(Level, framework=version.framework, code=code, words=Words(name), by=None)


def codes(version, kind=Skill):
    return [*kind.objects.filter(framework=version.framework).order_by("position").values_list("code", flat=True)]


def dose_as_it_is(dose, **told):
    same = {"taught_minutes": 0, "grace_days": 0, "away_after_days": 28, "targets": [], "practice": [], "by": None}
    return change_dose(dose=dose, **same | told)
