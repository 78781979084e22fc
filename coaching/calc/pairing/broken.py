"""Rules about several links at once that a solution breaks. There are very many and few are ever broken, so that they
are made when they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from .bound import Together
from .grid import Grid

ALMOST_ONE = 1 + 1e-6


def broken(grid: Grid, shares: Mapping[tuple[int, int], float]) -> Iterator[Together]:
    """`shares`: how much of each coach, by row and column, a team has."""
    by_coach: dict[int, list[int]] = {}
    by_team: dict[int, list[int]] = {}
    for row, column in sorted(shares):
        by_coach.setdefault(column, []).append(row)
        by_team.setdefault(row, []).append(column)
    for column, rows in sorted(by_coach.items()):
        if len(rows) > 1 and grid.places[column] > 1:  # with one place nothing more is asked
            yield from _at_one_time(grid, shares, column, rows)
    for row, columns in sorted(by_team.items()):
        yield from _not_together(grid, shares, row, columns)


def _at_one_time(
    grid: Grid, shares: Mapping[tuple[int, int], float], column: int, rows: list[int]
) -> Iterator[Together]:
    """A coach has at most one of all teams that meet at a moment; the moments at which a team begins are enough."""
    for row in rows:
        begins = grid.moments[row]
        if sum(shares[other, column] for other in rows if begins[other]) > ALMOST_ONE:
            all_of_them = np.nonzero(begins & grid.allowed[:, column])[0]
            yield Together(tuple(map(int, all_of_them)), (column,) * len(all_of_them))


def _not_together(
    grid: Grid, shares: Mapping[tuple[int, int], float], row: int, columns: list[int]
) -> Iterator[Together]:
    for one in columns:
        for other in columns:
            if one < other and shares[row, one] + shares[row, other] > ALMOST_ONE and grid.are_apart(row, one, other):
                yield Together((row, row), (one, other))
