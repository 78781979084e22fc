"""What is kept of a person, and the curves made of it, say what the plain definition says."""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriculum.calc.coverage import Cell, cell
from curriculum.calc.curve import APART, REQUIRED, WHOLE, Change, curves, difference, standing
from curriculum.calc.timeline import facts_of, ground_of_facts, timeline

from .histories import LEVELS, PEOPLE, SKILLS, UNITS, edges_of, some_days, trusts


def standings(facts, person):
    ground = ground_of_facts(facts)
    return [standing(ground, line) for line in timeline(ground, facts_of(facts, person))]


def summed(points, unit, level, line, on):
    found = [change for key, change in points if key[:3] == (unit, level, line) and key[3] <= on]
    return Change(*(sum(numbers) for numbers in zip(*found, strict=True))) if found else Change(0, 0, 0)


def cell_of(points, unit, level, skill, on):
    required, apart, line = (summed(points, unit, level, line, on) for line in (REQUIRED, APART, skill or WHOLE))
    in_time = apart.beside + line.beside
    return Cell(
        required=required.people,
        met=line.people,
        in_time=in_time,
        overdue=required.people - line.people - in_time,
        away=required.beside,
        exempt=apart.people,
        fte_required=required.fte,
        fte_met=line.fte,
        fte_unknown=apart.fte,
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data(), facts=trusts())
def test_curves_sum_to_the_cell_of_each_day(data, facts):
    edge = data.draw(st.sampled_from(edges_of(facts)))
    days = [edge - dt.timedelta(1), edge, edge + dt.timedelta(1), data.draw(some_days), dt.date(2025, 1, 1)]
    unit, level = data.draw(st.sampled_from(UNITS)), data.draw(st.sampled_from(LEVELS))
    skill = data.draw(st.sampled_from((None, *SKILLS)))

    points = [one for person in PEOPLE for one in curves(standings(facts, person)).items()]

    for on in days:
        plain = cell(facts, unit=unit, level=level, skill=skill, on=on)
        if plain is not None:
            assert cell_of(points, unit, level, skill, on) == plain


def test_a_difference_leads_from_the_old_curves_to_the_new():
    first, second = (1, 1, 0, dt.date(2024, 1, 1)), (1, 1, 0, dt.date(2024, 2, 1))
    third = (1, 1, 0, dt.date(2024, 3, 1))

    change = difference(
        {first: Change(1, 0, 5), second: Change(-1, 0, -5)}, {first: Change(1, 0, 5), third: Change(-1, 0, -5)}
    )

    assert change == {second: Change(1, 0, 5), third: Change(-1, 0, -5)}
