"""The interval form says on every day what the plain definition says."""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriculum.calc import delta
from curriculum.calc.audience import Narrow
from curriculum.calc.coverage import Cell, cell
from curriculum.calc.delta import deltas
from curriculum.calc.timeline import facts_of, ground_of_facts, timeline

from .histories import LEVELS, PEOPLE, SKILLS, UNITS, edges_of, some_days, trusts

BAND_A = Narrow(bands=frozenset({"A"}))
BANK_B = Narrow(staff_groups=frozenset({"B"}), kinds=frozenset({"BANK"}))
NARROWS = st.sampled_from((Narrow(), Narrow(), BAND_A, BANK_B))


def changes(facts, narrow):
    ground = ground_of_facts(facts)
    for person in PEOPLE:
        yield from deltas(ground.reach, timeline(ground, facts_of(facts, person)), narrow).items()


def summed(all_changes, cell_unit, cell_level, cell_skill, on):
    """The cell of a day out of all changes up to it."""
    total = dict.fromkeys(delta.MEASURES, 0)
    for (unit, level, skill, measure, day), n in all_changes:
        of_cell = (cell_unit, cell_level, cell_skill if measure in delta.BY_SKILL else None)
        if (unit, level, skill) == of_cell and day <= on:
            total[measure] += n
    required, met, in_time = total["REQUIRED"], total["MET"], total["IN_TIME"]
    return Cell(
        required=required,
        met=met,
        in_time=in_time,
        overdue=required - met - in_time,
        away=total["AWAY"],
        exempt=total["EXEMPT"],
        fte_required=total["FTE_REQUIRED"],
        fte_met=total["FTE_MET"],
        fte_unknown=total["FTE_UNKNOWN"],
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data(), facts=trusts(), narrow=NARROWS)
def test_the_changes_up_to_a_day_sum_to_the_cell_of_that_day(data, facts, narrow):
    edge = data.draw(st.sampled_from(edges_of(facts)))
    days = [edge - dt.timedelta(1), edge, edge + dt.timedelta(1), data.draw(some_days), dt.date(2025, 1, 1)]
    unit, level = data.draw(st.sampled_from(UNITS)), data.draw(st.sampled_from(LEVELS))
    skill = data.draw(st.sampled_from((None, *SKILLS)))

    all_changes = list(changes(facts, narrow))

    for on in days:
        plain = cell(facts, unit=unit, level=level, skill=skill, on=on, narrow=narrow)
        if plain is not None:
            assert summed(all_changes, unit, level, skill, on) == plain
