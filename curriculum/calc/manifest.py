"""What an imsmanifest.xml says: the pieces of a package in their order, and what opens each.

Source: ADL, SCORM 1.2 Content Aggregation Model, 2001, section 2.3. Names are read whatever their prefix, since tools
that write manifests differ; entities are off, and what stands outside the package is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from .unpacking import NotSound

NAME = "imsmanifest.xml"
LARGEST = 4 * 1024 * 1024
MOST_PIECES = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """`address` is a file of the package, with what follows its question mark in `query`."""

    key: str
    title: str
    address: str
    query: str = ""
    tells: bool = True  # a SCO tells how it goes; an asset is only shown
    mastery: str = ""
    launch_data: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    title: str
    pieces: tuple[Piece, ...]


def read_manifest(text: bytes) -> Manifest:
    root = _parsed(text)
    version = _text(root, "schemaversion")
    if version and version.strip() not in ("1.2", "1.1"):
        raise NotSound(f"It says that it is SCORM {version.strip()}. Export it as SCORM 1.2.")
    organisation = _organisation(root)
    resources = {one.get("identifier", ""): one for one in _all(root, "resource")}
    base = "".join(_own(one, "base") for one in (root, *_children(root, "resources")))
    items = [item for item in _all(organisation, "item") if item.get("identifierref")]
    if len(items) > MOST_PIECES:
        raise NotSound(f"It has more than {MOST_PIECES} pieces.")
    pieces = tuple(_piece(item, resources, base) for item in items)
    if not pieces:
        raise NotSound("Its manifest names nothing to open. Ask whoever made it to export it as SCORM 1.2.")
    if len({piece.key for piece in pieces}) < len(pieces):
        raise NotSound("Its manifest gives two pieces the same identifier.")
    return Manifest(_title(organisation) or pieces[0].title, pieces)


def _parsed(text: bytes) -> Element:
    if len(text) > LARGEST:
        raise NotSound("Its manifest is too large to be one.")
    try:
        root: Element = fromstring(text, forbid_dtd=False)
    except DefusedXmlException as harm:
        raise NotSound("Its manifest asks for things outside itself. It is not taken.") from harm
    except (ParseError, ValueError, LookupError) as broken:
        raise NotSound("Its manifest is not whole XML. Export the package again.") from broken
    return root


def _organisation(root: Element) -> Element:
    """The one that is named as the default, or the first."""
    groups = _children(root, "organizations")
    found = [one for group in groups for one in _children(group, "organization")]
    wanted = groups[0].get("default", "") if groups else ""
    if not found:
        raise NotSound("Its manifest names nothing to open. Ask whoever made it to export it as SCORM 1.2.")
    return next((one for one in found if one.get("identifier") == wanted), found[0])


def _piece(item: Element, resources: dict[str, Element], base: str) -> Piece:
    wanted = item.get("identifierref", "")
    if wanted not in resources:
        raise NotSound(f"Its manifest opens “{wanted}”, which it does not name.")
    resource = resources[wanted]
    href = base + _own(resource, "base") + resource.get("href", "")
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path or ".." in parts.path.split("/"):
        raise NotSound(f"“{href or wanted}” is not in the package. Only what is in it can be opened.")
    more = item.get("parameters", "").lstrip("?&").split("#")[0]
    return Piece(
        key=item.get("identifier", wanted)[:255],
        title=(_title(item) or wanted)[:200],
        address=unquote(parts.path).lstrip("/"),
        query="&".join(some for some in (parts.query, more) if some),
        tells=_own(resource, "scormtype").lower() != "asset",
        mastery=_percent(_text(item, "masteryscore", deep=False)),
        launch_data=_text(item, "datafromlms", deep=False)[:4096],
    )


def _percent(text: str) -> str:
    """A score to master, where it is one."""
    text = text.strip()
    is_number = text.replace(".", "", 1).isascii() and text.replace(".", "", 1).isdigit()
    return text if is_number and 0 < float(text) <= 100 else ""


def _name(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def _children(element: Element, name: str) -> list[Element]:
    return [one for one in element if _name(one.tag) == name]


def _all(element: Element, name: str) -> Iterator[Element]:
    return (one for one in element.iter() if _name(one.tag) == name)


def _own(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if _name(key) == name), "").strip()


def _text(element: Element, name: str, *, deep: bool = True) -> str:
    found = _all(element, name) if deep else iter(_children(element, name))
    return next((one.text or "" for one in found), "")


def _title(element: Element) -> str:
    return _text(element, "title", deep=False).strip()[:200]
