"""The addresses of other sites that pages link to: in their rich text, and where a field is an address by itself."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any
from urllib.parse import urldefrag

from django.utils.encoding import iri_to_uri
from wagtail.models import Page

from workforce.models import Trust

from ..models.outside_link import LONGEST_ADDRESS
from ..pages import of_trust

HREF = re.compile(r'<a [^>]*?\bhref="(https?://[^"]+)"', re.IGNORECASE)
BY_ITSELF = re.compile(r"https?://\S+", re.IGNORECASE)


def published(trust: Trust) -> list[Page]:
    """In the order of the site."""
    return list(of_trust(Page.objects.live(), trust.pk).specific().order_by("path"))


def pages_by_address(pages: Iterable[Page]) -> dict[str, list[Page]]:
    found: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        for address in sorted(set(addresses_of(page))):
            found[address].append(page)
    return dict(found)


def addresses_of(page: Page) -> Iterator[str]:
    """As they are asked for: without the place on the page, which stays in the browser."""
    for text in _texts(page.serializable_data()):
        whole = [text] if BY_ITSELF.fullmatch(text) else [unescape(one) for one in HREF.findall(text)]
        for one in whole:
            address = iri_to_uri(urldefrag(one.strip()).url)
            if len(address) <= LONGEST_ADDRESS:
                yield address


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str):
        yield from _texts(json.loads(value)) if _is_story(value) else [value]


def _is_story(text: str) -> bool:
    """As the column of a story has it."""
    if not text.startswith("[{"):
        return False
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
