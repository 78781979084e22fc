"""Meeting scores over months as inline SVG, from 0 to 10; the table stands beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.queries.score import Score

from .trend import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH

BEST = 10


@dataclass(frozen=True, slots=True)
class ScorePoint:
    month: str
    words: str
    n: int
    x: float
    y: float


class ScoreTrend:
    width, height = WIDTH, HEIGHT
    left, right = LEFT, WIDTH - RIGHT

    def __init__(self, series: Sequence[tuple[dt.date, Score]]) -> None:
        self.points = [_point(place, len(series), month, score) for place, (month, score) in enumerate(series)]
        self.rows = self.points[::-1]
        self.line = " ".join(f"{one.x},{one.y}" for one in self.points)
        self.steps = [(_y(step), str(step)) for step in (0, 5, BEST)]

    @property
    def months(self) -> list[tuple[float, str]]:
        """A word under every fifth, counted from the last."""
        return [(one.x, one.month) for one in self.points[::-1][::5]][::-1]

    @property
    def summary(self) -> str:
        if not self.points:
            return ""
        first, last = self.points[0], self.points[-1]
        told = {"first": first.month, "was": first.words, "last": last.month, "is": last.words}
        return _("%(first)s: %(was)s. %(last)s: %(is)s") % told


def score_words(score: Score | None) -> str:
    if score is None:
        return _("No score yet")
    scores = ngettext("%(n)s score", "%(n)s scores", score.n) % {"n": score.n}
    return _("%(mean)s of 10, %(scores)s") % {"mean": score.mean, "scores": scores}


def _point(place: int, of: int, month: dt.date, score: Score) -> ScorePoint:
    x = round(LEFT + (WIDTH - LEFT - RIGHT) * place / max(of - 1, 1), 1)
    return ScorePoint(formats.date_format(month, "M Y"), str(score.mean), score.n, x, _y(score.mean))


def _y(value: float) -> float:
    return round(HEIGHT - BOTTOM - value / BEST * (HEIGHT - TOP - BOTTOM), 1)
