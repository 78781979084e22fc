"""The library as a page: which resources are asked for, and what there is to choose from."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, TextChoices
from django.http import QueryDict
from django.utils.translation import gettext as _

from curriculum.models import Skill


def library_context(resources: QuerySet[Any], query: QueryDict, kinds: type[TextChoices]) -> dict[str, Any]:
    """Unknown choices are said, and find nothing."""
    kind, skill = query.get("kind", ""), query.get("skill", "")
    skills = Skill.objects.filter(pk__in=resources.values("skills")).order_by("group__position", "position", "code")
    known = {one.code: one for one in skills}
    problem = ""
    if kind and kind not in kinds.values:
        problem = _("There is no such kind of resource. Choose one below.")
    elif skill and skill not in known:
        problem = _("Nothing here is for such a skill. Choose one below.")
    return {
        "resources": [] if problem else _chosen(resources, kind, known.get(skill)),
        "problem": problem,
        "kinds": kinds.choices,
        "skills": list(known.values()),
        "chosen_kind": kind,
        "chosen_skill": skill,
    }


def _chosen(resources: QuerySet[Any], kind: str, skill: Skill | None) -> list[Any]:
    found = resources.filter(kind=kind) if kind else resources
    return list((found.filter(skills=skill) if skill else found).order_by("title"))
