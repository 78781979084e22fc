"""Rich text that somebody else wrote: nothing but what an editor here could have written is left of it."""

from __future__ import annotations

import re
from collections.abc import Callable

from bs4 import BeautifulSoup, Tag
from wagtail.whitelist import DEFAULT_ELEMENT_RULES, Whitelister, allow_without_attributes, check_url

KEPT = ("[document]", "b", "strong", "i", "em", "h2", "h3", "h4", "ol", "ul", "li", "p", "br")
DOCUMENT = "document"
SPACE = re.compile(r"[ \t\r\n\f\v]+")  # as a browser sees it; a space that does not break stays
BESIDE_BLOCKS = re.compile(r" ?(</?(?:p|h2|h3|h4|ol|ul|li)>) ?")


def _link(tag: Tag) -> None:
    """To elsewhere, or to a document that comes along under a name; a link to a page of another site is only words."""
    address, document = str(tag.get("href") or ""), tag.get("linktype") == DOCUMENT and tag.get("id")
    tag.attrs = {}
    if document:
        tag.attrs = {"linktype": DOCUMENT, "id": document}
    elif address and check_url(address):
        tag.attrs = {"href": address}
    else:
        tag.unwrap()


class _Cleaner(Whitelister):
    element_rules = {
        **{name: allow_without_attributes for name in KEPT},
        "a": _link,
        "script": lambda tag: tag.decompose(),
        "style": lambda tag: tag.decompose(),
    }


assert set(KEPT) <= {*DEFAULT_ELEMENT_RULES}


def cleaned(html: str) -> str:
    """Cleaned twice it is the same. Space is left where it is seen."""
    words: str = _Cleaner().clean(html)
    return BESIDE_BLOCKS.sub(r"\1", SPACE.sub(" ", words)).strip(" ")


def with_documents(html: str, named: Callable[[str], str]) -> str:
    """Each document that it links to named anew; one without a name is only words."""
    if DOCUMENT not in html:
        return html
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all("a", linktype=DOCUMENT):
        name = named(str(tag.get("id", "")))
        if name:
            tag["id"] = name
        else:
            tag.unwrap()
    return cleaned(str(soup))
