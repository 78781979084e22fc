"""What no proposal can be better than, proven in whole numbers by prices.

Ask of every team in which a coach has a part a price for that coach, and let each team choose for itself what is worth
most after paying: what all teams gain, and what the coaches are paid for all their places, together is never below the
best proposal, whatever the prices are. (This is weak duality. A solver's prices make it tight; that they were found in
floating point does no harm to the proof.) It also tells of each coach for each team by how much every proposal that
has them stays below the bound: who stays too far below is left out, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .goal import Goal, beside
from .grid import KINDS, NEVER, Grid, Truth, Whole

FINE = 1 << 10  # prices are whole numbers of this fraction of a point


@dataclass(frozen=True)
class Together:
    """Of these coaches for these teams, as row and column, no more than one: a rule about several at once."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]


@dataclass(frozen=True)
class AtLeast:
    """What an earlier step has found is not given up again."""

    served: int | None = None
    kept: int | None = None
    quality: int | None = None


@dataclass(frozen=True)
class Prices:
    """In fractions of a point. `served`, `kept`: what each unit of what has to be held is paid."""

    coaches: Whole
    together: Sequence[int]
    served: int = 0
    kept: int = 0


@dataclass(frozen=True)
class Bound:
    """In fractions of a point: what no proposal is worth more than, what each team gains at most, and that with each
    coach.
    """

    total: int
    teams: Whole
    links: Whole

    @property
    def most(self) -> int:
        """In points."""
        return self.total // FINE

    @cached_property
    def with_link(self) -> Whole:
        """What no proposal with this coach for this team is worth more than."""
        return self.total - (self.teams[:, None] - self.links)


def bound(
    grid: Grid, goal: Goal, prices: Prices, together: Sequence[Together], held: AtLeast, must: Truth, among: Truth
) -> Bound:
    """`must`: teams that have to be served; `among`: whom a team may choose."""
    paid = _after_paying(grid, goal, prices, together, among)
    served = goal.served * FINE + prices.served * grid.weights
    links = _with_each(grid, goal, paid) + served[:, None]
    best = links.max(axis=1, initial=NEVER)
    for row, gain in _of_those_who_stay(grid, goal, prices, paid, served):
        best[row] = max(best[row], gain)
        for column in grid.before[row]:
            links[row, column] = max(links[row, column], gain)
    teams = np.where(must, best, np.maximum(best, 0))
    total = int(teams.sum()) + _paid_to_coaches(grid, goal, prices) + sum(prices.together)
    total -= prices.served * (held.served or 0) + prices.kept * (held.kept or 0)
    return Bound(total, teams, links)


def _after_paying(grid: Grid, goal: Goal, prices: Prices, together: Sequence[Together], among: Truth) -> Whole:
    paid = goal.values * FINE - prices.coaches
    for one, price in zip(together, prices.together, strict=True):
        if price:
            paid[list(one.rows), list(one.columns)] -= price
    return np.where(among, paid, NEVER)


def _with_each(grid: Grid, goal: Goal, paid: Whole) -> Whole:
    """What a team gains at most if it has this coach, who is given the best other one there is."""
    inside, outside = (
        best_of_kinds(grid, np.where(grid.inside, paid, NEVER)),
        best_of_kinds(grid, np.where(grid.inside, NEVER, paid)),
    )
    together = np.maximum(goal.together * FINE, NEVER)
    beside_inside = (outside[:, None, :] + together).max(axis=2)  # by the kind of the inside coach
    beside_outside = (inside[:, None, :] + together).max(axis=2)
    other = np.where(grid.inside, beside_inside[:, grid.kinds], beside_outside[:, grid.kinds])
    other[~grid.in_pairs] = 0
    found: Whole = paid + other
    return found


def best_of_kinds(grid: Grid, paid: Whole) -> Whole:
    found = np.full((len(grid.teams), KINDS), NEVER)
    for one, stretch in enumerate(grid.stretches):
        if stretch.start < stretch.stop:
            found[:, one] = paid[:, stretch].max(axis=1)
    return found


def _of_those_who_stay(grid: Grid, goal: Goal, prices: Prices, paid: Whole, served: Whole) -> Iterator[tuple[int, int]]:
    if goal.stay or prices.kept:
        for row, columns in grid.before.items():
            of_each = sum(int(paid[row, column]) for column in columns)
            for_staying = (beside(grid, goal, columns) + goal.stay) * FINE + prices.kept
            yield row, of_each + for_staying + int(served[row])


def _paid_to_coaches(grid: Grid, goal: Goal, prices: Prices) -> int:
    """A coach takes as many teams as pay more than the load takes off."""
    found = 0
    for taken in range(int(grid.places.max(initial=0))):
        gains = prices.coaches - goal.load * FINE * (grid.loads + taken)
        found += int(np.maximum(gains, 0)[grid.places > taken].sum())
    return found
