"""The library of a trust's site, and the words that its search takes for one another, from their file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wagtail.models import Locale

from curriculum.models import Skill
from workforce.models import Account, Trust

from ..finding.words import groups_in
from ..models import HomePage, LibraryPage, ResourcePage
from .files import CONTENT, read
from .published import keep, publish
from .story import rich, story

FILE = CONTENT / "library.yml"


def same_words() -> str:
    return "\n".join(read(FILE)["same_words"])


def with_new_groups(home: HomePage) -> str:
    """The words of a site as they are, with groups that are shipped since; what an editor did to them is left alone.

    What stood in any version of the page its editors have seen: taken out, it stays out.
    """
    versions = [revision.as_object().same_words for revision in home.revisions.all()]
    seen = {term for words in (*versions, home.same_words) for group in groups_in(words) for term in group}
    lines = home.same_words.splitlines()
    for shipped in read(FILE)["same_words"]:
        terms = [term.strip() for term in shipped.split(",")]
        new = [term for term in terms if term.lower() not in seen]
        if new == terms:
            lines.append(shipped)
        elif new and (place := _line_with(terms, lines)) is not None:
            lines[place] = ", ".join([lines[place].rstrip(" ,"), *new])
    return "\n".join(lines)


def _line_with(terms: Sequence[str], lines: Sequence[str]) -> int | None:
    """Where a term of the group stands, if an editor has left one."""
    groups = [groups_in(line) for line in lines]
    wanted = {term.lower() for term in terms}
    return next((place for place, found in enumerate(groups) if any(wanted & set(group) for group in found)), None)


def load_library(trust: Trust, *, by: Account | None) -> LibraryPage:
    """Of a trust whose site is there; see `load_site`."""
    data, home = read(FILE), HomePage.objects.get(trust=trust, locale=Locale.get_default())
    library = LibraryPage.objects.child_of(home).first() or LibraryPage()
    library.title, library.slug, library.intro = data["title"], "library", rich(data["intro"])
    library.search_description = "Tools, templates, guides and stories of improvement."
    keep(library, home)
    publish(library, by)
    skills = {skill.code: skill for skill in Skill.objects.filter(trust=trust)}
    for told in data["resources"]:
        load_resource(library, told, skills, by)
    return library


def load_resource(
    library: LibraryPage, told: Mapping[str, Any], skills: Mapping[str, Skill], by: Account | None
) -> None:
    page = ResourcePage.objects.child_of(library).filter(slug=told["key"]).first() or ResourcePage(slug=told["key"])
    page.title, page.kind, page.team = told["title"], told["kind"], told.get("team", "")
    page.summary = page.search_description = " ".join(told["summary"].split())
    page.skills.set([skills[code] for code in told["skills"] if code in skills])
    page.body = story(told["blocks"])
    keep(page, library)
    publish(page, by)
