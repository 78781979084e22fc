"""An agenda as people write it: one line for each part, with its minutes before or behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_PARTS, LONGEST_PART, MOST_MINUTES = 15, 100, 240
BEFORE = re.compile(r"^(\d{1,4})\s*(?:min(?:utes?)?\.?|m|')?[\s:,–-]+(.+)$", re.IGNORECASE)
BEHIND = re.compile(r"^(.+?)[\s:,(–-]+(\d{1,4})\s*(?:min(?:utes?)?\.?|m|')?\)?$", re.IGNORECASE)


class NoAgenda(Exception):
    """It cannot be read. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class Part:
    """`minutes`: none where nobody said."""

    words: str
    minutes: int | None = None


def read_agenda(text: str) -> list[Part]:
    parts = [_part(line.strip()) for line in text.splitlines() if line.strip()]
    if len(parts) > MOST_PARTS:
        raise NoAgenda(f"An agenda has at most {MOST_PARTS} lines.")
    return parts


def written(parts: Iterable[Part]) -> str:
    """As it would be typed."""
    return "\n".join(f"{part.minutes} {part.words}" if part.minutes else part.words for part in parts)


def minutes_in_all(parts: Sequence[Part]) -> int:
    return sum(part.minutes or 0 for part in parts)


def _part(line: str) -> Part:
    if found := BEFORE.match(line):
        minutes, words = int(found[1]), found[2].strip()
    elif found := BEHIND.match(line):
        minutes, words = int(found[2]), found[1].strip()
    else:
        minutes, words = None, line
    if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
        raise NoAgenda(f"“{line[:40]}”: a part of a meeting takes from 1 to {MOST_MINUTES} minutes.")
    if len(words) > LONGEST_PART:
        raise NoAgenda(f"“{words[:40]}…” has more than {LONGEST_PART} letters. Say it in fewer words.")
    return Part(words, minutes)
