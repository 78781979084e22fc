"""The interval form says on every day what the plain definition says."""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriculum.calc.audience import Narrow
from curriculum.calc.coverage import cell

from .by_changes import changes, summed
from .histories import LEVELS, SKILLS, UNITS, edges_of, some_days, trusts

BAND_A = Narrow(bands=frozenset({"A"}))
BANK_B = Narrow(staff_groups=frozenset({"B"}), kinds=frozenset({"BANK"}))
NARROWS = st.sampled_from((Narrow(), Narrow(), BAND_A, BANK_B))


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
