"""A step of the way as columns and rows.

Columns: a *link* is a coach for a team; a *mix* says of which two kinds the coaches of a team are; a *stay* is the pair
that a team had before; a *load* is one more team for a coach. Rows: a team is served once; the links of each kind are
as many as the mixes that have it; the links of a coach are as many as their loads. But for coaches who are inside one
pathway and outside another this is a flow, so that its linear programme is all but whole by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .bound import AtLeast, Together
from .goal import Goal, beside, best_quality
from .grid import KINDS, NEVER, Grid, Truth, Whole

Reals = NDArray[np.float64]
MANY = np.inf


@dataclass(frozen=True)
class Model:
    """`links`: which coach may be given to which team. `must`: teams that have to be served."""

    grid: Grid
    goal: Goal
    links: Truth
    together: Sequence[Together]
    held: AtLeast
    must: Truth

    @cached_property
    def link(self) -> tuple[Whole, Whole]:
        """Team and coach of each link."""
        rows, columns = np.nonzero(self.links)
        return rows, columns

    @cached_property
    def mix(self) -> tuple[Whole, Whole, Whole]:
        """Team, kind of the inside coach and kind of the outside one."""
        has = np.zeros((2, len(self.grid.teams), KINDS), bool)
        rows, columns = self.link
        has[self._side, rows, self.grid.kinds[columns]] = True
        can = has[1][:, :, None] & has[0][:, None, :] & (self.goal.together > NEVER) & self.grid.in_pairs[:, None, None]
        teams, inside, outside = np.nonzero(can)
        return teams, inside, outside

    @cached_property
    def stay(self) -> list[tuple[int, tuple[int, ...]]]:
        wanted = self.goal.stay or self.held.kept
        return list(self.grid.before.items()) if wanted else []

    @cached_property
    def load(self) -> tuple[Whole, Whole]:
        """Coach, and the how-manieth team more it is."""
        places = self.grid.places
        coaches = np.repeat(np.arange(len(places)), places)
        return coaches, np.arange(len(coaches)) - np.repeat(np.cumsum(places) - places, places)

    @cached_property
    def starts(self) -> tuple[int, int, int, int]:
        """Where mixes, stays and loads begin, and where the columns end."""
        mixes = len(self.link[0])
        stays = mixes + len(self.mix[0])
        loads = stays + len(self.stay)
        return mixes, stays, loads, loads + len(self.load[0])

    @cached_property
    def costs(self) -> Whole:
        return self.costs_of(self.goal)

    def costs_of(self, goal: Goal) -> Whole:
        of_links = goal.values[self.link] + np.where(self.grid.in_pairs, 0, goal.served)[self.link[0]]
        of_mixes = goal.together[self.mix[1:]] + goal.served[self.mix[0]]
        of_stays = [self._stay_costs(goal, row, columns) for row, columns in self.stay]
        coaches, before = self.load
        of_loads = -goal.load * (self.grid.loads[coaches] + before)
        return np.concatenate([of_links, of_mixes, np.array(of_stays, np.int64), of_loads])

    def _stay_costs(self, goal: Goal, row: int, columns: tuple[int, ...]) -> int:
        of_each = sum(int(goal.values[row, column]) for column in columns)
        return of_each + beside(self.grid, goal, columns) + int(goal.served[row]) + goal.stay

    @cached_property
    def _side(self) -> Whole:
        return self.grid.inside[self.link].astype(np.int64)

    @cached_property
    def _kinds(self) -> tuple[Whole, Whole]:
        """Numbers of the rows that tie links of one kind to mixes, and for each link that belongs to a pair its row."""
        rows, columns = self.link
        key = (rows * 2 + self._side) * KINDS + self.grid.kinds[columns]
        return np.unique(key[self.grid.in_pairs[rows]], return_inverse=True)

    @cached_property
    def lines(self) -> list[tuple[Whole, Whole, Reals]]:
        """All entries, as row, column, number. First the rows of teams, then of coaches, then the others."""
        teams, coaches = len(self.grid.teams), len(self.grid.coaches)
        rows, columns = self.link
        mixes, stays, loads, _end = self.starts
        alone = np.nonzero(~self.grid.in_pairs[rows])[0]
        paired = np.nonzero(self.grid.in_pairs[rows])[0]
        of_mix = np.arange(mixes, stays)
        keys, row_of_link = self._kinds
        found = [
            _entries(rows[alone], alone, 1),
            _entries(self.mix[0], of_mix, 1),
            _entries(teams + columns, np.arange(mixes), 1),
            _entries(teams + self.load[0], np.arange(len(self.load[0])) + loads, -1),
            _entries(teams + coaches + row_of_link, paired, 1),
        ]
        for side, of_kind in ((1, self.mix[1]), (0, self.mix[2])):
            row = np.searchsorted(keys, (self.mix[0] * 2 + side) * KINDS + of_kind)
            found.append(_entries(teams + coaches + row, of_mix, -1))
        for number, (row_, columns_) in enumerate(self.stay):
            ours = np.array([row_, *(teams + column for column in columns_)])
            found.append(_entries(ours, np.full(len(ours), stays + number), 1))
        return [*found, *self._extra_lines(teams + coaches + len(keys))]

    def _extra_lines(self, row: int) -> list[tuple[Whole, Whole, Reals]]:
        number = {where: link for link, where in enumerate(zip(*(one.tolist() for one in self.link), strict=True))}
        staying = {(team, one): place for place, (team, pair) in enumerate(self.stay) for one in pair}
        found = []
        for together in self.together:
            where = list(zip(together.rows, together.columns, strict=True))
            links = [number[one] for one in where if one in number]
            stays = [self.starts[1] + staying[one] for one in where if one in staying]
            columns = np.array(links + stays, np.int64)
            found.append(_entries(np.full(len(columns), row), columns, 1))
            row += 1
        for coefficients, _least in self._held:
            columns = np.nonzero(coefficients)[0]
            found.append(_entries(np.full(len(columns), row), columns, coefficients[columns]))
            row += 1
        return found

    @cached_property
    def _held(self) -> list[tuple[Whole, int]]:
        found = []
        if self.held.served is not None:
            found.append((self._counting(), self.held.served))
        if self.held.kept is not None:
            coefficients = np.zeros(self.starts[3], np.int64)
            coefficients[self.starts[1] : self.starts[2]] = 1
            found.append((coefficients, self.held.kept))
        if self.held.quality is not None:
            found.append((self.costs_of(best_quality(self.grid)), self.held.quality))
        return found

    def _counting(self) -> Whole:
        """The weight of the team that a column serves."""
        weights, found = self.grid.weights, np.zeros(self.starts[3], np.int64)
        mixes, stays, loads, _end = self.starts
        found[:mixes] = np.where(self.grid.in_pairs, 0, weights)[self.link[0]]
        found[mixes:stays] = weights[self.mix[0]]
        found[stays:loads] = weights[np.array([row for row, _columns in self.stay], np.int64)]
        return found

    @cached_property
    def limits(self) -> tuple[Reals, Reals]:
        """The least and the most of each row."""
        teams, coaches, kinds = len(self.grid.teams), len(self.grid.coaches), len(self._kinds[0])
        least = [self.must.astype(float), np.full(coaches, -MANY), np.zeros(kinds), np.full(len(self.together), -MANY)]
        most = [np.ones(teams), np.zeros(coaches), np.zeros(kinds), np.ones(len(self.together))]
        held = [float(bottom) for _coefficients, bottom in self._held]
        return np.concatenate([*least, np.array(held)]), np.concatenate([*most, np.full(len(held), MANY)])


def _entries(rows: Whole, columns: Whole, number: Whole | int) -> tuple[Whole, Whole, Reals]:
    return rows, columns, np.broadcast_to(np.asarray(number, np.float64), rows.shape)
