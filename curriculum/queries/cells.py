"""The one door to coverage for page, CSV and API: the same reader gets the same cells from each of them.

Who may see the people of every unit asked for reads exact cells of any day, narrowed as they like. Everybody else reads
month ends, kept rounded and suppressed over the whole tree, and nothing narrowed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from workforce.enums import NAMED_ACCESS
from workforce.models import Account, Trust, UnitReach
from workforce.models.reaching import granted, whole_trust_in_reach

from ..calc.audience import Narrow
from ..calc.coverage import Cell
from ..calc.days import add_months
from ..calc.months import month_end_asked
from ..calc.suppression import Figure, Hidden, Profile, Rounded
from ..models import MonthEnd
from .coverage import grid

Column = tuple[int, int | None]
Key = tuple[int, int, int | None]

FIRST_DAY = dt.date(2000, 1, 1)
YEARS_AHEAD = 10
EVERY_POST = Narrow()
CODES = {Hidden.PRIMARY: -1, Hidden.COMPLEMENTARY: -2}
HIDDEN: dict[int, Figure] = {code: why for why, code in CODES.items()}


class CannotShowCells(Exception):
    """The cells asked for are not for this reader, or of no day we can speak of. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class Cells:
    """No profile: exact. `on` is the day the figures are of, which is not always the day that was asked for."""

    profile: Profile | None
    on: dt.date
    computed_at: dt.datetime | None
    cells: Mapping[Key, Cell | Rounded | None]


def cells_for(
    account: Account,
    *,
    trust: Trust,
    units: Sequence[int],
    columns: Sequence[Column],
    on: dt.date | None,
    narrow: Narrow | None = None,
    today: dt.date,
) -> Cells:
    """`on` None: today for a named reader, else the last month end."""
    asked = on or today
    check_day(asked, today=today)
    if reads_by_name(account, trust=trust, units=units, today=today):
        exact = grid(trust, units=units, columns=columns, on=asked, narrow=narrow)
        return Cells(profile=None, on=asked, computed_at=timezone.now(), cells=exact)
    check_is_for_everybody(asked, narrow, today=today)
    return kept_cells(trust, units=units, columns=columns, on=month_end_asked(asked, today=today))


def check_day(on: dt.date, *, today: dt.date) -> None:
    if not FIRST_DAY <= on <= add_months(today, 12 * YEARS_AHEAD):
        raise CannotShowCells(f"Choose a day from {FIRST_DAY.year} to {YEARS_AHEAD} years from now.")


def check_is_for_everybody(on: dt.date, narrow: Narrow | None, *, today: dt.date) -> None:
    if on > today:
        raise CannotShowCells("Days to come are for those who may see the people of every unit on the page by name.")
    if narrow not in (None, EVERY_POST):
        raise CannotShowCells("Filters are for those who may see the people of every unit on the page by name.")


def reads_by_name(account: Account, *, trust: Trust, units: Iterable[int], today: dt.date) -> bool:
    """May the account see the people of all these units?"""
    asked = set(units)
    reach = UnitReach.objects.filter(trust=trust, unit__in=asked).on(today)
    named = reach.filter(granted("ancestor__grants", account, NAMED_ACCESS, today)).values("unit").distinct().count()
    return named == len(asked) or reads_whole_trust(account, trust=trust, today=today)


def reads_whole_trust(account: Account, *, trust: Trust, today: dt.date) -> bool:
    return Trust.objects.filter(whole_trust_in_reach("", account, NAMED_ACCESS, today), pk=trust.pk).exists()


def kept_cells(trust: Trust, *, units: Sequence[int], columns: Sequence[Column], on: dt.date) -> Cells:
    """A month end as it was kept. A unit or a day of which nothing was kept has no data."""
    kept = {row.unit_id: row for row in MonthEnd.objects.filter(trust=trust, on=on, unit__in=units)}
    row = next(iter(kept.values()), None)
    return Cells(
        profile=Profile(row.suppressed_below, row.rounded_to) if row else profile_of(trust),
        on=on,
        computed_at=row.computed_at if row else None,
        cells={
            (unit, level, skill): opened(kept[unit].figures.get(address(level, skill))) if unit in kept else None
            for unit in units
            for level, skill in columns
        },
    )


def profile_of(trust: Trust) -> Profile:
    return Profile(below=trust.suppress_below, round_to=trust.round_to)


def kept_trend(
    trust: Trust, *, unit: int, column: Column, days: Sequence[dt.date]
) -> list[tuple[dt.date, Rounded | None]]:
    """The month ends kept for one column of one unit."""
    rows = MonthEnd.objects.filter(trust=trust, on__in=days, unit=unit)
    kept = {row.on: opened(row.figures.get(address(*column))) for row in rows}
    return [(day, kept.get(day)) for day in days]


# How a rounded cell lies in its row.


def address(level: int, skill: int | None) -> str:
    return f"{level}" if skill is None else f"{level}:{skill}"


def packed(cell: Rounded) -> list[int]:
    figures = (cell.required, cell.met, cell.in_time, cell.overdue, cell.away, cell.exempt)
    return [CODES[figure] if isinstance(figure, Hidden) else figure for figure in figures]


def opened(figures: list[int] | None) -> Rounded | None:
    return Rounded(*(HIDDEN.get(figure, figure) for figure in figures)) if figures else None
