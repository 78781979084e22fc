"""Counts, shares and days as people read them. A hidden figure stays hidden, no data stays no data."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils import formats
from django.utils.translation import gettext as _

from curriculum.calc.coverage import Cell
from curriculum.calc.suppression import Hidden, Rounded

Shown = Cell | Rounded | None
HEAT_FROM = (Fraction(1, 5), Fraction(2, 5), Fraction(3, 5), Fraction(4, 5), Fraction(19, 20))


def day_words(day: dt.date) -> str:
    return formats.date_format(day, "j F Y")


def number(count: int | Hidden) -> str:
    return _("hidden") if isinstance(count, Hidden) else intcomma(count)


def fte(thousandths: int) -> str:
    return intcomma(Decimal(thousandths).scaleb(-3).quantize(Decimal("0.1")))


def percent(share: Fraction | None) -> str:
    """A whole number; 100% only of all, 0% only of nobody."""
    if share is None:
        return ""
    whole = int(share * 100 + Fraction(1, 2))
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return f"{whole}%"


def share_words(cell: Shown) -> str:
    if cell is None or cell.required == 0:
        return _("no data")
    return _("hidden") if cell.share is None else percent(cell.share)


def heat(cell: Shown) -> str:
    """The step of the colour scale; "none" lies outside it."""
    if cell is None or cell.share is None:
        return "none"
    return str(sum(cell.share >= step for step in HEAT_FROM))


def met_of_required(cell: Shown) -> str:
    """Short, for a cell. Hidden figures are not spelt out twice."""
    if cell is None or cell.required == 0 or cell.share is None:
        return ""
    return _("%(met)s of %(required)s") % {"met": number(cell.met), "required": number(cell.required)}
