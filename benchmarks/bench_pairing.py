"""Pairing with all rules on and teams that compete for the same coaches: python -m benchmarks.bench_pairing [40x80 ...]

Beside it the bare flow: each side of a pair for itself, without the rules about two coaches, about kinds of coaches and
about the time of the week, as one linear programme over all links. It is a bound, and says what those rules cost. No
database is needed. Seconds are of the processor, since the machine may be shared, and of the clock.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np

from coaching.calc.pairing.changes import smallest_change
from coaching.calc.pairing.definition import broken_together, quality
from coaching.calc.pairing.facts import Ban, Facts
from coaching.calc.pairing.grid import Grid
from coaching.calc.pairing.reasons import altered, loads, scores, unserved
from coaching.calc.pairing.rules import refusals
from coaching.calc.pairing.solver import Proposal, propose

from .big_academy import academy

SIZES = ("40x80", "100x200", "500x1000")
ALSO = ("100x100", "200x400")  # fewer coaches than are wanted; more teams than one academy has
T = TypeVar("T")


def took(words: str, do: Callable[[], T]) -> T:
    wall, began = time.perf_counter(), time.process_time()
    found = do()
    processor = time.process_time() - began
    print(f"  {words:<44} {processor:7.2f} s processor {time.perf_counter() - wall:7.2f} s clock", flush=True)
    return found


def run(size: str) -> None:
    teams, coaches = map(int, size.split("x"))
    facts = academy(teams, coaches)
    print(f"{teams} teams, {coaches} coaches")
    proposal = took("a proposal", lambda: propose(facts))
    check(facts, proposal)
    tell(proposal)
    flow = took("limit: the bare flow, a bound", lambda: bare_flow(facts, len(proposal.pairs)))
    print(f"    bare flow {flow:,.0f}; the rules cost {100 * (flow - proposal.quality.value) / flow:.2f} %")
    again(facts, proposal)
    reasons(facts, proposal)


def check(facts: Facts, proposal: Proposal) -> None:
    """No figure without the right answer."""
    wrong = broken_together(facts, proposal.pairs)
    for name, pair in proposal.pairs.items():
        wrong += refusals(facts, tuple(facts.coach[one] for one in pair), facts.team[name])
    told = sum(one.parts.total for one in scores(facts, proposal.pairs))
    told += sum(one.score for one in loads(facts, proposal.pairs))
    if wrong or not told == proposal.quality.value == quality(facts, proposal.pairs):
        raise SystemExit(f"The answer is wrong, so there is no figure: {wrong[:3]}")


def tell(proposal: Proposal) -> None:
    how = "proven optimal" if proposal.is_best else f"gap proven {100 * proposal.quality.gap:.3f} %"
    served, best = proposal.served, proposal.quality
    print(f"    {len(proposal.pairs)} served, weight {served.value} of at most {served.most};", end=" ")
    print(f"quality {best.value:,} of at most {best.most:,}: {how}")


def again(facts: Facts, proposal: Proposal) -> None:
    name, pair = sorted(proposal.pairs.items())[len(proposal.pairs) // 2]
    coaches = tuple(one for one in facts.coaches if one.id != pair[0])
    bans = frozenset(ban for ban in facts.bans if pair[0] not in ban.coaches)
    left = facts.but(coaches=coaches, bans=bans, previous=proposal.pairs)
    declined = facts.but(bans=facts.bans | {Ban(name, frozenset(pair))}, previous=proposal.pairs)
    for words, changed in (("again, a coach has left", left), ("again, a pair has declined", declined)):
        now = took(words, lambda changed=changed: propose(changed))  # type: ignore[misc]
        check(changed, now)
        before = [one for one in altered(proposal.pairs, now.pairs) if one in proposal.pairs]
        print(f"    {len(before)} pairs altered, {'proven the fewest' if now.kept.is_best else 'not proven'}")


def reasons(facts: Facts, proposal: Proposal) -> None:
    wanting = took("reasons of all that are not served", lambda: unserved(facts, proposal.pairs))
    if wanting:
        team = facts.team[wanting[0].team]
        took("the smallest change that would serve one", lambda: smallest_change(facts, proposal.pairs, team))


def bare_flow(facts: Facts, served: int) -> float:
    """As good as so many teams could have it, each side for itself."""
    from highspy import Highs, HighsLp, MatrixFormat, ObjSense

    grid = Grid(facts)
    rows, columns = np.nonzero(grid.allowed)
    teams, coaches, links = len(grid.teams), len(grid.coaches), len(rows)
    sides = rows + teams * (grid.inside[rows, columns] & grid.in_pairs[rows])
    place = np.repeat(np.arange(coaches), grid.places)
    nth = np.concatenate([np.arange(number) for number in grid.places])
    paired = np.nonzero(grid.in_pairs)[0]
    # columns: links, whether a team is served, one more team for a coach
    number = links + teams + len(place)
    entries = [
        (sides, np.arange(links), 1.0),
        (np.arange(teams), links + np.arange(teams), -1.0),
        (teams + paired, links + paired, -1.0),
        (2 * teams + columns, np.arange(links), 1.0),
        (2 * teams + place, links + teams + np.arange(len(place)), -1.0),
        (np.full(teams, 2 * teams + coaches), links + np.arange(teams), 1.0),
    ]
    at = np.concatenate([row for row, _column, _entry in entries])
    of = np.concatenate([column for _row, column, _entry in entries])
    values = np.concatenate([np.full(len(row), entry) for row, _column, entry in entries])
    order = np.lexsort((at, of))
    programme = HighsLp()
    programme.num_col_, programme.num_row_ = number, 2 * teams + coaches + 1
    programme.sense_ = ObjSense.kMaximize
    spread = np.where(grid.in_pairs, abs(facts.weights.spread), 0)  # at the very most
    load = -facts.weights.load * (grid.loads[place] + nth)
    programme.col_cost_ = np.concatenate([grid.values[rows, columns], spread, load]).astype(float)
    programme.col_lower_, programme.col_upper_ = np.zeros(number), np.ones(number)
    programme.row_lower_ = np.concatenate([np.zeros(2 * teams), np.full(coaches, -np.inf), [served]])
    programme.row_upper_ = np.concatenate([np.zeros(2 * teams + coaches), [served]])
    programme.a_matrix_.format_ = MatrixFormat.kColwise
    programme.a_matrix_.start_ = np.searchsorted(of[order], np.arange(number + 1)).astype(np.int32)
    programme.a_matrix_.index_, programme.a_matrix_.value_ = at[order].astype(np.int32), values[order]
    highs = Highs()
    for option, setting in (("output_flag", False), ("threads", 1), ("solver", "ipx"), ("run_crossover", "off")):
        highs.setOptionValue(option, setting)
    highs.passModel(programme)
    highs.run()
    found: float = highs.getInfo().objective_function_value
    return found


def main() -> None:
    for size in sys.argv[1:] or (*SIZES, *ALSO):
        run(size)


if __name__ == "__main__":
    main()
