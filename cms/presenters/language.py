"""In which languages a trust's pages can be read, and whether this one is in the reader's."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page


def language_context(page: Page, trust: int) -> dict[str, Any]:
    """`languages` is empty where there is only one: then nothing is said of it."""
    homes = apps.get_model("cms", "HomePage").objects.live().filter(trust=trust)
    codes = set(homes.values_list("locale__language_code", flat=True))
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
