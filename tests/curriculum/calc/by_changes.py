"""The cells of a trust again, summed from the changes of its people."""

from curriculum.calc import delta
from curriculum.calc.coverage import Cell
from curriculum.calc.delta import deltas
from curriculum.calc.timeline import facts_of, ground_of_facts, timeline


def changes(facts, narrow):
    ground = ground_of_facts(facts)
    for person in {stretch.person for stretch in facts.posts}:
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
