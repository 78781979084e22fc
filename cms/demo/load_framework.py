"""Two versions of the example framework: in the first what people hold is kept for a shorter time."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

from curriculum.models import FrameworkVersion, LevelDose, Skill
from curriculum.services.dose import PracticeAsked, TargetAsked, change_dose
from curriculum.services.framework import draft_version, load_framework, publish_version
from curriculum.services.framework_file import TARGET_VALUES
from workforce.models import Trust

from .days import months_before

FIRST_VERSION, SECOND_VERSION = 37, 8  # months ago
KEPT_AT_FIRST = 24  # months
WHY_THE_SECOND = (
    "What everyone learns no longer lapses, and what improvers and coaches show is kept for three years instead of two:"
    " people told us that the repeat came before they had used what they knew."
)


def load_versions(trust: Trust, data: dict[str, Any], today: dt.date) -> FrameworkVersion:
    first = load_framework(
        trust=trust, data=_kept_shorter(data), effective_date=months_before(today, FIRST_VERSION), by=None
    )
    second = draft_version(framework=first.framework, by=None)
    skills = {skill.code: skill for skill in first.framework.skills.all()}
    doses = {dose.level.code: dose for dose in second.doses.select_related("level")}
    for level in data["levels"]:
        _ask(doses[level["code"]], level, skills)
    begins = months_before(today, SECOND_VERSION)
    eve = begins - dt.timedelta(days=1)
    return publish_version(version=second, effective_date=begins, on=eve, by=None, change_note=WHY_THE_SECOND)


def _kept_shorter(data: dict[str, Any]) -> dict[str, Any]:
    data = copy.deepcopy(data)
    for level in data["levels"]:
        for target in level["targets"]:
            if level["code"] == "L1":
                target |= {"valid_months": KEPT_AT_FIRST, "renewal_minutes": 20, "renewal_grace_days": 90}
            elif (target.get("valid_months") or 0) > KEPT_AT_FIRST:
                target["valid_months"] = KEPT_AT_FIRST
    return data


def _ask(dose: LevelDose, level: dict[str, Any], skills: dict[str, Skill]) -> None:
    targets = [
        TargetAsked(skill=skills[told["skill"]], **{name: told[name] for name in TARGET_VALUES if name in told})
        for told in level["targets"]
    ]
    change_dose(
        dose=dose,
        taught_minutes=dose.taught_minutes,
        grace_days=dose.grace_days,
        away_after_days=dose.away_after_days,
        targets=targets,
        practice=[PracticeAsked(**told) for told in level["practice"]],
        by=None,
    )
