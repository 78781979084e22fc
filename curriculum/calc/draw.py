"""Of a bank of questions, those that one person is asked: so many of each skill, by chance, and the same once more.

Chance is seeded by who is asked, what, and how often they have answered before: so nothing need be kept but that
number, and an old attempt stays readable with its version.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from .question import Question


def asked(content: Mapping[str, Any], seed: str) -> Mapping[str, Any]:
    """`content` as published; its `draw` is how many questions of each skill are asked. None: all of them."""
    number = content.get("draw") or 0
    if not number:
        return content
    drawn = _drawn(content["questions"], number, random.Random(seed))  # nobody gains by guessing it
    return {**content, "questions": [one for one in content["questions"] if one["key"] in drawn]}


def _drawn(questions: Sequence[Question], number: int, chance: random.Random) -> set[str]:
    """Their keys. A question that is of no skill is always asked."""
    of_skill: dict[str, list[str]] = defaultdict(list)
    for question in questions:
        of_skill[question.get("skill", "")].append(question["key"])
    always = set(of_skill.pop("", []))
    samples = (chance.sample(keys, min(number, len(keys))) for keys in of_skill.values())
    return always.union(*samples)
