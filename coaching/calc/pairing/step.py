"""One step of the way, solved: a linear programme over few links, more links as its prices ask for them, whole numbers
at last, and the proof that what was left out could not have helped.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from .bound import FINE, AtLeast, Bound, Prices, Together, bound
from .broken import broken
from .effort import Effort
from .first_links import best_of_row
from .goal import Goal, Rows, worth
from .grid import NEVER, Grid, Truth
from .highs import Solved, solve
from .model import Model, Reals

ATTEMPTS = 3  # to prove: each may leave fewer links to try
STALE = 3  # rounds that have not lowered the bound
NEAREST = 8  # links of each team
NEAR = 1e-6
ROUNDING = 4  # prices are rounded to fractions: that much is no gain


@dataclass(frozen=True)
class Found:
    """`chosen` is worth `value`, and nothing is worth more than `most`. `links`: what an equal of it could have.

    `not_worth_proving`: a difference that was not looked into any further is less than that.
    """

    chosen: Rows
    value: int
    most: int
    links: Truth
    not_worth_proving: int = 1


@dataclass(frozen=True)
class Relaxed:
    """What the linear programme says: `chosen` are the teams about which it is in no two minds."""

    chosen: Rows
    is_whole: bool


@dataclass
class Step:
    """`links`: those that are tried; `together`: rules about several links, added as they are broken."""

    grid: Grid
    goal: Goal
    links: Truth
    must: Truth
    held: AtLeast
    effort: Effort
    together: list[Together] = field(default_factory=list)

    def run(self, start: Rows) -> Found:
        for row, columns in start.items():
            self.links[row, list(columns)] = True
        relaxed, top = self.priced_out(worth(self.grid, self.goal, start))
        chosen = self.first_choice(relaxed, top, start)
        most = top.most
        for _attempt in range(ATTEMPTS):
            gap = most - worth(self.grid, self.goal, chosen)
            if gap < self.not_worth_proving or gap >= self.goal.too_far:
                break
            before, (chosen, most) = chosen, self.proven(chosen, most, top)
            if chosen == before:
                break
        value = worth(self.grid, self.goal, chosen)
        return Found(chosen, value, most, self.grid.allowed & (top.with_link >= value * FINE), self.not_worth_proving)

    def priced_out(self, reached: int) -> tuple[Relaxed, Bound]:
        """The linear programme with all links that its prices ask for, and the lowest bound on the way."""
        lowest: Bound | None = None
        stale = 0
        for _round in range(self.effort.rounds):
            model = self.model(self.links)
            solved = solve(model, whole=False)
            top = self.bound(self.prices(solved))
            stale = stale + 1 if lowest and top.most >= lowest.most else 0
            lowest = top if lowest is None or top.total <= lowest.total else lowest
            new = self.worth_trying(top, solved)
            is_broken = self.add_broken(model, solved.columns)
            is_tight = lowest.total < (np.floor(solved.most + NEAR) + self.close_enough) * FINE
            is_done = not is_broken or self.close_enough > 1 or stale >= STALE
            if lowest.most <= reached or ((is_tight or not new.any()) and is_done):
                break
            self.links |= new
        assert lowest is not None
        return relaxed_by(model, solved.columns, is_broken), lowest

    @cached_property
    def close_enough(self) -> int:
        """Values are whole: less than one is nothing. Among very many links half of what one is worth will do."""
        return 1 if self.links.sum() <= self.effort.links else max(self.goal.greatest // 2, 1)

    @property
    def not_worth_proving(self) -> int:
        """As much is allowed to the prices, and as much again to whole numbers."""
        return 2 * self.close_enough - 1

    def bound(self, prices: Prices) -> Bound:
        return bound(self.grid, self.goal, prices, self.together, self.held, self.must, self.grid.allowed)

    def model(self, links: Truth) -> Model:
        return Model(self.grid, self.goal, links, tuple(self.together), self.held, self.must)

    def prices(self, solved: Solved) -> Prices:
        teams, coaches = len(self.grid.teams), len(self.grid.coaches)
        fine = np.rint(solved.rows * FINE).astype(np.int64)
        last = len(fine) - (self.held.served is not None) - (self.held.kept is not None)
        held = [max(-int(one), 0) for one in fine[last:]]
        served = held.pop(0) if self.held.served is not None else 0
        together = np.maximum(fine[last - len(self.together) : last], 0)
        return Prices(
            np.maximum(fine[teams : teams + coaches], 0), [int(one) for one in together], served, held[0] if held else 0
        )

    def worth_trying(self, top: Bound, solved: Solved) -> Truth:
        """Links with which a team would gain more than it does; of each team the best few."""
        gains = np.rint(solved.rows[: len(self.grid.teams)] * FINE).astype(np.int64)
        more = np.where(self.grid.allowed & ~self.links, top.links, NEVER)
        least = np.maximum(gains + ROUNDING, NEVER // 2)[:, None]
        if more.shape[1] > self.effort.first:
            last = np.partition(more, -self.effort.first, axis=1)[:, -self.effort.first]
            least = np.maximum(least, last[:, None] - 1)
        return more > least

    def add_broken(self, model: Model, columns: Reals) -> bool:
        found = list(broken(self.grid, shares(model, columns)))
        self.add(found)
        return bool(found)

    def add(self, found: Iterable[Together]) -> None:
        self.together = list(dict.fromkeys([*self.together, *found]))

    def first_choice(self, relaxed: Relaxed, top: Bound, start: Rows) -> Rows:
        if worth(self.grid, self.goal, start) == top.most:
            return start
        return self.better(relaxed.chosen, start) if relaxed.is_whole else self.rounded(relaxed, top, start)

    def rounded(self, relaxed: Relaxed, top: Bound, start: Rows) -> Rows:
        """In whole numbers what the relaxed choice leaves open, with the links of each team that are nearest to it."""
        near = self.links & best_of_row(np.where(self.links, top.with_link, NEVER), NEAREST)
        for row, columns in relaxed.chosen.items():
            near[row] = False
            near[row, list(columns)] = True
        for row, columns in start.items():
            near[row, list(columns)] = True
        return self.in_whole_numbers(near, start, self.close_enough)[0]

    def better(self, one: Rows, other: Rows) -> Rows:
        return max(one, other, key=lambda chosen: worth(self.grid, self.goal, chosen))

    def in_whole_numbers(self, links: Truth, start: Rows, close_enough: int = 1) -> tuple[Rows, int]:
        """The best choice among these links, or one as close to it; and what none of them exceeds."""
        self.add(broken(self.grid, {(int(row), int(column)): 1.0 for row, column in np.argwhere(links)}))
        while True:
            model = self.model(links)
            solved = solve(model, whole=True, nodes=self.effort.nodes, gap=close_enough)
            most = int(np.floor(np.clip(solved.most, NEVER, -NEVER) + NEAR))  # infinite where nothing was found
            if not len(solved.columns):
                return start, most
            if not self.add_broken(model, solved.columns):
                return self.better(chosen_by(model, solved.columns), start), most

    def proven(self, chosen: Rows, most: int, top: Bound) -> tuple[Rows, int]:
        """Whatever is better has only links with which the bound is above what is reached: all of them are tried.

        Of too many the best are, and what is left out bounds what could have been missed.
        """
        value = worth(self.grid, self.goal, chosen)
        could, left_out = self.grid.allowed & (top.with_link >= (value + 1) * FINE), value
        if could.sum() > self.effort.links:
            last = int(np.partition(top.with_link[could], -self.effort.links)[-self.effort.links])
            could &= top.with_link > last
            left_out = last // FINE
        for row, columns in chosen.items():
            could[row, list(columns)] = True
        better, among = self.in_whole_numbers(could, chosen, self.close_enough)
        return better, max(worth(self.grid, self.goal, better), min(most, max(among, left_out)))


def relaxed_by(model: Model, columns: Reals, is_broken: bool) -> Relaxed:
    found = shares(model, columns)
    split = {row for (row, _column), share in found.items() if share < 1 - NEAR}
    chosen = {row: pair for row, pair in chosen_by(model, columns).items() if row not in split}
    return Relaxed(chosen, not split and not is_broken)


def shares(model: Model, columns: Reals) -> dict[tuple[int, int], float]:
    found: dict[tuple[int, int], float] = {}
    rows, coaches = model.link
    for link in np.nonzero(columns[: len(rows)] > NEAR)[0]:
        found[int(rows[link]), int(coaches[link])] = float(columns[link])
    for stay, (row, pair) in enumerate(model.stay):
        for coach in pair:
            found[row, coach] = found.get((row, coach), 0.0) + float(columns[model.starts[1] + stay])
    return found


def chosen_by(model: Model, columns: Reals) -> Rows:
    found: dict[int, list[int]] = {}
    for row, coach in (where for where, share in shares(model, columns).items() if share > 0.5):
        found.setdefault(row, []).append(coach)
    inside = model.grid.inside
    return {row: tuple(sorted(pair, key=lambda one: not inside[row, one])) for row, pair in sorted(found.items())}
