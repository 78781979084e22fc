"""Keeping month ends for readers without named access, and publishing a month as reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from workforce.models import Account, Trust, UnitPlace
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..calc.coverage import Cell
from ..calc.months import is_month_end, month_end_before, month_ends
from ..calc.suppression import MEASURES, Rounded, suppress
from ..models import MonthEnd, PublishedFigure
from ..queries.cells import Column, address, packed, profile_of
from ..queries.column import levels_on
from ..queries.coverage import grid

KEPT_MONTHS = 25  # how far back the ends of months are kept: two years, with both ends


class CannotPublish(Refused):
    """The month cannot be published. Its text is for the reader."""


def keep_month_ends(*, trust: Trust, today: dt.date, months: int = KEPT_MONTHS, anew: bool = False) -> int:
    """Those of the last years that are not kept yet; anew: all of them, with what has been corrected. How many."""
    days = set(month_ends(month_end_before(today), months=months))
    if not anew:
        days -= set(MonthEnd.objects.filter(trust=trust, on__in=days).values_list("on", flat=True).distinct())
    return sum(bool(keep_month_end(trust=trust, on=day)) for day in sorted(days, reverse=True))


@transaction.atomic
def keep_month_end(*, trust: Trust, on: dt.date) -> int:
    """The whole tree on one day, rounded and suppressed, in the place of what was kept before."""
    parents = dict(UnitPlace.objects.filter(trust=trust).on(on).values_list("unit", "parent"))
    columns = [key for level in levels_on(trust, on=on) for key in level.keys]
    exact = grid(trust, units=list(parents), columns=columns, on=on) if columns else {}
    figures: dict[int, dict[str, list[int]]] = {unit: {} for unit in parents}
    for column in columns:
        for unit, cell in suppressed(trust, column, exact, parents).items():
            figures[unit][address(*column)] = packed(cell)
    MonthEnd.objects.filter(trust=trust, on=on).delete()
    return len(MonthEnd.objects.bulk_create(month_end(trust, on, unit, told) for unit, told in figures.items() if told))


def suppressed(
    trust: Trust,
    column: Column,
    exact: Mapping[tuple[int, int, int | None], Cell | None],
    parents: Mapping[int, int | None],
) -> dict[int, Rounded]:
    cells = {unit: cell for unit in parents if (cell := exact[unit, *column]) and anybody_in(cell)}
    children: dict[int, list[int]] = {}
    for unit, parent in parents.items():
        if parent is not None:
            children.setdefault(parent, []).append(unit)
    return suppress(cells, children, profile_of(trust))


def anybody_in(cell: Cell) -> bool:
    return bool(cell.required or cell.away or cell.exempt)


def month_end(trust: Trust, on: dt.date, unit: int, figures: dict[str, list[int]]) -> MonthEnd:
    profile = profile_of(trust)
    return MonthEnd(
        trust=trust,
        on=on,
        unit_id=unit,
        figures=figures,
        suppressed_below=profile.below,
        rounded_to=profile.round_to,
    )


@transaction.atomic
def publish_month(*, trust: Trust, on: dt.date, today: dt.date, by: Account | None) -> int:
    """Freeze a month as reported: each level of the trust and of the units right below it."""
    check_can_be_published(trust, on, today)
    places = list(UnitPlace.objects.filter(trust=trust).on(on))
    top = next((place.unit_id for place in places if place.parent_id is None), None)
    units = [place.unit_id for place in places if place.unit_id == top or place.parent_id == top]
    columns: list[Column] = [(level.pk, None) for level in levels_on(trust, on=on)]
    cells = grid(trust, units=units, columns=columns, on=on)
    frozen = [published(trust, on, key, cell, by) for key, cell in cells.items() if cell]
    note(by=by, did="published a month", to=trust, trust=trust, on=on.isoformat(), figures=len(frozen))
    return len(PublishedFigure.objects.bulk_create(frozen))


def check_can_be_published(trust: Trust, on: dt.date, today: dt.date) -> None:
    if not is_month_end(on) or on >= today:
        raise CannotPublish("Only a month that is over can be published, as of its last day.")
    if PublishedFigure.objects.filter(trust=trust, on=on).exists():
        raise CannotPublish("This month is published already. What has been corrected since is shown beside it.")


def published(
    trust: Trust, on: dt.date, key: tuple[int, int, int | None], cell: Cell, by: Account | None
) -> PublishedFigure:
    unit, level, _ = key
    counts = {measure: getattr(cell, measure) for measure in MEASURES}
    return PublishedFigure(trust=trust, on=on, unit_id=unit, level_id=level, published_by=by, **counts)
