"""The board's figures: each level of the whole trust at a month's end, its way there, its plan, what was published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from workforce.models import Account, Trust, Unit
from workforce.queries.headcount import headcount

from ..calc.coverage import Cell
from ..calc.plan import PACE_MONTHS, Progress, people_planned, progress
from ..calc.suppression import Profile, Rounded, suppress
from ..models import LevelPlan, PublishedFigure
from .cells import Cells, cells_for
from .column import LevelColumns, levels_on
from .plan import plans_of
from .series import Series, series

MONTHS = 24
Shown = Cell | Rounded | None


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One level of the board page. No plan: none was made. No progress: it may not be told, or there is no figure.

    `cell` is the figure as it was reported, where the month was published; `known` is what is known now.
    """

    level: LevelColumns
    cell: Shown
    known: Shown
    series: Series
    plan: LevelPlan | None
    progress: Progress | None
    published: Shown


@dataclass(frozen=True, slots=True)
class Board:
    answer: Cells
    lines: list[LevelLine]
    published_at: dt.datetime | None
    months_published: list[dt.date]


def board_of(account: Account, *, trust: Trust, top: Unit, on: dt.date, today: dt.date) -> Board:
    """At a month's end, for whoever asks; exact only for who may see everybody by name."""
    levels = levels_on(trust, on=on)
    columns = [(level.pk, None) for level in levels]
    answer = cells_for(account, trust=trust, units=[top.pk], columns=columns, on=on, today=today)
    frozen, published_at = published_on(trust, top, on, answer.profile)
    plans = next_plans(trust, top, on)
    people = headcount(trust, on=on, unit=top).people
    lines = [
        level_line(
            level,
            answer.cells[top.pk, level.pk, None],
            series(trust, unit=top.pk, column=(level.pk, None), on=on, months=MONTHS, exact=answer.profile is None),
            plans.get(level.pk),
            frozen.get(level.pk),
            people if answer.profile is None else answer.profile.rounded(people),
        )
        for level in levels
    ]
    return Board(answer, lines, published_at, months_published(trust))


def level_line(
    level: LevelColumns, known: Shown, months: Series, plan: LevelPlan | None, published: Shown, people: int
) -> LevelLine:
    cell = published or known
    year_ago = months[-1 - PACE_MONTHS][1] if len(months) > PACE_MONTHS else None
    return LevelLine(
        level=level,
        cell=cell,
        known=known,
        series=months,
        plan=plan,
        progress=progress_of(plan, cell, year_ago, months[-1][0], people) if plan else None,
        published=published,
    )


def progress_of(plan: LevelPlan, cell: Shown, year_ago: Shown, on: dt.date, people: int) -> Progress | None:
    now, then = met_in(cell), met_in(year_ago)
    if now is None:
        return None
    share = Fraction(plan.share) if plan.share is not None else None
    planned = people_planned(people=plan.people, share=share, headcount=people)
    return progress(planned=planned, now=now, year_ago=then, on=on, by=plan.by_date)


def met_in(cell: Shown) -> int | None:
    return cell.met if cell and isinstance(cell.met, int) else None


def next_plans(trust: Trust, top: Unit, on: dt.date) -> dict[int, LevelPlan]:
    """For each level the plan whose day comes next, or else the last one that has passed."""
    chosen: dict[int, LevelPlan] = {}
    for plan in plans_of(trust, units=[top.pk]):
        before = chosen.get(plan.level_id)
        if before is None or before.by_date < on:
            chosen[plan.level_id] = plan
    return chosen


# What was published.


def months_published(trust: Trust) -> list[dt.date]:
    """The newest first."""
    months = PublishedFigure.objects.filter(trust=trust).order_by("-on").values_list("on", flat=True).distinct()
    return list(months[:MONTHS])


def published_on(
    trust: Trust, top: Unit, on: dt.date, profile: Profile | None
) -> tuple[dict[int, Shown], dt.datetime | None]:
    """By level, as it was reported; rounded and suppressed where the reader gets that."""
    figures = list(PublishedFigure.objects.filter(trust=trust, on=on))
    own = {figure.level_id: figure for figure in figures if figure.unit_id == top.pk}
    at = figures[0].published_at if figures else None
    if profile is None:
        return {level: exact(figure) for level, figure in own.items()}, at
    return {level: family_suppressed(figures, level, top.pk, profile) for level in own}, at


def exact(figure: PublishedFigure) -> Cell:
    return Cell(
        required=figure.required,
        met=figure.met,
        in_time=figure.in_time,
        overdue=figure.overdue,
        away=figure.away,
        exempt=figure.exempt,
    )


def family_suppressed(figures: Sequence[PublishedFigure], level: int, top: int, profile: Profile) -> Rounded:
    family: Mapping[int, PublishedFigure] = {one.unit_id: one for one in figures if one.level_id == level}
    return suppress(family, {top: [unit for unit in family if unit != top]}, profile)[top]
