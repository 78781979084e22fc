"""The prescription: the shortest remaining learning that brings a person to every target, and keeps them there.

What is held for long enough asks for nothing; what is not, or lapses within sight, has to be reached or renewed. Every
choice from what is on offer is tried here, and the shortest taken: `shortest.py` finds one as short without trying all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple, TypeAlias

from .asks import Ask
from .days import Interval
from .dose import Entry

REPEAT_WEIGHS = 2
A_SESSION_WEIGHS_MORE = 30
"""A minute for so many, begun ones too: there is a way to the room and back."""


class Way(NamedTuple):
    """One of several in which a module can be taken: all pieces of one way do for all pieces of another."""

    module: str
    name: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Something on offer: an activity, its whole length in minutes, and what doing it once would give today.

    `times`: how often it can be done; a lesson once, practice again and again. What was done not long ago weighs
    twice its length, so that a refresher differs from the last one wherever another is nearly as short. What is bound
    to a session's day and place weighs two minutes an hour more: as short as that, what can be begun at once goes
    first. `is_done`: at any time; `is_shown`: somebody passed the test that asks for what it teaches. `way`: the one
    that it belongs to, where it is not for all. `is_refresher`: it keeps a skill that was reached, and teaches none.
    """

    activity: int
    minutes: int
    gives: tuple[Entry, ...]
    times: int = 1
    is_repeat: bool = False
    is_bound: bool = False
    is_done: bool = False
    is_shown: bool = False
    way: Way | None = None
    is_refresher: bool = False

    @property
    def is_behind(self) -> bool:
        return self.is_done or self.is_shown

    @property
    def weight(self) -> int:
        bound = -(-self.minutes // A_SESSION_WEIGHS_MORE) if self.is_bound else 0
        return self.minutes * (REPEAT_WEIGHS if self.is_repeat else 1) + bound


Choice: TypeAlias = tuple[int, ...]
"""How often each piece on offer is done."""


@dataclass(frozen=True, slots=True)
class Window:
    """From today on, and up to a day: what would lapse before it is to be renewed now."""

    on: dt.date
    by: dt.date

    def of(self, ask: Ask) -> Interval:
        """No longer than doing it today lasts: who must renew every half year cannot do it for a whole one."""
        return Interval(self.on, min(self.by, ask.lasts(self.on)))


def shortest(asks: Iterable[Ask], entries: Sequence[Entry], pieces: Sequence[Piece], window: Window) -> Choice:
    """Of all that serves whatever can be served at all, the one of least weight, then of the fewest pieces.

    `entries`: those up to today.
    """
    wanted = within_reach(asks, entries, pieces, window)
    serving = (one for one in choices(pieces) if serves(one, wanted, entries, pieces, window))
    return min(serving, key=lambda choice: cost(choice, pieces))


def within_reach(asks: Iterable[Ask], entries: Sequence[Entry], pieces: Sequence[Piece], window: Window) -> list[Ask]:
    """What whoever did everything on offer would have."""
    everything = tuple(piece.times for piece in pieces)
    return [ask for ask in asks if serves(everything, [ask], entries, pieces, window)]


def choices(pieces: Iterable[Piece]) -> Iterator[Choice]:
    return product(*(range(piece.times + 1) for piece in pieces))


def serves(
    choice: Choice, asks: Iterable[Ask], entries: Sequence[Entry], pieces: Sequence[Piece], window: Window
) -> bool:
    """Does who does this today have what is asked for, from today until it need not be had any more?"""
    given = [*entries, *(gift for piece, n in zip(pieces, choice, strict=True) for gift in piece.gives * n)]
    return all(is_had(ask, given, window) for ask in asks)


def is_had(ask: Ask, given: Sequence[Entry], window: Window) -> bool:
    span = window.of(ask)
    return any(one.since <= span.since and span.until <= one.until for one in ask.days(given))


def cost(choice: Choice, pieces: Sequence[Piece]) -> tuple[int, int]:
    return sum(n * piece.weight for piece, n in zip(pieces, choice, strict=True)), sum(choice)
