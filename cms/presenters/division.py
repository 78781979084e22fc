"""The division behind every figure: required = met + in time + overdue, beside not counted = away + exempt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from curriculum.calc.coverage import Cell
from curriculum.calc.suppression import Hidden

from .figure import Shown, fte, number, percent

PARTS = ("met", "in_time", "overdue")
BAR = 600  # the width of the bar, in units of the drawing


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the bar, and its line in the key."""

    words: str
    number: str
    css: str
    x: float
    width: float


class DivisionView:
    def __init__(self, cell: Shown) -> None:
        self.cell = cell
        self.has_data = cell is not None and cell.required != 0
        self.share = percent(cell.share) if cell else ""
        self.is_hidden = self.has_data and not self.share
        self.parts = list(parts(cell)) if cell and self.has_data else []

    @property
    def sentence(self) -> str:
        """In words, and true when it is read aloud."""
        if self.cell is None or not self.has_data:
            return _("Nobody is required to: there is no data, which is neither 0% nor 100%.")
        return _("%(required)s required = %(met)s met + %(in_time)s in time + %(overdue)s overdue") % {
            name: number(getattr(self.cell, name)) for name in ("required", *PARTS)
        }

    @property
    def not_counted(self) -> str:
        if self.cell is None:
            return ""
        away, exempt = self.cell.away, self.cell.exempt
        if isinstance(away, Hidden) or isinstance(exempt, Hidden):
            total = _("Not counted")
        else:
            total = _("%(total)s not counted") % {"total": number(away + exempt)}
        return _("%(total)s = %(away)s away + %(exempt)s exempt") % {
            "total": total,
            "away": number(away),
            "exempt": number(exempt),
        }

    @property
    def whole_time(self) -> str:
        """FTE stands beside the headcount, for readers of exact cells."""
        if not isinstance(self.cell, Cell) or not self.has_data:
            return ""
        told = {"met": fte(self.cell.fte_met), "required": fte(self.cell.fte_required)}
        words = _("In whole-time equivalents: %(met)s of %(required)s FTE.") % told
        return f"{words} {self._unknown()}".strip()

    def _unknown(self) -> str:
        unknown = self.cell.fte_unknown if isinstance(self.cell, Cell) else 0
        if not unknown:
            return ""
        return _("%(n)s posts of required people have no FTE on record and are left out of it.") % {"n": unknown}


def parts(cell: Shown) -> Iterator[Part]:
    """The bar is drawn of shown figures only."""
    words = {"met": _("Met"), "in_time": _("In time"), "overdue": _("Overdue")}
    counts = {name: getattr(cell, name) for name in PARTS}
    whole = sum(count for count in counts.values() if isinstance(count, int)) or 1
    x = 0.0
    for name, count in counts.items():
        width = BAR * count / whole if isinstance(count, int) else 0.0
        css = f"academy-part--{name.replace('_', '-')}"
        yield Part(words[name], number(count), css, round(x, 1), round(width, 1))
        x += width
