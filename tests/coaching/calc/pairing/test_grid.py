"""All cells at once are what the rules and the sums say of each."""

from random import Random

from coaching.calc.pairing.grid import Grid
from coaching.calc.pairing.rules import is_inside, refusals_of_coach
from coaching.calc.pairing.score import parts

from .small import academy


def test_the_grid_is_the_rules_and_the_sums_cell_by_cell():
    for seed in range(300):
        facts = academy(Random(seed))
        grid = Grid(facts)
        for row, team in enumerate(grid.teams):
            for column, coach in enumerate(grid.coaches):
                assert grid.inside[row, column] == is_inside(coach, team)
                assert grid.allowed[row, column] == (not any(refusals_of_coach(facts, coach, team)))
                if grid.allowed[row, column]:
                    assert grid.values[row, column] == parts(facts, (coach,), team).total
