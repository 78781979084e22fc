from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from curriculum.models import Level, LevelDose
from curriculum.queries.level import dose_of

from .module import ModulePage
from .trust_page import TrustPage


class LevelPage(TrustPage):
    """What a level asks for, in words and as a table, and the modules that serve it. Personal data: none."""

    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    intro = RichTextField(features=["bold", "link", "ul"], blank=True)

    template = "pages/level.html"
    content_panels = [*TrustPage.content_panels, FieldPanel("level"), FieldPanel("intro")]
    parent_page_types = ["cms.CurriculumPage"]
    subpage_types: list[str] = []
    search_fields = [*TrustPage.search_fields, index.SearchField("intro")]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        dose: LevelDose | None = dose_of(self.level, on=timezone.localdate())
        context["dose"] = dose
        context["targets"] = dose.targets.select_related("skill").order_by("skill__position") if dose else []
        context["modules"] = ModulePage.objects.sibling_of(self).live().filter(levels=self.level)
        return context
