"""Points of a measure. A correction is a change of the row; what it said before stays in the row's history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models.functions import Now

from workforce.models import Account
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..calc.point import Compared, Point, compare
from ..models import Measure, MeasurePoint
from ..queries.measure_point import as_told, known_points

LONGEST_NOTE = 200
FIRST_YEAR = 2000  # before it, a year is a slip


class CannotKeepPoint(Refused):
    """It was not kept. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class Kept:
    new: int
    changed: int
    same: int


@transaction.atomic
def add_point(*, measure: Measure, point: Point, on: dt.date, by: Account) -> MeasurePoint:
    """A day that has another value already is refused: it is corrected knowingly. Sent twice, it is kept once."""
    compared = _compared(measure, [point], on)
    if compared.changed:
        before, _ = compared.changed[0]
        raise CannotKeepPoint(
            f"{_words(point.date)} has a point already: {before.value:f}. Correct that one, or choose another day."
        )
    _write(measure, compared, by)
    return MeasurePoint.objects.get(measure=measure, date=point.date)


@transaction.atomic
def keep_points(*, measure: Measure, points: Sequence[Point], on: dt.date, by: Account) -> Kept:
    """Many at once: new ones are added, changed ones corrected, the same left as they are."""
    compared = _compared(measure, points, on)
    _write(measure, compared, by)
    return Kept(len(compared.new), len(compared.changed), len(compared.same))


@transaction.atomic
def correct_point(*, point: MeasurePoint, told: Point, on: dt.date, by: Account) -> None:
    """Its value, its counts, its note, or its day."""
    measure = _held(point.measure)
    held = MeasurePoint.objects.select_for_update().filter(pk=point.pk).first()
    if held is None:
        raise CannotKeepPoint("Somebody has taken this point away.")
    _must_be_sound(measure, told, on)
    if held.measure.points.filter(date=told.date).exclude(pk=held.pk).exists():
        raise CannotKeepPoint(f"{_words(told.date)} has a point already. A measure has one point a day.")
    if told.date != held.date or not told.says_the_same_as(as_told(held)):
        held.date = told.date
        _correct(held, told, by)
        note(by=by, did="corrected a point", to=measure, point=held.pk)


@transaction.atomic
def take_point_away(*, point: MeasurePoint, by: Account) -> None:
    """A slip. The row as it was stays in the history, and who took it away in the trail."""
    measure = _held(point.measure)
    if MeasurePoint.objects.filter(pk=point.pk).delete()[0]:
        note(by=by, did="took a point away", to=measure, point=point.pk)


def _compared(measure: Measure, points: Sequence[Point], on: dt.date) -> Compared:
    held = _held(measure)
    for point in points:
        _must_be_sound(held, point, on)
    if len({point.date for point in points}) < len(points):
        raise CannotKeepPoint("One day is told of twice.")
    return compare(points, known_points(held))


def _held(measure: Measure) -> Measure:
    """One writer after the other: a day has one point, and nobody's correction is lost unseen."""
    held = Measure.objects.select_for_update(no_key=True).get(pk=measure.pk)
    if held.closed_date is not None:
        raise CannotKeepPoint("This measure is closed. Open it again to change its points.")
    return held


def _must_be_sound(measure: Measure, point: Point, on: dt.date) -> None:
    if point.date > on:
        raise CannotKeepPoint(f"{_words(point.date)} is still to come.")
    if point.date.year < FIRST_YEAR:
        raise CannotKeepPoint(f"{_words(point.date)}: is the year right? Points go back to {FIRST_YEAR}.")
    if point.denominator is not None and not measure.is_ratio:
        raise CannotKeepPoint("This measure is told as one number.")
    if len(point.note or "") > LONGEST_NOTE:
        raise CannotKeepPoint(f"A note has at most {LONGEST_NOTE} letters.")


def _write(measure: Measure, compared: Compared, by: Account) -> None:
    MeasurePoint.objects.bulk_create(
        MeasurePoint(
            trust_id=measure.trust_id,
            measure=measure,
            date=point.date,
            value=point.value,
            numerator=point.numerator,
            denominator=point.denominator,
            note=point.note or "",
            recorded_by=by,
        )
        for point in compared.new
    )
    rows = {row.date: row for row in measure.points.filter(date__in=[told.date for _, told in compared.changed])}
    for _, told in compared.changed:
        _correct(rows[told.date], told, by)
    if compared.new or compared.changed:
        note(by=by, did="told points", to=measure, new=len(compared.new), changed=len(compared.changed))


def _correct(row: MeasurePoint, told: Point, by: Account) -> None:
    """Counts that do not give the new value are let go of."""
    if told.numerator is not None or row.value != told.value:
        row.numerator, row.denominator = told.numerator, told.denominator
    row.value = told.value
    row.note = row.note if told.note is None else told.note
    row.recorded_by, row.recorded_at = by, Now()  # the clock of the database
    row.save()


def _words(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
