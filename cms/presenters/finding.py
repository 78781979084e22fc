"""What was found, as a list to choose from: what each page is, where it belongs, how long it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Page

from ..models import LessonPage, LevelPage, ModulePage, Part, ResourcePage
from ..pages import path_of
from ..templatetags.academy_page import duration


@dataclass(frozen=True, slots=True)
class Hit:
    title: str
    address: str
    what: str
    summary: str


def hits(pages: Sequence[Page]) -> list[Hit]:
    modules = _modules_above(pages)
    minutes = _minutes_of(pages)
    return [Hit(page.title, path_of(page), _what(page, modules, minutes), _summary(page)) for page in pages]


def _what(page: Page, modules: dict[str, str], minutes: dict[str, int]) -> str:
    if isinstance(page, LessonPage):
        told = _("Lesson in “%(module)s”") % {"module": modules.get(_above(page), "")}
        return f"{told}, {duration(minutes[page.key])}" if page.key in minutes else told
    if isinstance(page, ModulePage):
        return f"{_('Module')}, {duration(page.minutes)}"
    if isinstance(page, ResourcePage):
        return str(page.get_kind_display())
    return _("Level") if isinstance(page, LevelPage) else _("Page")


def _summary(page: Page) -> str:
    return str(getattr(page, "summary", "") or page.search_description)


def _above(page: Page) -> str:
    return page.path[: -page.steplen]


def _modules_above(pages: Sequence[Page]) -> dict[str, str]:
    paths = {_above(page) for page in pages if isinstance(page, LessonPage)}
    return dict(Page.objects.filter(path__in=paths).values_list("path", "title"))


def _minutes_of(pages: Sequence[Page]) -> dict[str, int]:
    """Of lessons, by key: the keys of a trust's parts are used once."""
    lessons = [page for page in pages if isinstance(page, LessonPage)]
    modules = {_above(page) for page in lessons}
    parts = Part.objects.filter(module__path__in=modules, key__in={page.key for page in lessons})
    return dict(parts.values_list("key", "minutes"))
