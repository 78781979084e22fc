"""What was typed, as words: those that mean the same, and those that were meant where one is spelt wrongly."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches

from wagtail.search.query import And, Or, Phrase, PlainText, SearchQuery

LONGEST = 200
NEAR = 0.75  # of difflib: "vairation" is found for "variation", "chart" is not taken for "start"
SHORTEST_TO_CORRECT = 4
Group = tuple[str, ...]


def words_in(text: str) -> list[str]:
    return re.findall(r"[\w’']+", text[:LONGEST].lower())


def groups_in(text: str) -> list[Group]:
    """A line a group, with commas between what means the same."""
    lines = (tuple(term.strip().lower() for term in line.split(",") if term.strip()) for line in text.splitlines())
    return [group for group in lines if len(group) > 1]


def asked_for(words: Sequence[str], groups: Sequence[Group]) -> SearchQuery:
    """All of the words, each or what means the same."""
    return And([*_pieces(list(words), groups)])


def any_asked_for(words: Sequence[str], groups: Sequence[Group]) -> SearchQuery:
    """Some of the words: what has more of them comes first."""
    return Or([*_pieces(list(words), groups)])


def _pieces(words: list[str], groups: Sequence[Group]) -> Iterator[SearchQuery]:
    while words:
        length, group = _group_at_start(words, groups)
        yield Or([_term(term) for term in group]) if group else PlainText(words[0])
        words = words[length:]


def _group_at_start(words: list[str], groups: Sequence[Group]) -> tuple[int, Group]:
    """The longest term of a group with which the words begin: how many words it is, and its group."""
    terms = ((words_in(term), group) for group in groups for term in group)
    found = [(len(term), group) for term, group in terms if words[: len(term)] == term]
    return max(found, default=(1, ()), key=lambda one: one[0])


def _term(term: str) -> SearchQuery:
    return Phrase(term) if len(words_in(term)) > 1 else PlainText(term)


def meant(words: Sequence[str], known: Collection[str]) -> list[str]:
    """The words, each that nobody uses here replaced by the nearest one that somebody does."""
    return [word if word in known or len(word) < SHORTEST_TO_CORRECT else _nearest(word, known) for word in words]


def _nearest(word: str, known: Collection[str]) -> str:
    return next(iter(get_close_matches(word, known, n=1, cutoff=NEAR)), word)
