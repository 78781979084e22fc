"""A line over months as inline SVG: every point can be reached and says its value; the table stands beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .figure import Shown, day_words, met_of_required, share_words

WIDTH, HEIGHT = 720, 240
LEFT, RIGHT, TOP, BOTTOM = 48, 16, 16, 36


@dataclass(frozen=True, slots=True)
class Point:
    day: dt.date
    words: str
    division: str
    label: str
    x: float
    y: float | None  # None: no data, or hidden


class TrendView:
    width, height = WIDTH, HEIGHT
    left, right, top, bottom = LEFT, WIDTH - RIGHT, TOP, HEIGHT - BOTTOM

    def __init__(self, title: str, series: Sequence[tuple[dt.date, Shown]]) -> None:
        self.title = title
        self.points = [self._point(index, len(series), day, cell) for index, (day, cell) in enumerate(series)]
        self.rows = [point for point in reversed(self.points)]
        self.has_data = any(point.y is not None for point in self.points)

    @property
    def lines(self) -> list[str]:
        """The line breaks where there is no data: what is not known is not drawn."""
        runs: list[list[str]] = [[]]
        for point in self.points:
            if point.y is None:
                runs.append([])
            else:
                runs[-1].append(f"{point.x},{point.y}")
        return [" ".join(run) for run in runs if len(run) > 1]

    @property
    def steps(self) -> list[tuple[float, str]]:
        return [(y_of(Fraction(step, 4)), f"{step * 25}%") for step in range(5)]

    @property
    def months(self) -> list[tuple[float, str]]:
        """A word under every eighth point, counted from the last."""
        return [(point.x, f"{point.day:%b %Y}") for point in self.points[::-1][::8]][::-1]

    @property
    def summary(self) -> str:
        """What the drawing shows, in a sentence."""
        known = [point for point in self.points if point.y is not None]
        if not known:
            return ""
        return f"{known[0].label}; {known[-1].label}"

    def _point(self, index: int, of: int, day: dt.date, cell: Shown) -> Point:
        share = cell.share if cell else None
        words = share_words(cell)
        return Point(
            day=day,
            words=words,
            division=met_of_required(cell),
            label=f"{day_words(day)}: {words}",
            x=round(LEFT + (WIDTH - LEFT - RIGHT) * index / max(of - 1, 1), 1),
            y=None if share is None else y_of(share),
        )


def y_of(share: Fraction) -> float:
    return round(HEIGHT - BOTTOM - float(share) * (HEIGHT - TOP - BOTTOM), 1)
