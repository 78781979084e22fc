"""The best proposal, found without trying all: one step after another, each holding what those before it have found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

import numpy as np

from .bound import AtLeast, Together
from .effort import USUAL, Effort
from .facts import Facts, Pair, TeamId
from .first_links import first_links
from .goal import Goal, Rows, all_in_one, best_quality, greatest_lots, most_kept, most_served, worth
from .grid import Grid, Truth
from .problems import Problem, problems
from .step import Found, Step


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


def propose(facts: Facts, *, effort: Effort = USUAL, tell: Tell = silently) -> Proposal:
    if found := problems(facts):
        raise Contradiction(found)
    tell(Stage.READING, 0, len(Stage))
    grid = Grid(facts)
    if not grid.allowed.any():
        return Proposal({}, Proof(0, 0), Proof(0, 0), Proof(0, 0))
    return _Way(grid, effort, tell, first_links(grid, all_in_one(grid), effort)).gone()


@dataclass
class _Way:
    grid: Grid
    effort: Effort
    tell: Tell
    links: Truth
    together: list[Together] = field(default_factory=list)

    def gone(self) -> Proposal:
        """All in one at first. Where that has served and kept as many as can be, its proof is that of quality, too."""
        nothing_held = AtLeast()
        self.tell(Stage.SERVING, 1, len(Stage))
        first = self._step(all_in_one(self.grid), self.grid.settled, nothing_held, self.grid.settled_pairs)
        served = self._served(first)
        must, held = self._holding(served)
        kept = self._kept(served, must, held)
        held = AtLeast(held.served, kept.value if self.grid.before else None)
        quality = self._quality(first, kept, must, held)
        chosen = self._drawn(quality, must, held) if quality.value == quality.most else quality.chosen
        return Proposal(
            self.grid.by_id(chosen),
            self._in_teams(chosen, served.most),
            Proof(worth(self.grid, most_kept(self.grid), chosen), kept.most),
            Proof(quality.value, quality.most),
        )

    def _step(self, goal: Goal, must: Truth, held: AtLeast, start: Rows) -> Found:
        step = Step(self.grid, goal, self.links.copy(), must, held, self.effort, list(self.together))
        found = step.run(start)
        self.links, self.together = step.links, step.together
        return found

    def _served(self, first: Found) -> Found:
        """All that can be, or as many as are proven."""
        goal, can = most_served(self.grid), self.grid.can_be_served
        value, most = worth(self.grid, goal, first.chosen), int(self.grid.weights[can].sum())
        if value == most:
            return Found(first.chosen, value, most, first.links)
        return self._step(goal, self.grid.settled, AtLeast(), first.chosen)

    def _holding(self, served: Found) -> tuple[Truth, AtLeast]:
        """Where everybody who can be served is, each of them has to be; otherwise as many have to be."""
        if set(np.nonzero(self.grid.can_be_served)[0]) == set(served.chosen):
            return self.grid.can_be_served, AtLeast()
        return self.grid.settled, AtLeast(served.value)

    def _kept(self, served: Found, must: Truth, held: AtLeast) -> Found:
        goal, most = most_kept(self.grid), len(self.grid.before)
        value = worth(self.grid, goal, served.chosen)
        if value == most:
            return Found(served.chosen, value, most, served.links)
        self.tell(Stage.KEEPING, 2, len(Stage))
        return self._step(goal, must, held, served.chosen)

    def _quality(self, first: Found, kept: Found, must: Truth, held: AtLeast) -> Found:
        goal, inherited = best_quality(self.grid), self._inherited(first, kept)
        if inherited and inherited.most - inherited.value < first.not_worth_proving:
            return inherited
        self.tell(Stage.IMPROVING, 3, len(Stage))
        found = self._step(goal, must, held, inherited.chosen if inherited else kept.chosen)
        return (
            found if not inherited else Found(found.chosen, found.value, min(found.most, inherited.most), found.links)
        )

    def _inherited(self, first: Found, kept: Found) -> Found | None:
        """What was found all in one, if it serves and keeps as many as were found to be the most."""
        before = most_served(self.grid), most_kept(self.grid)
        if any(worth(self.grid, one, first.chosen) != worth(self.grid, one, kept.chosen) for one in before):
            return None
        value = worth(self.grid, best_quality(self.grid), first.chosen)
        return Found(first.chosen, value, value + first.most - first.value, first.links)

    def _drawn(self, quality: Found, must: Truth, held: AtLeast) -> Rows:
        """Of all that are as good, the one that the lot decides for."""
        self.tell(Stage.DRAWING, 4, len(Stage))
        as_good = AtLeast(held.served, held.kept, quality.value)
        step = Step(self.grid, greatest_lots(self.grid), quality.links, must, as_good, self.effort, self.together)
        return step.in_whole_numbers(quality.links, quality.chosen)[0]

    def _in_teams(self, chosen: Rows, most: int) -> Proof:
        """Without what pins add to the weights. Where that is not proven, a later step may have served more."""
        weight = sum(self.grid.teams[row].weight for row in chosen)
        return Proof(weight, weight + most - worth(self.grid, most_served(self.grid), chosen))
