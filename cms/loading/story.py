"""Blocks of a file as the blocks of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markdown_it import MarkdownIt

from cms.questions import question_block

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
Block = Mapping[str, Any]


def rich(markdown: str) -> str:
    """Markdown as rich text. A heading of a lesson's text stands right below the lesson's own."""
    return _MARKDOWN.render(markdown).replace("<h3>", "<h2>").replace("</h3>", "</h2>")


def inline(markdown: str) -> str:
    return _MARKDOWN.renderInline(markdown)


def story(blocks: list[Block]) -> list[tuple[str, Any]]:
    return [(block["type"], BLOCKS[block["type"]](block)) for block in blocks]


def _listed(heading: str, field: str) -> Callable[[Block], Any]:
    def told(block: Block) -> Any:
        return {"heading_level": 2, "label": block[heading], field: [inline(item) for item in block["items"]]}

    return told


BLOCKS: dict[str, Callable[[Block], Any]] = {
    "text": lambda block: rich(block["text"]),
    "inset": lambda block: {"body": rich(block["text"])},
    "warning": lambda block: {"title": block["heading"], "heading_level": 2, "body": rich(block["text"])},
    "do_list": _listed("heading", "do"),
    "dont_list": _listed("heading", "dont"),
    "expander": lambda block: {"title": block["title"], "text": rich(block["text"])},
    "example": lambda block: {"title": block["title"], "text": rich(block["text"])},
    "reflection": lambda block: {"prompt": block["prompt"]},
    "summary": lambda block: {"items": list(block["items"])},
    "table": lambda block: {"caption": block["caption"], "header": block["header"], "rows": block["rows"]},
    "chart": lambda block: {
        "caption": block["caption"],
        "kind": block["kind"],
        "unit": block["unit"],
        "points": [{"label": str(label), "value": value} for label, value in block["points"]],
        "notes": block["notes"],
    },
}


def questions(check: Mapping[str, Any] | None) -> list[tuple[str, Any]]:
    asked = check["questions"] if check else []
    return [question_block(question) for question in asked]


PLAN_NOTES = {
    "timing": "When",
    "group_size": "The group",
    "room": "The room",
    "prepare": "Before the day",
    "materials": "What you need",
    "exercises": "The exercises",
    "after": "Afterwards",
}


def session_plan(plan: Mapping[str, Any] | None) -> list[tuple[str, Any]]:
    if not plan:
        return []
    notes = [
        ("note", {"heading": words, "text": _as_rich(plan[name])})
        for name, words in PLAN_NOTES.items()
        if plan.get(name)
    ]
    return notes + [("step", {"materials": "", **step}) for step in plan["agenda"]]


def _as_rich(told: Any) -> str:
    if isinstance(told, list):
        return rich("\n".join(f"- {_line(item)}" for item in told))
    return rich(str(told))


def _line(item: Any) -> str:
    """An item is a sentence, or a title with its text."""
    return (
        item
        if isinstance(item, str)
        else " ".join(f"**{value}.**" if place == 0 else str(value) for place, value in enumerate(item.values()))
    )
