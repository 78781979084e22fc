"""Where a skill that somebody does not hold yet can be learned: the first module that gives it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from curriculum.models import ActivityVersion
from curriculum.queries.offer import IN_ORDER, in_order

from ..models import ModulePage
from ..pages import of_trust, path_of


@dataclass(frozen=True, slots=True)
class Way:
    words: str
    href: str


Ways: TypeAlias = Mapping[int, Way]


def ways_to(trust: int, skills: Iterable[int], versions: Iterable[ActivityVersion]) -> Ways:
    """By skill. Tests teach nothing; and what no module gives has no way here."""
    wanted: set[int] = set(skills)
    codes: dict[int, str] = {}
    taught = [one for one in versions if one.activity.module_key and one.activity.kind in IN_ORDER]
    for version in in_order(taught, modules=()):
        for dose in version.doses.all():
            if dose.skill_id in wanted:
                codes.setdefault(dose.skill_id, version.activity.module_key)
    pages = _pages(trust, set(codes.values()))
    return {skill: pages[code] for skill, code in codes.items() if code in pages}


def _pages(trust: int, codes: set[str]) -> dict[str, Way]:
    found: dict[str, Way] = {}
    for page in of_trust(ModulePage.objects.live(), trust).filter(code__in=codes).order_by("path"):
        found.setdefault(page.code, Way(page.title, path_of(page)))
    return found
