from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

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
        context["modules"] = ModulePage.objects.child_of(self).live().prefetch_related("levels")
        return context
