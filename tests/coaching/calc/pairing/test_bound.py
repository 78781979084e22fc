"""The bound is proven whatever the prices are."""

from random import Random

import numpy as np

from coaching.calc.pairing.bound import FINE, AtLeast, Prices, bound
from coaching.calc.pairing.definition import best, value
from coaching.calc.pairing.goal import all_in_one, worth
from coaching.calc.pairing.grid import Grid

from .small import academy


def test_no_choice_is_worth_more_than_the_bound_at_any_prices_nor_with_a_link_than_its_own():
    for seed in range(300):
        chance = Random(seed)
        facts = academy(chance)
        grid, choice = Grid(facts), best(facts)
        rows = {row: grid.columns(team, choice[team.id]) for row, team in enumerate(grid.teams) if team.id in choice}
        goal = all_in_one(grid)
        prices = np.array([chance.randint(0, 200 * FINE) for _ in grid.coaches], np.int64)

        found = bound(grid, goal, Prices(prices, ()), (), AtLeast(), grid.settled, grid.allowed)

        assert worth(grid, goal, rows) <= found.most
        assert all(
            worth(grid, goal, rows) * FINE <= found.with_link[row, list(pair)].min() for row, pair in rows.items()
        )


def test_prices_of_what_is_held_bound_what_holds_it():
    for seed in range(300):
        chance = Random(seed)
        facts = academy(chance)
        grid, choice = Grid(facts), best(facts)
        rows = {row: grid.columns(team, choice[team.id]) for row, team in enumerate(grid.teams) if team.id in choice}
        goal, served = all_in_one(grid), int(sum(grid.weights[row] for row in rows))
        held = AtLeast(served, value(facts, choice).kept)
        prices = Prices(np.zeros(len(grid.coaches), np.int64), (), chance.randint(0, 99), chance.randint(0, 99))

        assert worth(grid, goal, rows) <= bound(grid, goal, prices, (), held, grid.settled, grid.allowed).most
