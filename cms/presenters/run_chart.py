"""A measure as a run chart: places on a drawing, what its rules say in a sentence each, and the same as a table.

`run_chart(measure, points, notes)` for whatever screen shows one; components/run_chart.html draws it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from improvement.calc.run_chart import RunChart
from improvement.calc.run_chart import run_chart as rules_of
from improvement.models import Measure, MeasureNote, MeasurePoint

from .drawn_once import once
from .run_chart_drawing import (
    BOTTOM,
    DENSE,
    HEIGHT,
    LEFT,
    RIGHT,
    SPARSE,
    TOP,
    WIDTH,
    Flag,
    Line,
    Mark,
    Scale,
    corners,
    is_above,
)
from .run_chart_words import (
    SHIFTED,
    TRENDING,
    counts_words,
    day_words,
    plain,
    rounded,
    sentences,
    short,
    value_words,
    words_by_place,
    worth,
)

MOST_DRAWN = 200  # points; a table has all of them
DRAWING = "components/run_chart_drawing.html"
MOST_SAID = 4  # signals; the earlier ones are folded away


@dataclass(frozen=True, slots=True)
class Row:
    point: MeasurePoint
    value: str
    counts: str
    signal: str


class RunChartView:
    width, height, left, right, top, bottom = WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM
    left_of_axis, below = LEFT - 8, BOTTOM + 28

    def __init__(self, measure: Measure, points: Sequence[MeasurePoint], notes: Sequence[MeasureNote]) -> None:
        self.measure, self.points, self.notes = measure, points, notes
        self.drawn = points[-MOST_DRAWN:]
        self.size = 8 if len(self.drawn) <= SPARSE else 5 if len(self.drawn) <= DENSE else 4
        self.left_out = len(points) - len(self.drawn)

    @property
    def small(self) -> SafeString:
        """The drawing with its latest signal: made once for the same points, however many look at the team."""
        return once(self._all_it_shows(), lambda: render_to_string(DRAWING, {"chart": self, "small": True}))

    @cached_property
    def told(self) -> RunChart:
        return rules_of([point.value for point in self.points], baseline=self.measure.baseline_points)

    @cached_property
    def signals(self) -> list[str]:
        return sentences(self.measure, self.points, self.told)

    @cached_property
    def scale(self) -> Scale:
        return Scale(self.measure, self.drawn, self.told.median)

    @cached_property
    def marks(self) -> list[Mark]:
        of, parts = _signals_by_place(self.told), self._parts
        places = range(self.left_out, len(self.points))
        return [self._mark(self.points[place], of.get(place, ("", 0)), parts.get(place, "")) for place in places]

    @cached_property
    def _parts(self) -> dict[int, str]:
        return words_by_place(self.told)

    @property
    def said(self) -> list[str]:
        return self.signals[:MOST_SAID]

    @property
    def said_before(self) -> list[str]:
        return self.signals[MOST_SAID:]

    @property
    def is_dense(self) -> bool:
        return len(self.marks) > SPARSE

    @property
    def radius(self) -> float:
        return self.size / 2

    @property
    def key(self) -> str:
        """For ids, of which a page has each once however many charts it shows."""
        return self.measure.uuid.hex[:12]

    @property
    def field(self) -> str:
        """What a form calls today's point of this measure."""
        return str(self.measure.uuid)

    @property
    def path(self) -> str:
        return " ".join(f"{mark.x},{mark.y}" for mark in self.marks)

    @property
    def lines(self) -> list[Line]:
        """The median is drawn through over its baseline and broken after it, where it only goes on."""
        lines = []
        if self.told.median is not None:
            y, turn = self.scale.y(self.told.median), self._end_of_baseline()
            words = _("Median %(value)s") % {"value": plain(rounded(self.told.median, self.measure))}
            below = is_above(self.marks[-4:], y)
            lines.append(Line(y, "" if turn < RIGHT else words, "median", LEFT, turn, below))
            if turn < RIGHT:
                lines.append(Line(y, words, "goes-on", turn, RIGHT, below))
        if self.measure.target is not None:
            y, words = self.scale.y(self.measure.target), _("Target %(value)s") % {"value": plain(self.measure.target)}
            lines.append(Line(y, words, "target", is_below=is_above(self.marks[:4], y)))
        return lines

    @property
    def ticks(self) -> list[tuple[float, float, str]]:
        return [(self.scale.y(tick), self.scale.y(tick) + 5, plain(tick)) for tick in self.scale.ticks]

    @property
    def days(self) -> list[tuple[float, str, str]]:
        """The first and the last day: on a phone there is no room for more."""
        if not self.marks:
            return []
        drawn = self.points[self.left_out :]
        first, last = (self.marks[0], drawn[0].date), (self.marks[-1], drawn[-1].date)
        ends = [(first[0].x, short(first[1]), "start")]
        if last[1] != first[1]:
            ends.append((last[0].x, short(last[1]), "end"))
        return ends

    @property
    def latest(self) -> str:
        if not self.points:
            return _("No point yet")
        last = self.points[-1]
        told = {"value": self._words(last.value), "day": day_words(last.date)}
        return _("%(value)s on %(day)s") % told

    @property
    def summary(self) -> str:
        """What the drawing shows, for who does not see it."""
        if not self.points:
            return _("There is no point yet.")
        n = len(self.points)
        told = {"n": n, "first": day_words(self.points[0].date), "latest": self.latest}
        words = [
            ngettext("%(n)s point: %(latest)s.", "%(n)s points since %(first)s. The latest: %(latest)s.", n) % told,
            self.about_median,
            *self.said,
            *(_("%(day)s: %(words)s.") % {"day": day_words(flag.day), "words": flag.words} for flag in self.flags),
        ]
        return " ".join(filter(None, words))

    @property
    def about_median(self) -> str:
        if self.told.median is None:
            return ""
        told = {"value": self._words(self.told.median), "n": self.measure.baseline_points}
        if self.measure.baseline_points is None:
            return _("The median of all points is %(value)s.") % told
        if len(self.points) < self.measure.baseline_points:
            return _("The median of the points so far is %(value)s; from the first %(n)s points on it stays.") % told
        return _("The median of the first %(n)s points is %(value)s.") % told

    @property
    def rows(self) -> list[Row]:
        """The latest first."""
        rows = [
            Row(point, self._words(point.value), counts_words(point), self._parts.get(place, ""))
            for place, point in enumerate(self.points)
        ]
        return rows[::-1]

    def _words(self, value: Decimal) -> str:
        return value_words(rounded(value, self.measure), self.measure.unit)

    def _mark(self, point: MeasurePoint, of: tuple[str, int], signal: str) -> Mark:
        x, y = self.scale.x(point.date), self.scale.y(point.value)
        words = f"{day_words(point.date)}: {self._words(point.value)}"
        if signal:
            words = f"{words}, {signal}"
        name, way = of
        shape = "" if not name else f"{name}-{self._worth(way)}"
        return Mark(x, y, words, shape, corners(name, way, x, y, self.size))

    def _worth(self, way: int) -> str:
        return worth(self.measure.good, way) or "neutral"

    def _end_of_baseline(self) -> float:
        baseline = self.measure.baseline_points
        if baseline is None or len(self.points) <= baseline:
            return RIGHT
        return max(self.scale.x(self.points[baseline - 1].date), LEFT)

    @cached_property
    def flags(self) -> list[Flag]:
        if not self.drawn:
            return []
        first = self.drawn[0].date
        return [
            Flag(self.scale.x(note.date), number, note.date, note.words, str(note.uuid))
            for number, note in enumerate((note for note in self.notes if note.date >= first), start=1)
        ]

    def _all_it_shows(self) -> tuple[Any, ...]:
        one = self.measure
        said = (one.uuid, one.name, one.unit, one.good, one.target, one.baseline_points, one.is_ratio)
        points = tuple((point.date, point.value) for point in self.points)
        return "run chart", get_language(), said, points, tuple((note.date, note.words) for note in self.notes)


