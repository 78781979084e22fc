"""Panels of the editor."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from .presenters.publication import changes_of


class ChangesPanel(Panel):
    """What publishing the page as it was last saved would change, told beside the table of doses."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/changes_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"changes": changes_of(self.instance) if self.instance.pk else []}
