"""What is made as great as can be at one step of the way: teams served, then pairs kept, then quality, then lots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from .grid import KINDS, NEVER, Grid, Whole

Rows: TypeAlias = Mapping[int, tuple[int, ...]]
"""A choice by row and columns of the grid."""


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
    greatest: int = 1  # of its values
    too_far: int = 1 << 50  # from the bound, to be worth proving


def all_in_one(grid: Grid) -> Goal:
    """Quality, with a team served and a pair kept counting so much that they nearly always come first.

    That they did is looked at afterwards; numbers so great that they had to would be too great for a solver.
    """
    quality = best_quality(grid)
    greatest = quality.greatest
    kept = 4 * greatest if grid.before else 0
    served = (8 * greatest + 2 * kept) * grid.weights
    return Goal(quality.values, quality.together, quality.load, served, kept, greatest, 4 * greatest)


def most_served(grid: Grid) -> Goal:
    return Goal(np.zeros_like(grid.values), _only_allowed(grid), 0, grid.weights, 0)


def most_kept(grid: Grid) -> Goal:
    return Goal(np.zeros_like(grid.values), _only_allowed(grid), 0, np.zeros_like(grid.weights), 1)


def best_quality(grid: Grid) -> Goal:
    weights = grid.facts.weights
    greatest = max(int(np.abs(grid.values[grid.allowed]).max(initial=0)), abs(weights.spread), 1)
    return Goal(grid.values, grid.together, weights.load, np.zeros_like(grid.weights), 0, greatest)


def greatest_lots(grid: Grid) -> Goal:
    return Goal(grid.lots, _only_allowed(grid), 0, np.zeros_like(grid.weights), 0)


def worth(grid: Grid, goal: Goal, chosen: Rows) -> int:
    """In whole numbers, whatever a solver says."""
    found, teams = 0, np.zeros(len(grid.coaches), np.int64)
    for row, columns in chosen.items():
        found += sum(int(goal.values[row, column]) for column in columns) + beside(grid, goal, columns)
        found += int(goal.served[row]) + goal.stay * (grid.before.get(row) == columns)
        teams[list(columns)] += 1
    return found - goal.load * int((teams * grid.loads + teams * (teams - 1) // 2).sum())


def beside(grid: Grid, goal: Goal, columns: Sequence[int]) -> int:
    return int(goal.together[grid.kinds[columns[0]], grid.kinds[columns[1]]]) if len(columns) == 2 else 0


def _only_allowed(grid: Grid) -> Whole:
    return np.where(grid.together == NEVER, NEVER, np.zeros((KINDS, KINDS), np.int64))
