"""What is made as great as can be at one step of the way: teams served, then pairs kept, then quality, then lots."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .grid import KINDS, NEVER, Grid, Whole


@dataclass(frozen=True)
class Goal:
    """`values`: of each coach for each team; `together`: of two kinds of coaches; `load`: taken off for each team that
    a coach has before; `served`: for each team; `stay`: for each pair kept.
    """

    values: Whole
    together: Whole
    load: int
    served: Whole
    stay: int


def most_served(grid: Grid) -> Goal:
    return Goal(np.zeros_like(grid.values), _only_allowed(grid), 0, grid.weights, 0)


def most_kept(grid: Grid) -> Goal:
    return Goal(np.zeros_like(grid.values), _only_allowed(grid), 0, np.zeros_like(grid.weights), 1)


def best_quality(grid: Grid) -> Goal:
    return Goal(grid.values, grid.together, grid.facts.weights.load, np.zeros_like(grid.weights), 0)


def greatest_lots(grid: Grid) -> Goal:
    return Goal(grid.lots, _only_allowed(grid), 0, np.zeros_like(grid.weights), 0)


def _only_allowed(grid: Grid) -> Whole:
    return np.where(grid.together == NEVER, NEVER, np.zeros((KINDS, KINDS), np.int64))


