"""Points of a measure: what is known by day, and what was corrected."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.apps import apps

from workforce.models import Account

from ..calc.point import Point
from ..models import Measure, MeasurePoint

REMEMBERED = 50  # corrections that a page shows


@dataclass(frozen=True, slots=True)
class Correction:
    """What a point said before, who had told it, and when it was changed or taken away."""

    date: dt.date
    value: Decimal
    told_by: Account | None
    at: dt.datetime
    is_taken_away: bool


def as_told(row: MeasurePoint) -> Point:
    return Point(row.date, row.value, row.numerator, row.denominator, row.note)


def known_points(measure: Measure) -> dict[dt.date, Point]:
    return {row.date: as_told(row) for row in measure.points.all()}


def corrections_of(measure: Measure) -> list[Correction]:
    """The latest first; out of the history that the database keeps of each row."""
    events = apps.get_model("improvement", "MeasurePointEvent").objects.filter(measure=measure)
    latest = list(events.order_by("-pgh_created_at", "-pgh_id")[:REMEMBERED])
    tellers = Account.objects.select_related("person").in_bulk({event.recorded_by_id for event in latest} - {None})
    return [
        Correction(
            date=event.date,
            value=event.value,
            told_by=tellers.get(event.recorded_by_id),
            at=event.pgh_created_at,
            is_taken_away=event.pgh_label == "deleted",
        )
        for event in latest
    ]
