"""The pages of a trust that have what was asked for, the best first.

What is found is what the reader may open: published pages below their own trust's home, in their language where that is
there. PostgreSQL's full text does the finding, with English endings; titles are found by how they begin as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache
from wagtail.models import Page
from wagtail.search.query import SearchQuery

from curriculum.models import Level, Skill

from ..models import HomePage
from .words import Group, any_asked_for, asked_for, groups_in, meant, words_in

TEN_MINUTES = 600
MOST = 200


@dataclass(frozen=True, slots=True)
class Found:
    """`meant` differs from `words` where nothing was found until their spelling was put right.

    `is_of_some`: no page has all of the words, and these have some of them.
    """

    words: list[str]
    meant: list[str]
    pages: list[Page]
    is_of_some: bool = False


def find(home: HomePage, text: str) -> Found:
    words, groups = words_in(text), [*groups_in(home.same_words), *names_that_changed(home)]
    if not words:
        return Found(words, words, [])
    if pages := _pages(home, words, groups):
        return Found(words, words, pages)
    corrected = meant(words, words_known(home))
    pages = _pages(home, corrected, groups) if corrected != words else []
    if pages or len(words) == 1:
        return Found(words, corrected, pages)
    below = Page.objects.live().descendant_of(home).specific()
    return Found(words, corrected, _search(below, any_asked_for(corrected, groups)), is_of_some=True)


def words_known(home: HomePage) -> set[str]:
    """Every word of titles, descriptions and skills; looked at anew every ten minutes."""
    key = f"words-known:{home.pk}"
    known: set[str] | None = cache.get(key)
    if known is None:
        pages = Page.objects.live().descendant_of(home).values_list("title", "search_description")
        skills = Skill.objects.filter(trust=home.trust_id).values_list("name", flat=True)
        renamed = [name for group in names_that_changed(home) for name in group]
        told = [text for page in pages for text in page] + [*skills, *renamed, home.same_words]
        known = {word for text in told for word in words_in(text)}
        cache.set(key, known, TEN_MINUTES)
    return known


def names_that_changed(home: HomePage) -> list[Group]:
    """What a skill or level is called, with what it was called before: each finds what speaks of the other."""
    renamed: list[tuple[str, list[str]]] = []
    for kind in (Skill, Level):
        changed = kind.objects.filter(trust=home.trust_id).exclude(former_names=[])
        renamed += changed.values_list("name", "former_names")
    return [tuple(word.lower() for word in (name, *former)) for name, former in renamed]


def _pages(home: HomePage, words: Sequence[str], groups: Sequence[Group]) -> list[Page]:
    below = Page.objects.live().descendant_of(home).specific()
    whole = _search(below, asked_for(words, groups))
    begun = [*below.autocomplete(" ".join(words), fields=["title"])[:MOST]]
    seen = {page.pk for page in whole}
    return [*whole, *(page for page in begun if page.pk not in seen)]


def _search(pages: Page, asked: SearchQuery) -> list[Page]:
    return [*pages.search(asked)[:MOST]]
