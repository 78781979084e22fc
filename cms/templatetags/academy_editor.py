"""{% load academy_editor %}: what the editor's own screens say besides what Wagtail says."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from ..models import ModulePage
from ..withdrawing import sessions_in_the_way

register = template.Library()


@register.simple_tag
def withdrawal_of(page: Any) -> list[str]:
    """What goes with a page that is about to be unpublished, in sentences."""
    if not isinstance(page, ModulePage):
        return []
    return [
        words
        for words in ("Its published lessons are unpublished with it.", sessions_in_the_way(page, after=timezone.now()))
        if words
    ]
