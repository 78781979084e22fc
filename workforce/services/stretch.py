"""How a dated fact is given another value: a stretch is cut where the days ask for it, nothing else moves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from ..models import Account
from ..models.stretch import Stretch, StretchQuerySet


def overwrite(
    rows: StretchQuerySet, *, since: dt.date, until: dt.date | None, values: Mapping[str, Any], by: Account | None
) -> int:
    """On `[since, until)`, wherever there is a stretch, the values hold; how many stretches that changed."""
    touched = list(rows.overlapping(since, until).order_by("since").select_for_update())
    differing = [row for row in touched if differs(row, values)]
    for row in differing:
        _cut_and_set(row, since, until, values, by)
    return len(differing)


def differs(row: Stretch, values: Mapping[str, Any]) -> bool:
    return any(_plain(getattr(row, field)) != _plain(value) for field, value in values.items())


def end_rows(rows: StretchQuerySet, *, on: dt.date) -> int:
    """Nothing of it is true from the day on; what had not begun by then never comes to be."""
    open_rows = rows.overlapping(on, None)
    return open_rows.filter(since__gte=on).delete()[0] + open_rows.filter(since__lt=on).update(until=on)


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value


def _cut_and_set(
    row: Stretch, since: dt.date, until: dt.date | None, values: Mapping[str, Any], by: Account | None
) -> None:
    """The row keeps the first of its days; the pieces after it are new rows, written once the row has made room."""
    before = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    first, *rest = _pieces(row, since, until)
    _write(row, first, values, by)
    for piece in rest:
        _write(type(row)(**before | {"id": None}), piece, values, by)


def _pieces(row: Stretch, since: dt.date, until: dt.date | None) -> list[tuple[dt.date, dt.date | None, bool]]:
    """The row's days cut into at most three: before, within (changed) and after."""
    pieces: list[tuple[dt.date, dt.date | None, bool]] = []
    if row.since < since:
        pieces.append((row.since, since, False))
    ends_within = until is None or (row.until is not None and row.until <= until)
    pieces.append((max(row.since, since), row.until if ends_within else until, True))
    if not ends_within:
        pieces.append((until, row.until, False))  # type: ignore[arg-type]  # an end, or the row would end within
    return pieces


def _write(
    row: Stretch, piece: tuple[dt.date, dt.date | None, bool], values: Mapping[str, Any], by: Account | None
) -> None:
    row.since, row.until, changed = piece
    if changed:
        for field, value in values.items():
            setattr(row, field, value)
        row.recorded_by = by
        row.recorded_at = timezone.now()
    row.save()
