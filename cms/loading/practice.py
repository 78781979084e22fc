"""Activities without a page: practice that people record, and skills that are signed off, from the same files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from curriculum.enums import ActivityKind, Assessment, Depth
from curriculum.models import Skill
from curriculum.services.activity import Part, publish_activity
from curriculum.services.entry import Dose
from workforce.models import Account, Trust

from .files import CONTENT, read
from .site import module_files


def load_practice(trust: Trust, *, by: Account | None) -> int:
    skills = {skill.code: skill for skill in Skill.objects.filter(trust=trust)}
    told = [*_practices(skills), *_sign_offs(skills)]
    for module, part, dose in told:
        publish_activity(trust=trust, part=part, module_key=module, doses=[dose], content={}, by=by)
    return len(told)


def _practices(skills: Mapping[str, Skill]) -> Iterator[tuple[str, Part, Dose]]:
    for position, told in enumerate(read(CONTENT / "framework.yml")["practice_activities"]):
        [gives] = told["doses"]
        part = Part(told["key"], told["kind"], told["title"], told["minutes"], position, told.get("title_cy", ""))
        yield "", part, Dose(**_values(gives), skill=skills[gives["skill"]].pk)


def _sign_offs(skills: Mapping[str, Skill]) -> Iterator[tuple[str, Part, Dose]]:
    for path in module_files():
        module = read(path)
        for position, told in enumerate(module.get("sign_off", ()), start=100):
            skill = skills[told["skill"]]
            title = f"{skill.name}, to the depth “{Depth(told['depth']).label}”"
            part = Part(told["key"], ActivityKind.SIGN_OFF, told.get("title", title), 0, position)
            gives = Dose(skill=skill.pk, depth=told["depth"], assessment=Assessment.SIGN_OFF)
            yield module["code"], part, gives


def _values(gives: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in gives.items() if name != "skill"}
