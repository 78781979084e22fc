"""With which links to begin: those that teams would choose at prices at which few coaches are wanted by too many.

Prices are found as on a market: who is wanted by more teams than they can take becomes dearer, who is wanted by fewer
cheaper, by steps that become smaller. What is missing among the links is asked for later, so that this is only for
speed. All in whole numbers: it comes out the same everywhere.
"""

from __future__ import annotations

import numpy as np

from .bound import FINE, AtLeast, Bound, Prices, bound
from .effort import Effort
from .goal import Goal
from .grid import NEVER, Grid, Truth, Whole

DAYS = 25  # of the market


def first_links(grid: Grid, goal: Goal, effort: Effort) -> Truth:
    if grid.allowed.sum() <= effort.at_once:
        return grid.allowed.copy()
    links, found = market(grid, goal).links, np.zeros(grid.allowed.shape, bool)
    for side in (grid.allowed & grid.inside, grid.allowed & ~grid.inside):
        found |= best_of_row(np.where(side, links, NEVER), effort.first) & side
    return found


def market(grid: Grid, goal: Goal) -> Bound:
    prices, haste = np.zeros(len(grid.coaches), np.int64), np.zeros(len(grid.coaches), np.int64)
    step = int(goal.values[grid.allowed].std()) * FINE // 8
    lowest = stand(grid, goal, prices)
    for day in range(DAYS):
        now = stand(grid, goal, prices)
        lowest = min(lowest, now, key=lambda one: one.total)
        haste = haste * 3 // 5 + (wanted(now) - offered(grid, goal, prices)) * FINE
        prices = np.maximum(prices + haste * step * 5 // (FINE * (5 + day)), 0)
    return lowest


def stand(grid: Grid, goal: Goal, prices: Whole) -> Bound:
    return bound(grid, goal, Prices(prices, ()), (), AtLeast(), grid.settled, grid.allowed)


def wanted(now: Bound) -> Whole:
    """By how many teams each coach is."""
    best = now.links.max(axis=1, keepdims=True)
    by: Whole = ((now.links == best) & (best > 0)).sum(axis=0)
    return by


def offered(grid: Grid, goal: Goal, prices: Whole) -> Whole:
    """How many teams each coach would take for the price."""
    found = np.zeros(len(prices), np.int64)
    for taken in range(int(grid.places.max(initial=0))):
        found += (prices > goal.load * FINE * (grid.loads + taken)) & (grid.places > taken)
    return found


def best_of_row(values: Whole, number: int) -> Truth:
    if values.shape[1] <= number:
        return np.ones(values.shape, bool)
    last = np.partition(values, -number, axis=1)[:, -number]
    best: Truth = values >= last[:, None]
    return best
