"""How the curriculum serves the framework, in words, by level and by module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.pages import module_of, module_titles, path_of
from cms.templatetags.academy_page import duration
from curriculum.calc.serving import Beyond, Gap
from curriculum.enums import Depth
from curriculum.models import Level, Skill
from curriculum.queries.serving import Serving, TooMuch, Unserved
from workforce.models import Trust

GAPS = {
    Gap.NOTHING: gettext_lazy("Nothing published gives this skill at a depth that counts."),
    Gap.TOO_SHALLOW: gettext_lazy("What is published does not go as deep."),
    Gap.TOO_SHORT: gettext_lazy("All that is published lasts too short together."),
    Gap.NOT_SIGNED_OFF: gettext_lazy("This depth is signed off by somebody, and no sign-off is published for it."),
}
BEYOND = {
    Beyond.NOBODY_ASKS: gettext_lazy("No level asks for this skill."),
    Beyond.TOO_DEEP: gettext_lazy("Deeper than any level asks for."),
    Beyond.TOO_LONG: gettext_lazy("Longer than any level asks for."),
}


@dataclass(frozen=True, slots=True)
class GapLine:
    level: str
    skill: str
    depth: str
    essential: bool
    why: str


@dataclass(frozen=True, slots=True)
class MuchLine:
    module: str
    address: str
    skill: str
    gives: str
    why: str


@dataclass(frozen=True, slots=True)
class ServingView:
    is_in_force: bool
    targets: int
    served: int
    gaps: list[GapLine]
    much: list[MuchLine]


def serving_view(found: Serving, trust: Trust) -> ServingView:
    skills = dict(Skill.objects.filter(trust=trust).values_list("pk", "name"))
    levels = dict(Level.objects.filter(trust=trust).order_by("position").values_list("pk", "name"))
    order = {level: place for place, level in enumerate(levels)}
    unserved = sorted(found.unserved, key=lambda one: (order[one.level], skills[one.target.skill]))
    return ServingView(
        is_in_force=found.is_in_force,
        targets=found.targets,
        served=found.targets - len(unserved),
        gaps=[_gap(one, levels, skills) for one in unserved],
        much=_much(found.too_much, skills, trust),
    )


def _gap(one: Unserved, levels: Mapping[int, str], skills: Mapping[int, str]) -> GapLine:
    target = one.target
    return GapLine(
        level=levels[one.level],
        skill=skills[target.skill],
        depth=str(Depth(target.depth).label),
        essential=target.essential,
        why=str(GAPS[one.gap]),
    )


def _much(found: list[TooMuch], skills: Mapping[int, str], trust: Trust) -> list[MuchLine]:
    titles = module_titles(trust.pk)
    addresses = {code: _address(trust, code) for code in {one.module for one in found if one.module}}
    return [
        MuchLine(
            module=titles.get(one.module, one.module) or _("Practice and sign-offs of no module"),
            address=addresses.get(one.module, ""),
            skill=skills[one.dose.skill],
            gives=f"{Depth(one.dose.depth).label}, {duration(one.dose.minutes)}",
            why=str(BEYOND[one.beyond]),
        )
        for one in found
    ]


def _address(trust: Trust, code: str) -> str:
    page = module_of(trust.pk, code)
    return path_of(page) if page else ""
