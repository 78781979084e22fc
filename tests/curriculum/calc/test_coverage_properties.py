"""What is true of every cell."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriculum.calc.audience import Narrow
from curriculum.calc.coverage import Cell, cell, people_of_cell
from curriculum.calc.facts import Facts

from .histories import LEAF, LEFT, LEVELS, RIGHT, ROOT, SKILLS, UNITS, some_days, trusts

slow = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
levels, skills, units = st.sampled_from(LEVELS), st.sampled_from((None, *SKILLS)), st.sampled_from(UNITS)


def people(facts, unit, level, skill, on, narrow=Narrow()):  # noqa: B008 - a frozen value
    return people_of_cell(facts, unit=unit, level=level, skill=skill, on=on, narrow=narrow)


@slow
@given(facts=trusts(), unit=units, level=levels, skill=skills, on=some_days)
def test_required_is_met_and_in_time_and_overdue(facts, unit, level, skill, on):
    figures = cell(facts, unit=unit, level=level, skill=skill, on=on)

    if figures is not None:
        assert figures.required == figures.met + figures.in_time + figures.overdue
        assert figures.required + figures.away + figures.exempt == len(people(facts, unit, level, skill, on))
        assert (figures.share is None) == (figures.required == 0)
        assert 0 <= figures.fte_met <= figures.fte_required


@slow
@given(facts=trusts(), level=levels, skill=skills, on=some_days)
def test_everybody_is_the_same_in_every_unit_and_a_parent_is_the_union_of_what_is_in_it(facts, level, skill, on):
    states = {unit: {one.person: one.state for one in people(facts, unit, level, skill, on)} for unit in UNITS}
    directly = {
        person: state
        for person, state in states[ROOT].items()
        if any(one.unit == ROOT for one in facts.posts if one.person == person)
    }

    assert states[ROOT] == directly | states[LEFT] | states[RIGHT] | states[LEAF]


@slow
@given(facts=trusts(), unit=units, level=levels, on=some_days)
def test_a_filter_only_takes_away(facts, unit, level, on):
    narrowed = people(facts, unit, level, None, on, Narrow(bands=frozenset({"A"})))
    states = {one.person: one.state for one in people(facts, unit, level, None, on)}

    assert {one.person: one.state for one in narrowed}.items() <= states.items()


@slow
@given(facts=trusts(), unit=units, level=levels, skill=skills, on=some_days, data=st.data())
def test_the_order_of_the_facts_changes_nothing(facts, unit, level, skill, on, data):
    shuffled = Facts(
        **{
            name: tuple(data.draw(st.permutations(getattr(facts, name))))
            for name in ("posts", "places", "absences", "exemptions", "nominations", "versions")
        },
        entries={person: tuple(reversed(entries)) for person, entries in facts.entries.items()},
    )

    figures = cell(shuffled, unit=unit, level=level, skill=skill, on=on)

    assert figures == cell(facts, unit=unit, level=level, skill=skill, on=on)


@pytest.mark.parametrize("required, met, share", [(0, 0, None), (3, 0, 0), (3, 3, 1)])
def test_coverage_is_the_share_of_the_required_who_meet_it(required, met, share):
    assert Cell(required=required, met=met).share == share


def test_no_version_no_data():
    assert cell(Facts(), unit=ROOT, level=1, skill=None, on=dt.date(2024, 1, 1)) is None
    assert people_of_cell(Facts(), unit=ROOT, level=1, skill=None, on=dt.date(2024, 1, 1)) == []
