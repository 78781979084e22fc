"""A point of a measure as it is told, and what it says beside what is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .written_value import NotAValue, share


@dataclass(frozen=True, slots=True)
class Point:
    """`note` and the counts: None where nothing is said of them; what is known of them then stays."""

    date: dt.date
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str | None = None

    def says_the_same_as(self, known: Point) -> bool:
        counts = (self.numerator, self.denominator)
        return (
            self.value == known.value
            and counts in ((None, None), (known.numerator, known.denominator))
            and self.note in (None, known.note)
        )


@dataclass(frozen=True, slots=True)
class Compared:
    """What is told beside what is known: new, the same, and changed (as known, as told)."""

    new: list[Point]
    same: list[Point]
    changed: list[tuple[Point, Point]]


def counted(date: dt.date, *, numerator: Decimal, denominator: Decimal, per: int, note: str | None = None) -> Point:
    """A point told as two counts."""
    if denominator <= 0:
        raise NotAValue("Out of how many? The second count is more than 0.")
    if numerator < 0:
        raise NotAValue("The first count is 0 or more.")
    return Point(date, share(numerator, denominator, per=per), numerator, denominator, note)


def compare(told: Iterable[Point], known: Mapping[dt.date, Point]) -> Compared:
    """Each day is told of once."""
    compared = Compared([], [], [])
    for point in sorted(told, key=lambda point: point.date):
        before = known.get(point.date)
        if before is None:
            compared.new.append(point)
        elif point.says_the_same_as(before):
            compared.same.append(point)
        else:
            compared.changed.append((before, point))
    return compared
