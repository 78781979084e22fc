"""What a run chart says in words: its signals, each in a sentence, its values and its days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from improvement.calc.run_chart import RUNS, RunChart, Stretch
from improvement.enums import Good
from improvement.models import Measure, MeasurePoint

NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
SHIFTED, TRENDING = "shift", "trend"
SIGNAL_WORDS = {
    (SHIFTED, 1): gettext_lazy("part of a shift upwards"),
    (SHIFTED, -1): gettext_lazy("part of a shift downwards"),
    (TRENDING, 1): gettext_lazy("part of a trend upwards"),
    (TRENDING, -1): gettext_lazy("part of a trend downwards"),
}
WORTH_WORDS = {"better": gettext_lazy(", which is better"), "worse": gettext_lazy(", which is worse"), "": ""}


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


def words_by_place(told: RunChart) -> dict[int, str]:
    """All that a point is part of; the drawing has one shape for it."""
    words: dict[int, list[str]] = {}
    for name, stretches in ((SHIFTED, told.shifts), (TRENDING, told.trends)):
        for stretch in stretches:
            for place in stretch.places:
                words.setdefault(place, []).append(str(SIGNAL_WORDS[name, stretch.way]))
    return {place: "; ".join(parts) for place, parts in words.items()}


def worth(good: str, way: int) -> str:
    """Better, worse, or nothing where a team only watches."""
    if good == Good.NEUTRAL:
        return ""
    return "better" if (way > 0) == (good == Good.UP) else "worse"


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