def run_chart(measure: Measure, points: Iterable[MeasurePoint], notes: Iterable[MeasureNote] = ()) -> RunChartView:
    """Points and notes in the order of their days."""
    return RunChartView(measure, list(points), list(notes))


def csv_heads(chart: RunChartView) -> list[str]:
    """Such that the file can be brought in again."""
    counts = ["Numerator", "Denominator"] if chart.measure.is_ratio else []
    return ["Date", "Value", *counts, "Note", "Signal"]


def csv_rows(chart: RunChartView) -> Iterator[list[object]]:
    """What the table has; values without their unit, so that a spreadsheet can count with them."""
    for row in chart.rows:
        point = row.point
        value = rounded(point.value, chart.measure) if point.denominator is not None else point.value
        counts = [bare(point.numerator), bare(point.denominator)] if chart.measure.is_ratio else []
        yield [point.date.isoformat(), bare(value), *counts, point.note, row.signal]


def bare(value: Decimal | None) -> Decimal | str:
    return "" if value is None else Decimal(f"{value.normalize():f}")


def _signals_by_place(told: RunChart) -> dict[int, tuple[str, int]]:
    """Of a point in both, the shift is shown: it says more."""
    trends = {place: (TRENDING, trend.way) for trend in told.trends for place in trend.places}
    return trends | {place: (SHIFTED, shift.way) for shift in told.shifts for place in shift.places}
