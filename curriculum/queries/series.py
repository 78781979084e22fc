"""One cell over the months: for the same reader the same points on every page and over the API."""

from __future__ import annotations

import datetime as dt

from workforce.models import Trust

from ..calc.audience import Narrow
from ..calc.coverage import Cell
from ..calc.months import is_month_end, month_end_before, month_ends
from ..calc.suppression import Rounded
from .cells import Column, kept_trend
from .coverage import trend

Series = list[tuple[dt.date, Cell | Rounded | None]]


def series(
    trust: Trust, *, unit: int, column: Column, on: dt.date, months: int, narrow: Narrow | None = None, exact: bool
) -> Series:
    """The last month ends, and for readers of exact figures the day itself where it is none."""
    days = month_ends(on, months=months)
    if not exact:
        over = days if is_month_end(on) else month_ends(month_end_before(on), months=months)
        return [*kept_trend(trust, unit=unit, column=column, days=over)]
    level, skill = column
    until_then = [day for day in days if day < on]
    return [*trend(trust, unit=unit, level=level, skill=skill, days=[*until_then, on], narrow=narrow)]
