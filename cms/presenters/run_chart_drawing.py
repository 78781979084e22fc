"""Where the points of a run chart stand on its drawing of 640 by 360, and what shape each has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

from improvement.models import Measure, MeasurePoint

from .run_chart_words import SHIFTED, TRENDING

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 84, 624, 44, 308
SPARSE, DENSE = 40, 90  # points: up to the first the marks are large, beyond the second they are small
STEPS = [Decimal(text) for text in ("1", "2", "2.5", "5", "10")]  # between the lines of the scale


@dataclass(frozen=True, slots=True)
class Mark:
    """A point on the drawing. `shape`: a circle, or what a signal is known by without its colour."""

    x: float
    y: float
    words: str
    shape: str
    corners: str


@dataclass(frozen=True, slots=True)
class Line:
    """A level line, from one x to another: the median, the target, later the limits of an SPC chart."""

    y: float
    words: str
    name: str
    x1: float = LEFT
    x2: float = RIGHT
    is_below: bool = False  # its words: on the side where the points are not

    @property
    def y_text(self) -> float:
        return self.y + 22 if self.is_below else self.y - 8


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that happened: its number on the drawing, its words below."""

    x: float
    number: int
    day: dt.date
    words: str
    uuid: str


class Scale:
    """Where a day and a value stand on the drawing."""

    def __init__(self, measure: Measure, points: Sequence[MeasurePoint], median: Decimal | None) -> None:
        days = [point.date for point in points]
        self.first, self.last = (min(days), max(days)) if days else (dt.date.min, dt.date.min)
        levels = [*(point.value for point in points), *(v for v in (median, measure.target) if v is not None)]
        self.ticks = ticks_over(min(levels, default=Decimal(0)), max(levels, default=Decimal(1)))

    def x(self, day: dt.date) -> float:
        """What happened before or after all points stands at the edge."""
        span = (self.last - self.first).days
        share = 0.5 if not span else (day - self.first).days / span
        return round(LEFT + 12 + min(max(share, 0), 1) * (RIGHT - LEFT - 24), 1)

    def y(self, value: Decimal) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return round(BOTTOM - float((value - low) / (high - low)) * (BOTTOM - TOP), 1)


def ticks_over(low: Decimal, high: Decimal) -> list[Decimal]:
    """Three to seven round values around what is shown; from nought where that is near."""
    if 0 <= low <= high - low:
        low = Decimal(0)
    span = float(high - low) or abs(float(high)) or 1.0
    power = Decimal(10) ** floor(log10(span / 4))
    step = next(power * times for times in STEPS if float(power * times) >= span / 4)
    first, last = floor(low / step), ceil(high / step)
    return [step * place for place in range(first, max(last, first + 1) + 1)]


def corners(name: str, way: int, x: float, y: float, size: int) -> str:
    """A square on its corner for a shift, an arrow's head for a trend."""
    if name == SHIFTED:
        places = [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
    elif name == TRENDING:
        foot = y + size * way * 3 / 4
        places = [(x, y - size * way), (x + size, foot), (x - size, foot)]
    else:
        return ""
    return " ".join(f"{round(a, 1)},{round(b, 1)}" for a, b in places)


def is_above(marks: Sequence[Mark], y: float) -> bool:
    """Most of these points are above the line, as one sees it."""
    return sum(mark.y < y for mark in marks) * 2 > len(marks)
