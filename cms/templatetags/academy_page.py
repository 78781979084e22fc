"""{% load academy_page %}: words that pages of the site need."""

from __future__ import annotations

from django import template
from django.utils.translation import ngettext
from wagtail.models import Page

register = template.Library()


@register.filter
def trail(page: Page) -> list[dict[str, str]]:
    """The pages from the home page down to the one above this."""
    above = page.get_ancestors().filter(depth__gte=2)
    return [{"words": step.title, "href": step.get_url() or ""} for step in above]


@register.filter
def duration(minutes: int) -> str:
    """Minutes as people say them: 8 minutes, 1 hour, 7 hours 30 minutes."""
    hours, rest = divmod(minutes, 60)
    words = [ngettext("%d hour", "%d hours", hours) % hours] if hours else []
    if rest or not hours:
        words.append(ngettext("%d minute", "%d minutes", rest) % rest)
    return " ".join(words)
