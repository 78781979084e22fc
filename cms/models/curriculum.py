from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from ..presenters.my_modules import MyModules, my_modules
from .level import LevelPage
from .module import ModulePage
from .trust_page import TrustPage


class CurriculumPage(TrustPage):
    """Everything there is to learn: the levels, and the modules that serve them. Personal data: none."""

    intro = RichTextField(features=["bold", "link", "ul"], blank=True)

    template = "pages/curriculum.html"
    content_panels = [*TrustPage.content_panels, FieldPanel("intro")]
    parent_page_types = ["cms.HomePage"]
    max_count_per_parent = 1
    subpage_types = ["cms.LevelPage", "cms.ModulePage"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["levels"] = LevelPage.objects.child_of(self).live().select_related("level")
        modules = ModulePage.objects.child_of(self).live().prefetch_related("levels", "parts")
        context["groups"] = by_first_level(modules)
        person = getattr(request.user, "person", None)
        in_order = [module for _level, some in context["groups"] for module in some]
        context["mine"] = my_modules(person, in_order) if person else MyModules()
        return context


def by_first_level(modules: Iterable[ModulePage]) -> list[tuple[str, list[ModulePage]]]:
    """Each module once, under the first of the levels that it serves; one that serves none comes last."""
    groups = defaultdict[tuple[int, str], list[ModulePage]](list)
    for module in sorted(modules, key=in_order):
        first = min(module.levels.all(), key=lambda level: level.position, default=None)
        groups[(first.position, first.name) if first else (len(groups) + 1000, "")].append(module)
    return [(name, groups[place, name]) for place, name in sorted(groups)]


def in_order(module: ModulePage) -> list[tuple[int, str]]:
    """By code, numbers as numbers: FA-2 stands before FA-10."""
    return [(int(piece), "") if piece.isdigit() else (0, piece) for piece in re.split(r"(\d+)", module.code)]
