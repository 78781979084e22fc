"""The heat map as a table: a share and its division in every cell, in words for who does not see the colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.translation import gettext as _

from curriculum.calc.suppression import Hidden

from .figure import Shown, heat, met_of_required, number, share_words

Column = tuple[int, int | None]
Key = tuple[int, int, int | None]


@dataclass(frozen=True, slots=True)
class ColumnView:
    """`code` names it in the address; `sort` is the address that sorts by it."""

    key: Column
    code: str
    name: str
    short: str = ""
    href: str = ""
    sort: str = ""
    sorted: str = ""  # as aria-sort has it


@dataclass(frozen=True, slots=True)
class CellView:
    share: str
    division: str
    heat: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class RowView:
    unit: int
    name: str
    href: str
    is_whole: bool = False
    cells: list[CellView] = field(default_factory=list)


def row_with_cells(
    row: RowView, columns: Sequence[ColumnView], cells: Mapping[Key, Shown], why: Callable[[RowView, ColumnView], str]
) -> RowView:
    row.cells.extend(cell_view(cells[row.unit, *column.key], why(row, column)) for column in columns)
    return row


def cell_view(cell: Shown, href: str) -> CellView:
    return CellView(
        share=share_words(cell), division=met_of_required(cell), heat=heat(cell), words=cell_words(cell), href=href
    )


def cell_words(cell: Shown) -> str:
    """What a screen reader says after the share."""
    if cell is None:
        return _("there is no figure for this day")
    if cell.required == 0:
        return _("nobody is required to")
    if cell.share is None and isinstance(cell.required, Hidden):
        return _("too few people to show")
    if cell.share is None:
        return _("of about %(required)s required; too few to show") % {"required": number(cell.required)}
    return _("met: %(met)s of %(required)s required") % {"met": number(cell.met), "required": number(cell.required)}


def in_order(rows: list[RowView], cells: Mapping[Key, Shown], *, by: Column | None, downwards: bool) -> list[RowView]:
    """By name, or by the share in a column; rows without a share come last either way."""
    if by is None:
        return sorted(rows, key=lambda row: row.name.casefold(), reverse=downwards)
    shares = {row.unit: share_of(cells[row.unit, *by]) for row in rows}
    with_share = [row for row in rows if shares[row.unit] is not None]
    without = [row for row in rows if shares[row.unit] is None]
    return sorted(with_share, key=lambda row: shares[row.unit] or Fraction(0), reverse=downwards) + without


def share_of(cell: Shown) -> Fraction | None:
    return cell.share if cell else None
