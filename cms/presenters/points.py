"""What would become of pasted points: new, changed, the same, and what cannot be read."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from improvement.calc.point import Point
from improvement.imports.measure import Plan, Unread
from improvement.models import Measure
from improvement.queries.measure_point import Correction
from improvement.services.measure_point import Kept

from .run_chart_words import day_words, plain, rounded, value_words


@dataclass(frozen=True, slots=True)
class Line:
    day: str
    words: str
    before: str = ""


class PlanView:
    def __init__(self, measure: Measure, plan: Plan, text: str) -> None:
        self.measure, self.plan, self.text = measure, plan, text

    @property
    def new(self) -> list[Line]:
        return [Line(day_words(point.date), self._words(point)) for point in self.plan.compared.new]

    @property
    def changed(self) -> list[Line]:
        return [
            Line(day_words(told.date), self._words(told), self._words(known))
            for known, told in self.plan.compared.changed
        ]

    @property
    def same(self) -> int:
        return len(self.plan.compared.same)

    @property
    def unread(self) -> list[Unread]:
        return self.plan.unread

    @property
    def to_keep(self) -> int:
        return len(self.plan.to_keep)

    def _words(self, point: Point) -> str:
        words = value_words(rounded(point.value, self.measure), self.measure.unit)
        if point.numerator is not None and point.denominator is not None:
            told = {"value": words, "n": plain(point.numerator), "of": plain(point.denominator)}
            words = _("%(value)s (%(n)s of %(of)s)") % told
        return f"{words}; {point.note}" if point.note else words


def kept_words(kept: Kept) -> str:
    said = [
        ngettext("%(n)s new point", "%(n)s new points", kept.new) % {"n": kept.new} if kept.new else "",
        ngettext("%(n)s corrected", "%(n)s corrected", kept.changed) % {"n": kept.changed} if kept.changed else "",
    ]
    return _("Kept: %(what)s.") % {"what": ", ".join(filter(None, said))}


def correction_words(correction: Correction, measure: Measure) -> str:
    """What a point said before, who had told it, and when that changed."""
    teller = correction.told_by.person or correction.told_by if correction.told_by else _("nobody in particular")
    told = {
        "day": day_words(correction.date),
        "value": value_words(rounded(correction.value, measure), measure.unit),
        "who": teller,
        "at": day_words(timezone.localdate(correction.at)),
    }
    if correction.is_taken_away:
        return _("%(day)s was %(value)s, told by %(who)s; taken away on %(at)s.") % told
    return _("%(day)s was %(value)s, told by %(who)s; changed on %(at)s.") % told
