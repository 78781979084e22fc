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


BEFORE_AGENDA = {
    "timing": "When",
    "group_size": "The group",
    "room": "The room",
    "prepare": "Before the day",
    "materials": "What you need",
}
AFTER_AGENDA = {
    "watch_for": "What to watch for",
    "debrief": "Questions to end with",
    "learned": "How you can tell that people learned",
    "after": "Afterwards",
}


def session_plans(parts: list[Block]) -> list[tuple[str, Any]]:
    """One after the other. Where there are several, each says first of which session it is."""
    told = []
    for part in parts:
        if len(parts) > 1:
            told.append(("note", {"heading": part["title"], "text": rich(part.get("summary", ""))}))
        told += session_plan(part["session_plan"])
    return told


def session_plan(plan: Block) -> list[tuple[str, Any]]:
    """What a facilitator reads, in the order in which it is needed: getting ready, the agenda, then the sheets."""
    steps = [("step", {"materials": "", **step}) for step in plan["agenda"]]
    return [*_notes(plan, BEFORE_AGENDA), *steps, *_sheets(plan), *_notes(plan, AFTER_AGENDA)]


def _notes(plan: Mapping[str, Any], headings: Mapping[str, str]) -> list[tuple[str, Any]]:
    return [
        ("note", {"heading": words, "text": _as_rich(plan[name])}) for name, words in headings.items() if plan.get(name)
    ]


def _as_rich(told: Any) -> str:
    return rich("\n".join(f"- {item}" for item in told) if isinstance(told, list) else str(told))


def _sheets(plan: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """To print or to read from, each under a heading of its own."""
    return [("note", {"heading": sheet["title"], "text": rich(sheet["text"])}) for sheet in plan.get("exercises", ())]
