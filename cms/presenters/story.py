"""The words of a page, rendered once a revision: only what a person has done is read afresh."""

from __future__ import annotations

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

A_DAY = 24 * 60 * 60


def rendered(page: Page, field: str) -> SafeString:
    stream = getattr(page, field)
    if not page.live_revision_id or page.has_unpublished_changes:
        return SafeString(stream.render_as_block())
    key = f"story:{page.pk}:{page.live_revision_id}:{field}"
    kept = cache.get(key)
    if kept is None:
        kept = str(stream.render_as_block())
        cache.set(key, kept, A_DAY)
    return mark_safe(kept)
