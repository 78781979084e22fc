"""Lessons as they were read last: found again with one statement, as long as no row that they are made of has changed.

Which change of a row is there now, PostgreSQL tells itself: by the transaction that wrote it and the place where it
lies. So nothing has to be said when something is published, moved, renamed or withdrawn, in whatever way it is done:
the next reader of any process sees it (docs/decisions/0016).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from .models import LessonPage

Address: TypeAlias = tuple[str, str, str]
AT_MOST, STEP = 2000, Page.steplen
CHANGES = """
SELECT md5(string_agg(change, ' ' ORDER BY change)) FROM (
    SELECT 'site' || xmin::text || ctid::text AS change FROM wagtailcore_site
    UNION ALL
    SELECT 'locale' || xmin::text || ctid::text FROM wagtailcore_locale
    UNION ALL
    SELECT 'home' || page.xmin::text || page.ctid::text || home.xmin::text || home.ctid::text
      FROM cms_homepage home JOIN wagtailcore_page page ON page.id = home.page_ptr_id
    UNION ALL
    SELECT 'page' || xmin::text || ctid::text FROM wagtailcore_page WHERE path = ANY(%s)
    UNION ALL
    SELECT 'lesson' || page.xmin::text || page.ctid::text || lesson.xmin::text || lesson.ctid::text
      FROM wagtailcore_page page JOIN cms_lessonpage lesson ON lesson.page_ptr_id = page.id
     WHERE page.path BETWEEN %s AND %s
    UNION ALL
    SELECT 'module' || module.xmin::text || module.ctid::text || coalesce(part.xmin::text || part.ctid::text, '')
      FROM cms_modulepage module LEFT JOIN cms_part part ON part.module_id = module.page_ptr_id
     WHERE module.page_ptr_id = (SELECT id FROM wagtailcore_page WHERE path = %s)
    UNION ALL
    SELECT 'activity' || one.xmin::text || one.ctid::text || coalesce(version.xmin::text || version.ctid::text, '')
      FROM curriculum_activity one LEFT JOIN curriculum_activityversion version ON version.activity_id = one.id
     WHERE one.trust_id = %s AND one.key = %s
) changes
"""


@dataclass(frozen=True, slots=True)
class Known:
    """`changes` are older than the page, never newer: whatever came between makes them differ the next time."""

    rows: tuple[Any, ...]
    changes: str = ""
    page: LessonPage | None = None
    pieces: dict[Any, Any] = field(default_factory=dict)


_known: dict[Address, Known] = {}


def serve_page(request: HttpRequest, path: str) -> HttpResponseBase:
    """As Wagtail serves every page, its hooks included; only where a known lesson lies is not asked again."""
    address = (request.get_host(), get_language() or "", path)
    known = _known.get(address)
    changes = _changes(known.rows) if known else ""
    if known and known.page and changes == known.changes:
        request._wagtail_route_for_request = RouteResult(_copied(known.page, known.pieces))  # type: ignore[attr-defined]
    else:
        _remember(address, known, changes, Page.route_for_request(request, path))
    answer: HttpResponseBase = serve(request, path)
    return answer


def _remember(address: Address, known: Known | None, changes: str, found: RouteResult | None) -> None:
    """Which rows a lesson is made of is learned the first time; the second it is kept, if they are the same."""
    page = found[0] if found else None
    if not isinstance(page, LessonPage) or not _can_be_known(page):
        _known.pop(address, None)
        return
    if len(_known) > AT_MOST:
        _known.clear()
    rows = _rows(page)
    if known is None or known.rows != rows:
        _known[address] = Known(rows)
        return
    _known[address] = kept = Known(rows, changes, _copied(page, {}))
    page.known_pieces = kept.pieces


def _can_be_known(page: LessonPage) -> bool:
    """In the first language, where it was asked for, and no package, of which each reader has their own."""
    is_here: bool = getattr(page, "is_where_asked", False)
    return is_here and page.package_id is None and page.locale.language_code == settings.LANGUAGE_CODE


def _rows(page: LessonPage) -> tuple[Any, ...]:
    above = [page.path[:end] for end in range(STEP, len(page.path) + 1, STEP)]
    module = page.path[:-STEP]
    return above, f"{module}{'0' * STEP}", f"{module}{'Z' * STEP}", module, page.known_trust, page.key


def _changes(rows: tuple[Any, ...]) -> str:
    with connection.cursor() as cursor:
        cursor.execute(CHANGES, rows)
        return str(cursor.fetchone()[0])


def _copied(page: LessonPage, pieces: dict[Any, Any]) -> LessonPage:
    """Each request has a page of its own, to say on it what it likes; what was made of it is shared."""
    copied = LessonPage.__new__(LessonPage)
    copied.__dict__.update(page.__dict__, known_pieces=pieces)
    return copied
