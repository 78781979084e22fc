"""A framework as written in a file: its skill groups, skills and levels, and the dose that each level asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workforce.models import Account, Trust
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..models import (
    AudienceRule,
    Framework,
    FrameworkVersion,
    Identity,
    Level,
    LevelDose,
    PracticeTarget,
    Skill,
    SkillGroup,
    Target,
)
from ..models.identity import former_names
from ..queries.identity import all_of

TARGET_VALUES = (
    "depth",
    "essential",
    "minutes",
    "counts_from",
    "valid_months",
    "renewal_minutes",
    "renewal_practices",
    "renewal_grace_days",
)
RULE_VALUES = ("kinds", "staff_groups", "bands", "job_roles", "flags", "units", "sites")


class CannotLoadFramework(Refused):
    """The file names something that it does not tell. Its text is for the reader."""


def load_identities(*, trust: Trust, data: Mapping[str, Any], by: Account | None) -> Framework:
    """Groups, skills and levels by their codes: made when new, their words brought up to date when known."""
    said = data["framework"]
    framework = Framework.objects.filter(trust=trust).first() or Framework(trust=trust, recorded_by=by)
    framework.name, framework.name_cy = said["name"], said.get("name_cy", "")
    framework.source_note = said.get("source_note", "")
    framework.save()
    groups = {group["code"]: _known(SkillGroup, framework, group) for group in data["skill_groups"]}
    for position, skill in enumerate(data["skills"], start=1):
        _known(Skill, framework, skill, group=_one_of(groups, skill["group"]), position=position, **_words(skill))
    for level in data["levels"]:
        _known(Level, framework, level, position=level["order"], description=level.get("description", ""))
    note(by=by, did="loaded a framework", to=framework)
    return framework


def load_dose(*, version: FrameworkVersion, data: Mapping[str, Any]) -> LevelDose:
    skills = {skill.code: skill for skill in version.framework.skills.all()}
    dose = LevelDose.objects.create(
        trust=version.trust,
        version=version,
        level=version.framework.levels.get(code=data["code"]),
        **{name: data[name] for name in ("taught_minutes", "grace_days", "away_after_days") if name in data},
    )
    Target.objects.bulk_create(
        Target(trust=version.trust, dose=dose, skill=_one_of(skills, row["skill"]), **_some(row, TARGET_VALUES))
        for row in data["targets"]
    )
    PracticeTarget.objects.bulk_create(
        PracticeTarget(trust=version.trust, dose=dose, **row) for row in data.get("practice", ())
    )
    AudienceRule.objects.bulk_create(
        AudienceRule(trust=version.trust, dose=dose, **_some(row, RULE_VALUES)) for row in data.get("audience", ())
    )
    return dose


def _known(model: type[Identity], framework: Framework, said: Mapping[str, Any], **values: Any) -> Any:
    values = {"name": said["name"], "name_cy": said.get("name_cy", ""), **_some(said, ("position",)), **values}
    key = {"trust": framework.trust, "framework": framework, "code": said["code"]}
    if (before := all_of(model).filter(**key).first()) and before.name != said["name"]:
        values["former_names"] = former_names([*before.former_names, before.name], now=said["name"])
    known, _ = all_of(model).update_or_create(**key, defaults=values)
    return known


def _words(skill: Mapping[str, Any]) -> dict[str, Any]:
    depths = {str(depth): words for depth, words in skill.get("depths", {}).items()}
    return {"description": skill.get("description", ""), "depth_words": depths}


def _some(said: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: said[name] for name in names if name in said}


def _one_of(known: Mapping[str, Any], code: str) -> Any:
    if code not in known:
        raise CannotLoadFramework(f"The file speaks of {code}, but does not say what that is.")
    return known[code]
