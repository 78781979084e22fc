"""The best proposal, found without trying all: one step after another, each holding what those before it have found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np

from .bound import AtLeast
from .facts import Facts, Pair, TeamId
from .first_links import first_links
from .goal import best_quality, greatest_lots, most_kept, most_served
from .grid import Grid, Truth
from .problems import Problem, problems
from .step import Effort, Found, Rows, Step


class Stage(StrEnum):
    """What is being done: a job shows it."""

    READING = "READING"
    SERVING = "SERVING"
    KEEPING = "KEEPING"
    IMPROVING = "IMPROVING"
    DRAWING = "DRAWING"


Tell: TypeAlias = Callable[[Stage, int, int], None]
"""Called before each stage, with how many are done and how many there are. What it raises ends the work."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was reached, and what is proven not to be exceeded."""

    value: int
    most: int

    @property
    def is_best(self) -> bool:
        return self.value == self.most

    @property
    def gap(self) -> float:
        """By what share of it the best could be better."""
        return 0.0 if self.is_best else (self.most - self.value) / max(abs(self.most), 1)


@dataclass(frozen=True, slots=True)
class Proposal:
    """`pairs`: the coaches of each team that is served. `kept`: without a proposal before, nothing of nothing."""

    pairs: Mapping[TeamId, Pair]
    served: Proof
    kept: Proof
    quality: Proof

    @property
    def is_best(self) -> bool:
        return self.served.is_best and self.kept.is_best and self.quality.is_best


class Contradiction(Exception):
    """The facts contradict themselves: `problems` says in what. Nothing was solved."""

    def __init__(self, found: list[Problem]) -> None:
        super().__init__(", ".join(sorted({one.fault for one in found})))
        self.problems = found


def silently(stage: Stage, done: int, total: int) -> None:
    """Nobody is told."""


def propose(facts: Facts, *, effort: Effort = Effort(), tell: Tell = silently) -> Proposal:
    if found := problems(facts):
        raise Contradiction(found)
    tell(Stage.READING, 0, len(Stage))
    grid = Grid(facts)
    if not grid.allowed.any():
        return Proposal({}, Proof(0, 0), Proof(0, 0), Proof(0, 0))
    return _Way(grid, effort, tell).gone()


@dataclass
class _Way:
    grid: Grid
    effort: Effort
    tell: Tell

    def gone(self) -> Proposal:
        grid = self.grid
        self.tell(Stage.SERVING, 1, len(Stage))
        served = Step(grid, most_served(grid), first_links(grid), grid.settled, AtLeast(), self.effort).run({})
        must, held = self._held(served)
        kept = self._kept(served, must, held)
        if grid.before:
            held = AtLeast(held.served, kept.value)
        self.tell(Stage.IMPROVING, 3, len(Stage))
        quality = Step(grid, best_quality(grid), first_links(grid), must, held, self.effort).run(kept.chosen)
        chosen = self._drawn(quality, must, held) if quality.value == quality.most else quality.chosen
        return Proposal(self._by_id(chosen), self._served(served), _proof(kept), _proof(quality))

    def _held(self, served: Found) -> tuple[Truth, AtLeast]:
        """Where everybody who can be served is, each of them has to be; otherwise as many have to be."""
        can = self._can_be_served()
        if set(np.nonzero(can)[0]) == set(served.chosen):
            return can, AtLeast()
        return self.grid.settled, AtLeast(served.value)

    def _can_be_served(self) -> Truth:
        grid = self.grid
        inside, outside = (grid.allowed & grid.inside).any(axis=1), (grid.allowed & ~grid.inside).any(axis=1)
        can: Truth = outside & (inside | ~grid.in_pairs)
        return can

    def _kept(self, served: Found, must: Truth, held: AtLeast) -> Found:
        if not self.grid.before:
            return Found(served.chosen, 0, 0, served.links)
        self.tell(Stage.KEEPING, 2, len(Stage))
        return Step(self.grid, most_kept(self.grid), first_links(self.grid), must, held, self.effort).run(served.chosen)

    def _drawn(self, quality: Found, must: Truth, held: AtLeast) -> Rows:
        """Of all that are as good, the one that the lot decides for."""
        self.tell(Stage.DRAWING, 4, len(Stage))
        as_good = AtLeast(held.served, held.kept, quality.value)
        step = Step(self.grid, greatest_lots(self.grid), quality.links, must, as_good, self.effort)
        return step.in_whole_numbers(quality.links, quality.chosen)[0]

    def _served(self, served: Found) -> Proof:
        weight = sum(self.grid.teams[row].weight for row in served.chosen)
        return Proof(weight, weight + served.most - served.value)

    def _by_id(self, chosen: Rows) -> dict[TeamId, Pair]:
        teams, coaches = self.grid.teams, self.grid.coaches
        return {teams[row].id: tuple(coaches[one].id for one in pair) for row, pair in sorted(chosen.items())}


def _proof(found: Found) -> Proof:
    return Proof(found.value, found.most)
