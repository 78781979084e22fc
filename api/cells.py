"""Cells of coverage as the API tells them: the same that the screen shows the same reader."""

from __future__ import annotations

from typing import Any

from curriculum.calc.coverage import Cell
from curriculum.calc.suppression import MEASURES, Hidden, Rounded
from curriculum.queries.cells import Cells
from curriculum.queries.why import staff_file_on
from workforce.models import Trust

NO_DATA: dict[str, Any] = dict.fromkeys((*MEASURES, "share", "fte_required", "fte_met", "posts_of_unknown_fte"))


def cell_out(cell: Cell | Rounded | None) -> dict[str, Any]:
    if cell is None:
        return NO_DATA | {"no_data": True, "suppressed": []}
    figures = {measure: getattr(cell, measure) for measure in MEASURES}
    hidden = [f"{name}:{figure.value}" for name, figure in figures.items() if isinstance(figure, Hidden)]
    shown = {name: None if isinstance(figure, Hidden) else figure for name, figure in figures.items()}
    share = None if cell.share is None else round(float(cell.share), 4)
    return shown | {"share": share, "no_data": share is None and not hidden, "suppressed": hidden} | fte_out(cell)


def fte_out(cell: Cell | Rounded) -> dict[str, Any]:
    """Whole-time equivalents are told to readers of exact cells only: a fraction can point at one person."""
    if not isinstance(cell, Cell):
        return {"fte_required": None, "fte_met": None, "posts_of_unknown_fte": None}
    return {
        "fte_required": cell.fte_required / 1000,
        "fte_met": cell.fte_met / 1000,
        "posts_of_unknown_fte": cell.fte_unknown,
    }


def meta_out(cells: Cells, trust: Trust, definition: str) -> dict[str, Any]:
    profile = cells.profile
    return {
        "on": cells.on,
        "staff_file_on": staff_file_on(trust, by=cells.computed_at),
        "computed_at": cells.computed_at,
        "definition": definition,
        "suppression": {"threshold": profile.below, "rounding": profile.round_to} if profile else None,
    }
