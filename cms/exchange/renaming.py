"""A module under another code: its parts, doses, lessons and questions that were named after the old one follow."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

Told = dict[str, Any]


def renamed(told: Told, code: str, title: str = "") -> Told:
    """Under its own code it is as it was."""
    new, old = deepcopy(told), told["module"]["code"]
    anew = _anew(old, code)
    module = new["module"]
    module["code"], module["title"] = code, title or module["title"]
    for part in module["parts"]:
        part["key"] = anew(part["key"])
    for dose in module["doses"]:
        dose["part"] = anew(dose["part"])
    _questions(module["test"], anew)
    for lesson in new["lessons"]:
        lesson["key"] = anew(lesson["key"])
        _questions(lesson["check_questions"], anew)
    return new


def _anew(old: str, code: str) -> Callable[[str], str]:
    """What does not begin with the old code gets the new one before it: a key is used once in a trust."""

    def key(was: str) -> str:
        if old == code:
            return was
        return (code + was.removeprefix(old) if was.startswith(f"{old}-") else f"{code}-{was}")[:60]

    return key


def _questions(story: list[Told], anew: Callable[[str], str]) -> None:
    for block in story:
        value = block.get("value")
        if isinstance(value, dict) and isinstance(value.get("key"), str):
            value["key"] = anew(value["key"])
