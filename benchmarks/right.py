"""No figure without the right answer: cells as they are read, beside what the facts make and beside a plain count."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from random import Random

from curriculum.calc import coverage as plain
from curriculum.calc.audience import Narrow
from curriculum.calc.delta import BY_SKILL, EVERY_POST, MEASURES, deltas
from curriculum.calc.timeline import facts_of, ground_of_facts, timeline
from curriculum.queries.coverage import grid
from curriculum.queries.curve import cells_of
from curriculum.queries.facts import facts_in, versions_of
from curriculum.queries.narrowed import narrowed
from workforce.models import Trust, UnitReach

PLAIN = 3  # cells that the plain definition is asked for: it goes day by day


def columns_of(trust: Trust) -> list[tuple[int, int | None]]:
    last = versions_of(trust.pk)[-1]
    return [(level, skill) for level, asked in last.levels.items() for skill in sorted(asked.skills, key=str)]


def small_unit(trust: Trust) -> int:
    leaves = UnitReach.objects.filter(trust=trust, distance=4).values_list("unit", flat=True).distinct()
    return Random(1).choice(sorted(leaves))


def check_from_facts(trust: Trust, on: dt.date, narrow: Narrow = EVERY_POST) -> int:
    """Every cell of a small unit made anew from the facts in it, and some by the plain definition; how many."""
    unit, columns = small_unit(trust), columns_of(trust)
    facts = facts_in(trust.pk, [unit])
    ground = ground_of_facts(facts)
    lines = [timeline(ground, facts_of(facts, person)) for person in sorted({post.person for post in facts.posts})]
    totals: Counter[tuple[int, int | None, str]] = Counter()
    for theirs in lines:
        for (at, level, skill, measure, day), n in deltas(ground.reach, theirs, narrow).items():
            if at == unit and day <= on:
                totals[level, skill, measure] += n
    found = grid(trust, units=[unit], columns=columns, on=on, narrow=narrow)
    for (_, level, skill), cell in found.items():
        same(cell, _summed(totals, level, skill))
    for level, skill in Random(2).sample(columns, PLAIN):
        same(
            found[unit, level, skill],
            plain.cell(facts, unit=unit, level=level, skill=skill, on=on, narrow=narrow),
        )
    return len(found)


def _summed(totals: Counter[tuple[int, int | None, str]], level: int, skill: int | None) -> plain.Cell:
    told = {name: totals[level, None, name] for name in MEASURES} | {
        name: totals[level, skill, name] for name in BY_SKILL
    }
    required, met, in_time = told["REQUIRED"], told["MET"], told["IN_TIME"]
    return plain.Cell(
        required=required,
        met=met,
        in_time=in_time,
        overdue=required - met - in_time,
        away=told["AWAY"],
        exempt=told["EXEMPT"],
        fte_required=told["FTE_REQUIRED"],
        fte_met=told["FTE_MET"],
        fte_unknown=told["FTE_UNKNOWN"],
    )


def check_by_counting(trust: Trust, units: list[int], on: dt.date) -> int:
    """Every cell of units of any size, as counting who stands how gives it; how many."""
    columns = columns_of(trust)
    found = grid(trust, units=units, columns=columns, on=on)
    levels, lines = {level for level, _ in columns}, {skill or 0 for _, skill in columns}
    counted = narrowed(trust.pk, units=units, levels=levels, lines=lines, on=on, narrow=Narrow())
    for unit, level, skill in found:
        same(found[unit, level, skill], cells_of(counted.get((unit, level), {}), [skill or 0])[0])
    return len(found)


def same(found: object, expected: object) -> None:
    if found != expected:
        raise SystemExit(f"The answer is wrong, so there is no figure: {found} is read where it is {expected}.")
