"""Scoring a check: which answers were right, how many percent, and whether that passes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Answers = Mapping[str, Sequence[Any]]
"""What was chosen, by the key of its question."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One question, answered. A question is right when all its right answers were chosen, and no other."""

    key: str
    chosen: frozenset[int]
    right: frozenset[int]

    @property
    def is_right(self) -> bool:
        return self.chosen == self.right


@dataclass(frozen=True, slots=True)
class Result:
    marked: tuple[Marked, ...]
    pass_mark: int

    @property
    def score(self) -> int:
        """Percent of the questions right, rounded down: 79.9 does not pass at 80."""
        return 100 * sum(one.is_right for one in self.marked) // len(self.marked) if self.marked else 0

    @property
    def passed(self) -> bool:
        """A lesson without questions is passed by being read to its end."""
        return not self.marked or self.score >= self.pass_mark


TEST_AGAIN_AFTER = dt.timedelta(days=14)
"""How long a test waits after answers that did not pass: its questions stay the same, and it is believed alone."""


def mark(content: Mapping[str, Any], answers: Answers) -> Result:
    """`content` is a check as published; `answers` the numbers of the chosen answers, by the question's key."""
    marked = tuple(
        Marked(key=question["key"], chosen=frozenset(answers.get(question["key"], ())), right=_right(question))
        for question in content.get("questions", ())
    )
    return Result(marked=marked, pass_mark=content.get("pass_mark", 0))


def unanswered(content: Mapping[str, Any], answers: Answers) -> list[str]:
    """The questions without any answer, and those answered with one that is none of theirs."""
    return [
        question["key"]
        for question in content.get("questions", ())
        if not answers.get(question["key"]) or max(answers[question["key"]]) >= len(question["answers"])
    ]


def still_asked(answers: Answers, shown: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, list[int]]:
    """Of answers to a check as it was shown, those whose question is asked now in the same words."""
    was, asked = _words(shown), _words(now)
    return {key: list(chosen) for key, chosen in answers.items() if key in asked and asked[key] == was.get(key)}


def _words(content: Mapping[str, Any]) -> dict[str, Any]:
    """Each question with its answers in their order: an answer is kept by its number."""
    questions = content.get("questions", ())
    return {asked["key"]: (asked["prompt"], [answer["text"] for answer in asked["answers"]]) for asked in questions}


def _right(question: Mapping[str, Any]) -> frozenset[int]:
    return frozenset(number for number, answer in enumerate(question["answers"]) if answer["correct"])
