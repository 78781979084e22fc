"""Scoring a check: which answers were right, how many percent, and whether that passes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from .question import is_answered, is_right, words

Answers = Mapping[str, Sequence[Any]]
"""What was chosen, by the key of its question."""


class Marked(NamedTuple):
    """One question, answered."""

    key: str
    is_right: bool


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
    """`content` is a check as published; `answers` what was chosen, by the question's key."""
    asked = content.get("questions", ())
    marked = tuple(Marked(one["key"], is_right(one, answers.get(one["key"], ()))) for one in asked)
    return Result(marked=marked, pass_mark=content.get("pass_mark", 0))


def unanswered(content: Mapping[str, Any], answers: Answers) -> list[str]:
    """The questions without a whole answer, and those answered with something that they do not offer."""
    asked = content.get("questions", ())
    return [one["key"] for one in asked if not is_answered(one, answers.get(one["key"], ()))]


def still_asked(answers: Answers, shown: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Of answers to a check as it was shown, those whose question is asked now in the same words."""
    was, asked = _words(shown), _words(now)
    return {key: list(chosen) for key, chosen in answers.items() if key in asked and asked[key] == was.get(key)}


def _words(content: Mapping[str, Any]) -> dict[str, Any]:
    return {question["key"]: words(question) for question in content.get("questions", ())}
