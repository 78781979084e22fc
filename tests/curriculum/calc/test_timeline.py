"""The interval form says on every day what the plain definition says."""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriculum.calc.audience import Narrow
from curriculum.calc.coverage import Cell, cell
from curriculum.calc.delta import Measure, deltas
from curriculum.calc.timeline import facts_of, ground_of_facts, timeline

from .histories import LEVELS, PEOPLE, SKILLS, UNITS, edges_of, some_days, trusts

BAND_A = Narrow(bands=frozenset({"A"}))
BANK_B = Narrow(staff_groups=frozenset({"B"}), kinds=frozenset({"BANK"}))
NARROWS = st.sampled_from((Narrow(), Narrow(), BAND_A, BANK_B))


def changes(facts, narrow):
    ground = ground_of_facts(facts)
    for person in PEOPLE:
        yield from deltas(ground.reach, timeline(ground, facts_of(facts, person)), narrow).items()


def summed(all_changes, unit, level, skill, on):
    """The cell of a day out of all changes up to it."""
    total = dict.fromkeys(Measure, 0)
    for key, n in all_changes:
        is_of_cell = (key.unit, key.level) == (unit, level) and key.day <= on
        by_skill = key.measure in (Measure.MET, Measure.IN_TIME, Measure.FTE_MET)
        if is_of_cell and key.skill == (skill if by_skill else None):
            total[key.measure] += n
    required, met, in_time = total[Measure.REQUIRED], total[Measure.MET], total[Measure.IN_TIME]
    return Cell(
        required=required,
        met=met,
        in_time=in_time,
        overdue=required - met - in_time,
        away=total[Measure.AWAY],
        exempt=total[Measure.EXEMPT],
        fte_required=total[Measure.FTE_REQUIRED],
        fte_met=total[Measure.FTE_MET],
        fte_unknown=total[Measure.FTE_UNKNOWN],
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
