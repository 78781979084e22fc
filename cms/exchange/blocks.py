"""The blocks of a page as plain values, without what means something on one site only, and back."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from curriculum.calc.unpacking import NotSound

from .media import Given, Taken
from .rich_text import cleaned, with_documents

CHOOSERS = {ImageChooserBlock: "image", DocumentChooserBlock: "document"}
PLAIN = (str, int, float, bool, type(None))


def portable(block: Any, raw: Any, media: Taken) -> Any:
    """From what the database has. Ids of blocks stay behind: they are made anew wherever they come in."""
    match block:
        case blocks.StreamBlock():
            children = block.child_blocks
            return [{"type": b["type"], "value": portable(children[b["type"]], b["value"], media)} for b in raw]
        case blocks.StructBlock():
            return {name: portable(child, raw.get(name), media) for name, child in block.child_blocks.items()}
        case blocks.ListBlock():
            return [portable(block.child_block, _item(item), media) for item in raw or []]
        case blocks.RichTextBlock():
            return with_documents(cleaned(raw or ""), media.document)
    kind = _chosen(block)
    return media.take(kind, raw) if kind else _stripped(raw)


def native(block: Any, told: Any, media: Given) -> Any:
    """As the database has it, from what a file says. Raises NotSound."""
    match block:
        case blocks.StreamBlock():
            return [_streamed(block, one, media) for one in _list(told)]
        case blocks.StructBlock():
            return _fields(block, told, media)
        case blocks.ListBlock():
            return [_with_id({"type": "item", "value": native(block.child_block, one, media)}) for one in _list(told)]
        case blocks.RichTextBlock():
            return with_documents(cleaned(_text(told)), media.document)
    kind = _chosen(block)
    return media.give(kind, told) if kind else _plain(told)


def _stripped(raw: Any) -> Any:
    """As the editor keeps it."""
    return raw.strip() if isinstance(raw, str) else raw


def _streamed(block: blocks.StreamBlock, told: Any, media: Given) -> dict[str, Any]:
    if not isinstance(told, Mapping) or told.get("type") not in block.child_blocks:
        raise NotSound("It has a kind of content that is not known here. Was it made by a newer version?")
    child = block.child_blocks[told["type"]]
    return _with_id({"type": told["type"], "value": native(child, told.get("value"), media)})


def _fields(block: blocks.StructBlock, told: Any, media: Given) -> dict[str, Any]:
    if not isinstance(told, Mapping) or set(told) - set(block.child_blocks):
        raise NotSound("It says something that is not known here. Was it made by a newer version?")
    return {name: native(block.child_blocks[name], value, media) for name, value in told.items()}


def _with_id(value: dict[str, Any]) -> dict[str, Any]:
    return value | {"id": str(uuid.uuid4())}


def _item(item: Any) -> Any:
    """Lists were once kept without the wrapping of their items."""
    return item["value"] if isinstance(item, Mapping) and item.get("type") == "item" else item


def _chosen(block: Any) -> str:
    return next((kind for chooser, kind in CHOOSERS.items() if isinstance(block, chooser)), "")


def _list(told: Any) -> list[Any]:
    if not isinstance(told, list):
        raise NotSound("It is not whole: a list is missing.")
    return told


def _text(told: Any) -> str:
    if not isinstance(told, str):
        raise NotSound("It is not whole: words are missing.")
    return told


def _plain(told: Any) -> Any:
    if not isinstance(told, PLAIN):
        raise NotSound("It is not whole: a value is of another kind than it should be.")
    return told
