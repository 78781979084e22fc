"""With which links a step begins: for each team those that are worth most to it, and those that are worth more to it
than to others. What is missing among them is asked for by its price later.
"""

from __future__ import annotations

import numpy as np

from .grid import NEVER, Grid, Truth, Whole

ALL = 3000  # so few are tried at once
BEST = 8  # for each team, side and way of looking


def first_links(grid: Grid) -> Truth:
    if grid.allowed.sum() <= ALL:
        return grid.allowed.copy()
    found = np.zeros(grid.allowed.shape, bool)
    others = np.ma.masked_where(~grid.allowed, grid.values).mean(axis=0).filled(0).astype(np.int64)
    for side in (grid.allowed & grid.inside, grid.allowed & ~grid.inside):
        for values in (grid.values, grid.values - others):
            found |= best_of_row(np.where(side, values, NEVER)) & side
    return found


def best_of_row(values: Whole) -> Truth:
    if values.shape[1] <= BEST:
        return np.ones(values.shape, bool)
    last = np.partition(values, -BEST, axis=1)[:, -BEST]
    best: Truth = values >= last[:, None]
    return best
