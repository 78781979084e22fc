"""How a question is answered by people who meet it first: how many are right, and which wrong answer most choose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .question import FILL_IN, MATCHING, Question, is_right, options, plain, right_choice


@dataclass(frozen=True, slots=True)
class Answering:
    """`wrong`: what most who were wrong chose, in words, and how many did. Of one person an answer counts once."""

    people: int
    right: int
    wrong: str = ""
    wrongly: int = 0

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.right, self.people) if self.people else None


def answering(question: Question, answers: Iterable[tuple[Sequence[Any], int]]) -> Answering:
    """`answers`: what was chosen, and by how many people."""
    people = right = 0
    wrong: Counter[str] = Counter()
    for chosen, number in answers:
        people += number
        right += number * is_right(question, chosen)
        for words in set(wrong_parts(question, chosen)):
            wrong[words] += number
    most = min(wrong, key=lambda words: (-wrong[words], words), default="")
    return Answering(people, right, most, wrong[most] if most else 0)


def wrong_parts(question: Question, chosen: Sequence[Any]) -> list[str]:
    """What of an answer is wrong, in words."""
    if question["kind"] == FILL_IN:
        return [] if is_right(question, chosen) else [plain(str(one)) for one in chosen]
    rights = right_choice(question)
    if question["kind"] == MATCHING:
        offered = options(question)
        pairs = zip(question["pairs"], chosen, rights, strict=False)
        return [f"{pair['text']}: {offered[one]}" for pair, one, right in pairs if one is not None and one != right]
    return [question["answers"][one]["text"] for one in chosen if one not in rights]
