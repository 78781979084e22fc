"""Panels of the editor."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from curriculum.models import Skill

from .presenters.holes import holes_of
from .presenters.publication import changes_of
from .presenters.writing import warnings_of
from .withdrawing import sessions_in_the_way


def _in_the_way(page: Any) -> str:
    return sessions_in_the_way(page, after=page.expire_at) if page.expire_at else ""


class ChangesPanel(Panel):
    """What publishing the page as it was last saved would change, told beside the table of doses."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/changes_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            if not self.instance.pk:
                return context | {"changes": []}
            in_the_way = _in_the_way(self.instance)
            told = {"changes": changes_of(self.instance), "holes": holes_of(self.instance)}
            return context | told | {"in_the_way": in_the_way, "until": self.instance.expire_at}


class SkillsPanel(Panel):
    """The trust's skills with their codes, which questions name."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/skills_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            trust = self.instance.trust_below(self.instance if self.instance.path else self.form.parent_page)
            return context | {"skills": Skill.objects.filter(trust=trust).order_by("position", "code")}


class PartsPanel(Panel):
    """The keys of the parts, offered where a dose names its part."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/parts_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"parts": self.instance.parts.all()}


class WritingPanel(Panel):
    """What to think about in a lesson as it was last saved: said once, where one writes."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/writing_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"warnings": warnings_of(self.instance) if self.instance.pk else []}
