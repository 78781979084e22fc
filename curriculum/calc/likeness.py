"""How alike two names of a course are: by the groups of three letters that they share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import TypeVar

Thing = TypeVar("Thing")
SAYS_NOTHING = {
    "nhs",
    "local",
    "cstf",
    "course",
    "training",
    "session",
    "module",
    "level",
    "year",
    "years",
    "the",
    "of",
}


def likeness(name: str, other: str) -> Fraction:
    """From 0, nothing in common, to 1, the same but for signs, case and words that say nothing."""
    own, others = _groups(name), _groups(other)
    together = len(own) + len(others)
    return Fraction(2 * len(own & others), together) if together else Fraction(0)


def most_alike(name: str, things: Iterable[tuple[Thing, str]], *, at_most: int, at_least: Fraction) -> list[Thing]:
    """The things whose names are most like the name, the most alike first."""
    scored = [(likeness(name, other), thing) for thing, other in things]
    near = [(score, thing) for score, thing in scored if score >= at_least]
    return [thing for _score, thing in sorted(near, key=lambda one: -one[0])[:at_most]]


def _groups(name: str) -> set[str]:
    words = [word for word in re.findall(r"[^\W_]+", name.lower()) if word not in SAYS_NOTHING]
    return {f"  {word} "[start : start + 3] for word in words for start in range(len(word) + 1)}
