"""In which languages a trust's pages can be read, and whether this one is in the reader's."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language
from wagtail.models import Page

A_MINUTE = 60


def codes_of(trust: int) -> set[str]:
    """The languages of the trust's published home pages. A new one is offered within a minute."""
    codes: set[str] | None = cache.get(f"languages:{trust}")
    if codes is None:
        homes = apps.get_model("cms", "HomePage").objects.live().filter(trust=trust)
        codes = set(homes.values_list("locale__language_code", flat=True))
        cache.set(f"languages:{trust}", codes, A_MINUTE)
    return codes


def language_context(page: Page, trust: int) -> dict[str, Any]:
    """`languages` is empty where there is only one: then nothing is said of it."""
    codes = codes_of(trust)
    offered = [(code, words) for code, words in settings.LANGUAGES if code in codes]
    language = page.locale.language_code
    several = len(offered) > 1
    chosen = get_language()
    return {
        "language": language,
        "languages": offered if several else [],
        "chosen_language": chosen,
        "in_another_language": several and chosen in codes and language != chosen,
    }
