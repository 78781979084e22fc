"""A run or SPC chart of a lesson, laid out on a drawing of 640 by 300."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median

WIDTH, HEIGHT = 640, 300
LEFT, RIGHT, TOP, BOTTOM = 56, 624, 24, 256
SIGMAS = 2.66  # three sigma, told in average moving ranges
LABELS = 8  # more would run into one another on a phone


@dataclass(frozen=True, slots=True)
class Mark:
    x: float
    y: float
    words: str

    @property
    def y_text(self) -> float:
        return self.y - 4


@dataclass(frozen=True, slots=True)
class LessonChart:
    points: list[Mark]
    limits: list[Mark]
    ticks: list[Mark]
    labels: list[Mark]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    left_of_axis: int = LEFT - 8
    below: int = BOTTOM + 24

    @property
    def path(self) -> str:
        return " ".join(f"{point.x},{point.y}" for point in self.points)


def draw(points: Sequence[tuple[str, float]], *, kind: str, unit: str) -> LessonChart:
    values = [value for _, value in points]
    lines = limits_of(values, kind)
    low = min([0.0, *values, *(value for _, value in lines)])
    high = max([*values, *(value for _, value in lines)], default=0.0) or 1.0

    def at(value: float) -> float:
        return round(BOTTOM - (value - low) / (high - low or 1) * (BOTTOM - TOP), 1)

    step = (RIGHT - LEFT) / max(len(points) - 1, 1)
    marks = [
        Mark(round(LEFT + step * place, 1), at(value), f"{label}: {value:g} {unit}".strip())
        for place, (label, value) in enumerate(points)
    ]
    every = -(-len(points) // LABELS)
    return LessonChart(
        points=marks,
        limits=[Mark(RIGHT, at(value), words) for words, value in lines],
        ticks=[Mark(LEFT, at(value), f"{value:g}") for value in (low, round(high))],
        labels=[Mark(mark.x, 0, points[place][0]) for place, mark in enumerate(marks) if place % every == 0],
    )


def limits_of(values: Sequence[float], kind: str) -> list[tuple[str, float]]:
    """A run chart has its median; an SPC chart its mean and the process limits, mean ± 2.66 x mean moving range."""
    if not values:
        return []
    if kind == "run":
        middle = median(values)
        return [(f"median {middle:g}", middle)]
    middle = mean(values)
    moving = [abs(later - earlier) for earlier, later in pairwise(values)]
    reach = SIGMAS * mean(moving) if moving else 0.0
    return [("upper limit", middle + reach), (f"mean {middle:.3g}", middle), ("lower limit", middle - reach)]
