"""Questions as they are kept with a version, from what an editor wrote; and from files, what an editor would write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ANSWER, PAIR = ("text", "correct", "feedback"), ("text", "match", "feedback")
ALWAYS = ("key", "skill", "situation", "prompt")
NAMES = {
    "question": ("kind", "answers"),
    "matching": ("pairs", "others"),
    "fill_in": ("accepted", "right_feedback", "wrong_feedback"),
}
FEEDBACK = ("right_feedback", "wrong_feedback")


def question_content(block_type: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """Plain values, so that an old attempt stays readable whatever becomes of the blocks."""
    told = {name: value.get(name) or "" for name in ALWAYS}
    match block_type:
        case "matching":
            return told | {
                "kind": "matching",
                "pairs": [_part(pair, PAIR) for pair in value["pairs"]],
                "others": list(value["others"]),
            }
        case "fill_in":
            return told | {"kind": "fill_in", "accepted": list(value["accepted"])} | _part(value, FEEDBACK)
    return told | {"kind": value["kind"], "answers": [_part(answer, ANSWER) for answer in value["answers"]]}


def question_block(told: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The type of the block, and its value."""
    block = told["kind"] if told["kind"] in NAMES else "question"
    defaults: dict[str, Any] = {"situation": "", "skill": ""} | ({"others": []} if block == "matching" else {})
    return block, defaults | {name: told[name] for name in (*ALWAYS, *NAMES[block]) if name in told}


def _part(value: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value[name] for name in names}
