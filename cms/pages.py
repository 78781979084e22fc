"""The pages of one trust. Nobody looks a page up by its key or code but here, and never without the trust."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language
from wagtail.models import Page

from curriculum.enums import ActivityKind
from curriculum.models import ActivityVersion

from .models import HomePage, LessonPage, ModulePage


def of_trust(pages: Any, trust: int) -> Any:
    """Those below the trust's home page, in whatever language."""
    return pages.filter(_below_home(trust))


def _below_home(trust: int) -> Q:
    homes = HomePage.objects.filter(trust=trust).values_list("path", flat=True)
    return reduce(or_, (Q(path__startswith=path) for path in homes), Q(pk__in=[]))


def lesson_of(trust: int, key: str) -> LessonPage | None:
    """The published lesson with this key, in the reader's language where it is there."""
    lesson: LessonPage | None = _as_read(of_trust(LessonPage.objects.live(), trust).filter(key=key))
    return lesson


def module_of(trust: int, code: str) -> ModulePage | None:
    module: ModulePage | None = _as_read(of_trust(ModulePage.objects.live(), trust).filter(code=code))
    return module


def module_titles(trust: int) -> dict[str, str]:
    """By code, in the order of the site."""
    found: dict[str, str] = {}
    for code, title in of_trust(ModulePage.objects.live(), trust).order_by("path").values_list("code", "title"):
        found.setdefault(code, title)
    return found


def addresses_of(trust: int, versions: Iterable[ActivityVersion]) -> dict[int, str]:
    """By activity: a lesson's page, or that of its module. What stands on no page has none."""
    activities = [version.activity for version in versions]
    lessons = {one.key for one in activities if one.kind == ActivityKind.LESSON}
    codes = {one.module_key for one in activities if one.kind != ActivityKind.LESSON}
    here = _below_home(trust) if activities else Q()
    keyed = _paths(LessonPage.objects.live().filter(here, key__in=lessons), "key") if lessons else {}
    coded = _paths(ModulePage.objects.live().filter(here, code__in=codes), "code") if codes else {}
    return {
        one.pk: keyed.get(one.key, "") if one.kind == ActivityKind.LESSON else coded.get(one.module_key, "")
        for one in activities
    }


def _paths(pages: Any, name: str) -> dict[str, str]:
    """In the reader's language where it is there, else in that of the site."""
    wanted = (settings.LANGUAGE_CODE, get_language())
    found = [page for page in pages.select_related("locale") if page.locale.language_code in wanted]
    found.sort(key=lambda page: wanted.index(page.locale.language_code))
    return {getattr(page, name): path_of(page) for page in found}


def _as_read(pages: Any) -> Any:
    found = {page.locale.language_code: page for page in pages.select_related("locale")}
    return found.get(get_language() or "") or found.get(settings.LANGUAGE_CODE)


def path_of(page: Page) -> str:
    """Where a reader finds it on their trust's own site: never with a host, which is the one they are on."""
    parts = page.get_url_parts()
    return parts[2] if parts and parts[2] else ""
