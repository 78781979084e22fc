"""A measure as a run chart: places on a drawing, what its rules say in a sentence each, and the same as a table.

`run_chart(measure, points, notes)` for whatever screen shows one; components/run_chart.html draws it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from improvement.calc.run_chart import RUNS, RunChart, Stretch
from improvement.calc.run_chart import run_chart as rules_of
from improvement.enums import Good
from improvement.models import Measure, MeasureNote, MeasurePoint

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 84, 624, 44, 308
STEPS = [Decimal(text) for text in ("1", "2", "2.5", "5", "10")]  # between the lines of the scale
MOST_DRAWN = 200  # points; a table has all of them
SPARSE, DENSE = 40, 90  # points: up to the first the marks are large, beyond the second they are small
MOST_SAID = 4  # signals; the earlier ones are folded away
NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
SHIFTED, TRENDING = "shift", "trend"
SIGNAL_WORDS = {
    (SHIFTED, 1): gettext_lazy("part of a shift upwards"),
    (SHIFTED, -1): gettext_lazy("part of a shift downwards"),
    (TRENDING, 1): gettext_lazy("part of a trend upwards"),
    (TRENDING, -1): gettext_lazy("part of a trend downwards"),
}
WORTH_WORDS = {"better": gettext_lazy(", which is better"), "worse": gettext_lazy(", which is worse"), "": ""}


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
        self.measure, self.points = measure, points
        self.told = rules_of([point.value for point in points], baseline=measure.baseline_points)
        self.signals = sentences(measure, points, self.told)
        self._of = _signals_by_place(self.told)
        self._parts = _words_by_place(self.told)
        drawn = points[-MOST_DRAWN:]
        self.size = 8 if len(drawn) <= SPARSE else 5 if len(drawn) <= DENSE else 4
        self.left_out = len(points) - len(drawn)
        self.scale = _Scale(measure, drawn, self.told.median)
        self.marks = [self._mark(place, point) for place, point in enumerate(points) if place >= self.left_out]
        self.flags = self._flags(notes, drawn)

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
            below = _is_above(self.marks[-4:], y)
            lines.append(Line(y, "" if turn < RIGHT else words, "median", LEFT, turn, below))
            if turn < RIGHT:
                lines.append(Line(y, words, "goes-on", turn, RIGHT, below))
        if self.measure.target is not None:
            y, words = self.scale.y(self.measure.target), _("Target %(value)s") % {"value": plain(self.measure.target)}
            lines.append(Line(y, words, "target", is_below=_is_above(self.marks[:4], y)))
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

    def _mark(self, place: int, point: MeasurePoint) -> Mark:
        x, y = self.scale.x(point.date), self.scale.y(point.value)
        words = f"{day_words(point.date)}: {self._words(point.value)}"
        if signal := self._parts.get(place, ""):
            words = f"{words}, {signal}"
        name, way = self._of.get(place, ("", 0))
        shape = "" if not name else f"{name}-{self._worth(way)}"
        return Mark(x, y, words, shape, _corners(name, way, x, y, self.size))

    def _worth(self, way: int) -> str:
        return worth(self.measure.good, way) or "neutral"

    def _end_of_baseline(self) -> float:
        baseline = self.measure.baseline_points
        if baseline is None or len(self.points) <= baseline:
            return RIGHT
        return max(self.scale.x(self.points[baseline - 1].date), LEFT)

    def _flags(self, notes: Sequence[MeasureNote], drawn: Sequence[MeasurePoint]) -> list[Flag]:
        if not drawn:
            return []
        first = drawn[0].date
        return [
            Flag(self.scale.x(note.date), number, note.date, note.words, str(note.uuid))
            for number, note in enumerate((note for note in notes if note.date >= first), start=1)
        ]


class _Scale:
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


def ticks_over(low: Decimal, high: Decimal) -> list[Decimal]:
    """Three to seven round values around what is shown; from nought where that is near."""
    if 0 <= low <= high - low:
        low = Decimal(0)
    span = float(high - low) or abs(float(high)) or 1.0
    power = Decimal(10) ** floor(log10(span / 4))
    step = next(power * times for times in STEPS if float(power * times) >= span / 4)
    first, last = floor(low / step), ceil(high / step)
    return [step * place for place in range(first, max(last, first + 1) + 1)]


def sentences(measure: Measure, points: Sequence[MeasurePoint], told: RunChart) -> list[str]:
    """What is more than chance, the latest first; or that nothing is."""
    stretches = [(shift, _("above") if shift.way > 0 else _("below"), SHIFTED) for shift in told.shifts]
    stretches += [(trend, _("rise") if trend.way > 0 else _("fall"), TRENDING) for trend in told.trends]
    stretches.sort(key=lambda one: one[0].places[-1], reverse=True)
    said = [_sentence(measure, points, stretch, how, name) for stretch, how, name in stretches]
    said += _about_runs(told)
    return said or [_nothing_to_see(told)] if points else []


def _sentence(measure: Measure, points: Sequence[MeasurePoint], stretch: Stretch, how: str, name: str) -> str:
    first, last = points[stretch.places[0]].date, points[stretch.places[-1]].date
    words = {
        "n": number_words(len(stretch)).capitalize(),
        "how": how,
        "way": _("upwards") if stretch.way > 0 else _("downwards"),
        "worth": WORTH_WORDS[worth(measure.good, stretch.way)],
        "first": day_words(first),
        "last": day_words(last),
    }
    if name == SHIFTED:
        told = _("%(n)s points in a row %(how)s the median: a shift %(way)s%(worth)s (%(first)s to %(last)s).")
    else:
        told = _("%(n)s points in a row that %(how)s: a trend %(way)s%(worth)s (%(first)s to %(last)s).")
    return told % words


def _about_runs(told: RunChart) -> list[str]:
    words = {"n": number_words(told.runs).capitalize(), "fewest": told.fewest, "most": told.most}
    if told.has_too_few_runs:
        return [
            _(
                "%(n)s runs of points on one side of the median, where chance alone gives %(fewest)s to %(most)s: "
                "too few, so the level has changed."
            )
            % words
        ]
    if told.has_too_many_runs:
        return [
            _(
                "%(n)s runs of points on one side of the median, where chance alone gives %(fewest)s to %(most)s: "
                "too many, so two things may be mixed here, such as two wards or day and night."
            )
            % words
        ]
    return []


def _nothing_to_see(told: RunChart) -> str:
    if told.useful < min(RUNS):
        return _("No signal so far. Ten points and more say more than these few.")
    return _("No signal: what goes up and down here may be chance.")


def worth(good: str, way: int) -> str:
    """Better, worse, or nothing where a team only watches."""
    if good == Good.NEUTRAL:
        return ""
    return "better" if (way > 0) == (good == Good.UP) else "worse"


def _signals_by_place(told: RunChart) -> dict[int, tuple[str, int]]:
    """Of a point in both, the shift is shown: it says more."""
    trends = {place: (TRENDING, trend.way) for trend in told.trends for place in trend.places}
    return trends | {place: (SHIFTED, shift.way) for shift in told.shifts for place in shift.places}


def _words_by_place(told: RunChart) -> dict[int, str]:
    """All that a point is part of; the drawing has one shape for it."""
    words: dict[int, list[str]] = {}
    for name, stretches in ((SHIFTED, told.shifts), (TRENDING, told.trends)):
        for stretch in stretches:
            for place in stretch.places:
                words.setdefault(place, []).append(str(SIGNAL_WORDS[name, stretch.way]))
    return {place: "; ".join(parts) for place, parts in words.items()}


def _is_above(marks: Sequence[Mark], y: float) -> bool:
    """Most of these points are above the line, as one sees it."""
    return sum(mark.y < y for mark in marks) * 2 > len(marks)


def _corners(name: str, way: int, x: float, y: float, size: int) -> str:
    """A square on its corner for a shift, an arrow's head for a trend."""
    if name == SHIFTED:
        places = [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
    elif name == TRENDING:
        foot = y + size * way * 3 / 4
        places = [(x, y - size * way), (x + size, foot), (x - size, foot)]
    else:
        return ""
    return " ".join(f"{round(a, 1)},{round(b, 1)}" for a, b in places)


def plain(value: Decimal) -> str:
    """Without noughts at its end, with commas at its thousands."""
    return f"{value.normalize():,f}"


def rounded(value: Decimal, measure: Measure) -> Decimal:
    """What is worked out of two counts is told to two places; what was told is told as it was."""
    return value.quantize(Decimal("0.01")) if measure.is_ratio else value


def value_words(value: Decimal, unit: str) -> str:
    return f"{plain(value)}%" if unit == "%" else f"{plain(value)} {unit}".strip()


def counts_words(point: MeasurePoint) -> str:
    if point.numerator is None or point.denominator is None:
        return ""
    return _("%(n)s of %(of)s") % {"n": plain(point.numerator), "of": plain(point.denominator)}


def number_words(n: int) -> str:
    return NUMBERS[n] if n < len(NUMBERS) else str(n)


def day_words(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def short(day: dt.date) -> str:
    return f"{day.day} {day:%b %y}"
