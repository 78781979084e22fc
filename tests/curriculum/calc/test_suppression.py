"""An attacker adds and subtracts everything that is shown, and recovers no person."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.calc.suppression import MEASURES, Hidden, Profile, suppress

PROFILE = Profile(below=8, round_to=5)
OFF = Profile(below=0, round_to=1)
TREE = {"trust": ["north", "south"], "north": ["a", "b", "c"], "south": ["d", "e"]}
WARDS = ("a", "b", "c", "d", "e")


@dataclass(frozen=True)
class Counts:
    met: int = 0
    in_time: int = 0
    overdue: int = 0
    away: int = 0
    exempt: int = 0

    @property
    def required(self):
        return self.met + self.in_time + self.overdue

    def __add__(self, other):
        return Counts(*(getattr(self, m) + getattr(other, m) for m in MEASURES[1:]))


def with_upper_units(wards: dict[str, Counts]) -> dict[str, Counts]:
    north = wards["a"] + wards["b"] + wards["c"]
    south = wards["d"] + wards["e"]
    return {**wards, "north": north, "south": south, "trust": north + south}


def sums():
    families = [((unit, m), [(child, m) for child in below]) for unit, below in TREE.items() for m in MEASURES]
    division = [
        ((unit, "required"), [(unit, m) for m in ("met", "in_time", "overdue")])
        for unit in ["trust", "north", "south", *WARDS]
    ]
    return families + division


def what_the_attacker_knows(shown, profile):
    """Own arithmetic, not the product's: for each count the values that nothing shown contradicts."""
    known = {}
    for unit, cell in shown.items():
        for measure in MEASURES:
            figure = getattr(cell, measure)
            if figure is Hidden.PRIMARY:
                known[unit, measure] = (0, profile.below - 1)
            elif figure is Hidden.COMPLEMENTARY:
                known[unit, measure] = (profile.below, 10_000)
            else:
                fits = [
                    n for n in range(figure - profile.round_to, figure + profile.round_to + 1) if n >= profile.below
                ]
                fits = [n for n in fits if profile.rounded(n) == figure]
                known[unit, measure] = (min(fits), max(fits))
    before = None
    while known != before:
        before = dict(known)
        for total, parts in sums():
            low, high = known[total]
            known[total] = max(low, sum(known[p][0] for p in parts)), min(high, sum(known[p][1] for p in parts))
            for part in parts:
                rest = [known[p] for p in parts if p != part]
                low, high = known[part]
                low = max(low, known[total][0] - sum(most for _, most in rest))
                high = min(high, known[total][1] - sum(least for least, _ in rest))
                known[part] = low, high
    return known


def recovered(cells, shown, profile):
    known = what_the_attacker_knows(shown, profile)
    return [
        (unit, measure)
        for unit in shown
        for measure in MEASURES
        if known[unit, measure][0] == known[unit, measure][1] and getattr(cells[unit], measure) < PROFILE.below
    ]


ward = st.builds(
    Counts,
    met=st.integers(0, 30),
    in_time=st.integers(0, 9),
    overdue=st.integers(0, 15),
    away=st.integers(0, 3),
    exempt=st.integers(0, 3),
)
small_ward = st.builds(
    Counts, met=st.integers(0, 7), in_time=st.integers(0, 7), overdue=st.integers(0, 7), away=st.sampled_from([0, 7, 8])
)
trusts = st.fixed_dictionaries({name: st.one_of(ward, small_ward) for name in WARDS}).map(with_upper_units)


@settings(max_examples=400, deadline=None)
@given(cells=trusts)
def test_subtracting_children_from_parents_recovers_nobody(cells):
    shown = suppress(cells, TREE, PROFILE)

    assert recovered(cells, shown, PROFILE) == []


@settings(max_examples=50, deadline=None)
@given(cells=trusts)
def test_with_suppression_off_the_same_attacker_recovers_people(cells):
    shown = suppress(cells, TREE, OFF)

    assert recovered(cells, shown, OFF)


@settings(max_examples=200, deadline=None)
@given(before=trusts, now=trusts)
def test_subtracting_last_month_from_this_one_gives_no_small_number(before, now):
    last, this = suppress(before, TREE, PROFILE), suppress(now, TREE, PROFILE)

    steps = {
        abs(getattr(this[unit], m) - getattr(last[unit], m))
        for unit, m in product(this, MEASURES)
        if not isinstance(getattr(this[unit], m), Hidden) and not isinstance(getattr(last[unit], m), Hidden)
    }

    assert not steps & {1, 2, 3, 4, 6, 7}


def test_rounding_alone_would_give_four_wards_of_seven_away():
    cells = {name: Counts(met=7) for name in "abcd"} | {"division": Counts(met=28)}

    rounded_alone = suppress(cells, {}, PROFILE)
    shown = suppress(cells, {"division": list("abcd")}, PROFILE)

    assert rounded_alone["division"].met == 30  # so at least 28, and each ward at most 7
    assert shown["division"].met is Hidden.COMPLEMENTARY
    assert shown["division"].required is Hidden.COMPLEMENTARY


@pytest.mark.parametrize(
    "count, figure",
    [(0, Hidden.PRIMARY), (1, Hidden.PRIMARY), (7, Hidden.PRIMARY), (8, 10), (12, 10), (13, 15), (1_002, 1_000)],
)
def test_a_count_is_hidden_under_the_threshold_and_rounded_from_it_on(count, figure):
    assert PROFILE.figure(count) == figure


@given(count=st.integers(0, 5_000), below=st.integers(0, 30), round_to=st.integers(0, 30))
def test_what_is_told_of_a_count_is_never_wrong(count, below, round_to):
    profile = Profile(below=below, round_to=round_to)

    least, most = profile.bounds(profile.figure(count))

    assert least <= count <= most


@given(cells=trusts)
def test_a_share_comes_from_the_rounded_counts_and_is_never_above_one(cells):
    for cell in suppress(cells, TREE, PROFILE).values():
        if cell.share is not None:
            assert cell.share == Fraction(cell.met, cell.required) <= 1


@given(required=st.integers(0, 7), data=st.data())
def test_no_share_is_shown_of_a_denominator_under_the_threshold(required, data):
    met = data.draw(st.integers(0, required))

    shown = suppress({"ward": Counts(met=met, overdue=required - met)}, {}, PROFILE)

    assert shown["ward"].share is None
