"""One question of a check, of whatever kind: is it answered, is it right, and in which words was it asked?

As published it is a mapping with `key`, `prompt` and `kind`. `single` and `multiple` have `answers`, `matching` has
`pairs` and `others`, `fill_in` has what is `accepted`. What was chosen is a sequence: numbers of answers; for each pair
the number of an option, or None; or the words that were filled in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

SINGLE, MULTIPLE, MATCHING, FILL_IN = "single", "multiple", "matching", "fill_in"
ARTICLES = re.compile(r"^(a|an|the)\s+")
MARKS = " .,;:!?\"'“”‘’()"

Question = Mapping[str, Any]


def is_answered(question: Question, chosen: Sequence[Any]) -> bool:
    """Wholly, and by nothing that the question does not offer."""
    match question["kind"]:
        case "matching":
            return len(chosen) == len(question["pairs"]) and all(_is_one_of(one, options(question)) for one in chosen)
        case "fill_in":
            return bool(chosen) and bool(str(chosen[0]).strip())
    return bool(chosen) and all(_is_one_of(one, question["answers"]) for one in chosen)


def is_right(question: Question, chosen: Sequence[Any]) -> bool:
    """All that is right was chosen, and nothing else."""
    if question["kind"] == FILL_IN:
        return bool(chosen) and plain(str(chosen[0])) in {plain(one) for one in question["accepted"]}
    if question["kind"] == MATCHING:
        return list(chosen) == right_choice(question)
    return set(chosen) == set(right_choice(question))


def right_choice(question: Question) -> list[Any]:
    """What is right, as it would be chosen."""
    match question["kind"]:
        case "matching":
            found = options(question)
            return [found.index(pair["match"]) for pair in question["pairs"]]
        case "fill_in":
            return [question["accepted"][0]]
    return [number for number, answer in enumerate(question["answers"]) if answer["correct"]]


def options(question: Question) -> list[str]:
    """What can be matched: each once, and some that match nothing."""
    return list(dict.fromkeys([*(pair["match"] for pair in question["pairs"]), *question.get("others", ())]))


def words(question: Question) -> tuple[Any, ...]:
    """What an answer depends on: the question with what is offered, in its order."""
    offered: list[Any] = []
    kind = question.get("kind", SINGLE)
    match kind:
        case "matching":
            offered = [[pair["text"] for pair in question["pairs"]], options(question)]
        case "single" | "multiple":
            offered = [answer["text"] for answer in question["answers"]]
    return question.get("situation", ""), question["prompt"], kind, offered


def plain(text: str) -> str:
    """As it is compared: capitals, accents' forms, marks around it, double spaces and an article do not count."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(MARKS)
    return ARTICLES.sub("", folded)


def _is_one_of(number: Any, offered: Sequence[Any]) -> bool:
    return isinstance(number, int) and 0 <= number < len(offered)
