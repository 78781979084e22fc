"""The framework of the big trust: sixty skills, three levels that ask for all of them, and two versions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from .shape import SKILLS

ESSENTIAL = 12  # so that some people have the whole level

LEVELS: list[dict[str, Any]] = [
    {"code": "L1", "name": "Everyone", "depth": 1, "minutes": 15, "audience": [{"kinds": []}]},
    {
        "code": "L2",
        "name": "Registered staff",
        "depth": 2,
        "minutes": 20,
        "audience": [{"staff_groups": ["01", "03", "04"], "bands": ["5", "6", ""]}],
    },
    {"code": "L3", "name": "Managers", "depth": 3, "minutes": None, "audience": [{"flags": ["LINE_MANAGER"]}]},
]


def framework_data(valid_months: int = 24) -> dict[str, Any]:
    groups = [{"code": f"G{group}", "name": f"Group {group}", "position": group} for group in range(6)]
    skills = [{"code": f"S{n:02}", "name": f"Skill {n:02}", "group": f"G{n % 6}"} for n in range(SKILLS)]
    levels = [_level(order, level, valid_months) for order, level in enumerate(LEVELS, start=1)]
    return {"framework": {"name": "Big framework"}, "skill_groups": groups, "skills": skills, "levels": levels}


def _level(order: int, level: dict[str, Any], valid_months: int) -> dict[str, Any]:
    targets = [
        {
            "skill": f"S{n:02}",
            "depth": level["depth"],
            "essential": n < ESSENTIAL,
            "minutes": level["minutes"],
            "valid_months": valid_months,
            "renewal_minutes": 20,
            "renewal_grace_days": 60,
        }
        for n in range(SKILLS)
    ]
    told = {key: level[key] for key in ("code", "name", "audience")}
    return told | {"order": order, "taught_minutes": 120, "grace_days": 180, "targets": targets}


def load_versions(trust: Any, first_day: dt.date, second_day: dt.date) -> None:
    """The second version lengthens what is kept from 24 to 36 months."""
    from curriculum.models import Target
    from curriculum.services.framework import draft_version, load_framework, publish_version

    first = load_framework(trust=trust, data=framework_data(), effective_date=first_day, by=None)
    second = draft_version(framework=first.framework, by=None)
    Target.objects.filter(dose__version=second).update(valid_months=36)
    eve = second_day - dt.timedelta(days=1)
    publish_version(version=second, effective_date=second_day, on=eve, by=None)
