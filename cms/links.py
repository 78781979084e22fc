"""Links of published pages that lead nowhere: to a page or a file that is not published, or not there any more."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.documents.models import Document
from wagtail.models import Page

# As Wagtail keeps a link in rich text: <a linktype="page" id="5">, its attributes in any order
LINK, KIND, TARGET = re.compile(r"<a [^>]*>"), re.compile(r'linktype="(page|document)"'), re.compile(r'\bid="(\d+)"')


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """`to`: what it led to, where that is still known."""

    page: Page
    to: str
    why: str


def broken_links(pages: Iterable[Page]) -> list[BrokenLink]:
    """Page by page, in the order of the site; each target once a page."""
    linked = [(page, sorted(set(links_of(page)))) for page in pages]
    wanted = {link for _page, links in linked for link in links}
    known: dict[str, dict[int, Any]] = {
        "page": Page.objects.in_bulk({pk for kind, pk in wanted if kind == "page"}),
        "document": Document.objects.in_bulk({pk for kind, pk in wanted if kind == "document"}),
    }
    found = (_broken(page, kind, known[kind].get(pk)) for page, links in linked for kind, pk in links)
    return [one for one in found if one]


def links_of(page: Page) -> Iterator[tuple[str, int]]:
    """The kind and the key of each thing of this site that its rich text links to, in whatever field."""
    text = json.dumps(page.serializable_data(), ensure_ascii=False, default=str).replace("\\", "")
    for link in LINK.findall(text):
        kind, target = KIND.search(link), TARGET.search(link)
        if kind and target:
            yield kind.group(1), int(target.group(1))


def _broken(page: Page, kind: str, target: Any) -> BrokenLink | None:
    if target is None:
        to = _("a page that was deleted") if kind == "page" else _("a file that was deleted")
        return BrokenLink(page, to, _("It is not there any more."))
    if kind == "page" and not target.live:
        return BrokenLink(page, target.title, _("It is not published."))
    return None
