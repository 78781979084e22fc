"""What is the same for everybody, made once a revision: only what a person has done is read afresh."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

A_DAY, PIECES_AT_MOST = 24 * 60 * 60, 200


def once_a_revision(page: Page, name: str, make: Callable[[], Any]) -> Any:
    """A page as it is published is kept; a draft in the editor's preview never is."""
    if not page.live_revision_id or page.has_unpublished_changes:
        return make()
    published = page.last_published_at.timestamp() if page.last_published_at else 0
    key = f"page:{page.pk}:{page.live_revision_id}:{published}:{name}"
    kept = cache.get(key)
    if kept is None:
        kept = make()
        cache.set(key, kept, A_DAY)
    return kept


def once_known(page: Page, name: Any, make: Callable[[], Any]) -> Any:
    """What is made of a page and of those around it, once for all who find it unchanged (cms/known_lessons.py)."""
    pieces = page.__dict__.get("known_pieces")
    if pieces is None:
        return make()
    made = pieces.get(name)
    if made is None:
        if len(pieces) > PIECES_AT_MOST:
            pieces.clear()
        made = pieces[name] = make()
    return made


def rendered(page: Page, field: str) -> SafeString:
    stream = getattr(page, field)
    return mark_safe(once_a_revision(page, field, lambda: str(stream.render_as_block())))
