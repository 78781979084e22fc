"""A facilitator's plan as it is printed: notes, and each agenda by the clock, with how long it takes in all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, groupby
from typing import Any

from ..templatetags.academy_page import duration

NINE = dt.time(9)


@dataclass(frozen=True, slots=True)
class Step:
    since: str
    until: str
    minutes: int
    what: str
    how: str
    materials: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A note with its number in the plan, so that it can be printed alone."""

    number: int
    heading: str
    text: Any


@dataclass(frozen=True, slots=True)
class Piece:
    """Notes, or else one agenda: the first, the second, so that each can be named."""

    notes: tuple[Sheet, ...] = ()
    steps: tuple[Step, ...] = ()
    number: int = 0

    @property
    def whole(self) -> str:
        return duration(sum(step.minutes for step in self.steps))


def pieces_of(plan: Iterable[Any], *, starts: dt.time = NINE) -> list[Piece]:
    """Every agenda begins at the hour asked for: a module of two days has two of them."""
    pieces, numbers, sheets = [], count(1), count(1)
    for kind, blocks in groupby(plan, key=lambda block: block.block_type):
        values = [block.value for block in blocks]
        if kind == "note":
            pieces.append(Piece(notes=tuple(Sheet(next(sheets), one["heading"], one["text"]) for one in values)))
        else:
            pieces.append(Piece(steps=tuple(_by_the_clock(values, starts)), number=next(numbers)))
    return pieces


def sheet_of(pieces: Iterable[Piece], number: int) -> Sheet | None:
    return next((sheet for piece in pieces for sheet in piece.notes if sheet.number == number), None)


def _by_the_clock(values: list[Any], starts: dt.time) -> Iterator[Step]:
    at = dt.datetime.combine(dt.date(2000, 1, 1), starts)  # any day: only the hours are shown
    for value in values:
        minutes = value["minutes"] or 0
        until = at + dt.timedelta(minutes=minutes)
        yield Step(f"{at:%H:%M}", f"{until:%H:%M}", minutes, value["what"], value["how"], value["materials"])
        at = until
