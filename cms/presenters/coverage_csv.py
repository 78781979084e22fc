"""The cells of the coverage page as rows: the same reader, the same figures, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator

from curriculum.calc.coverage import Cell
from curriculum.calc.suppression import MEASURES, Hidden

from .coverage import CoverageView
from .figure import Shown, share_words

HEADS = (
    "unit",
    "unit_id",
    "level",
    "skill",
    "on",
    "share",
    *MEASURES,
    "fte_required",
    "fte_met",
    "posts_of_unknown_fte",
    "suppression",
)


def csv_rows(view: CoverageView) -> Iterator[list[object]]:
    places = {place.unit_id: place for place in (view.asked.place, *view.asked.below)}
    for row in view.rows:
        for column in view.columns:
            level = view.asked.level.name if view.asked.level else column.name
            skill = column.name if column.key[1] else ""
            cell = view.answer.cells[row.unit, *column.key]
            named = [places[row.unit].name, places[row.unit].unit.uuid, level, skill, view.answer.on.isoformat()]
            yield [*named, share_words(cell), *counts(cell), *fte(cell), profile(view)]


def counts(cell: Shown) -> list[object]:
    if cell is None:
        return [""] * len(MEASURES)
    figures = [getattr(cell, measure) for measure in MEASURES]
    return ["hidden" if isinstance(figure, Hidden) else figure for figure in figures]


def fte(cell: Shown) -> list[object]:
    if not isinstance(cell, Cell):
        return ["", "", ""]
    return [f"{cell.fte_required / 1000:.3f}", f"{cell.fte_met / 1000:.3f}", cell.fte_unknown]


def profile(view: CoverageView) -> str:
    used = view.answer.profile
    return f"below {used.below}, rounded to {used.round_to}" if used else "none"
