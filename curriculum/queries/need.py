"""Of people in a list: since when they are overdue, and how far they are from what a level asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from workforce.models import Trust

from ..calc.coverage import State
from ..calc.curve import WHOLE, Standing
from ..calc.days import joined, subtract
from ..calc.dose import Entry, LevelDose
from ..calc.progress import LevelProgress, PracticeProgress, level_progress, runs_out
from .coverage import version_on
from .facts import entries_of, versions_of
from .my_people import Row
from .standing import standings_of


class Need(NamedTuple):
    """`runs_out`: the practice for want of which the level lapses, where it fades."""

    progress: LevelProgress
    overdue_since: dt.date | None
    runs_out: tuple[PracticeProgress, ...] = ()


Needs: TypeAlias = Mapping[tuple[int, int], Need]


def needs_of(trust: Trust, rows: Iterable[Row], *, on: dt.date) -> Needs:
    """By person and level, for each row that is overdue, in time or fading."""
    needing = [row for row in rows if row.fading or row.state in (State.OVERDUE, State.IN_TIME)]
    version = version_on(versions_of(trust.pk), on)
    if not needing or version is None:
        return {}
    people = {row.person_id for row in needing}
    entries = entries_of(trust.pk, people)
    standing = {(who, one.level): one for who, theirs in standings_of(trust.pk, people).items() for one in theirs}
    doses: dict[int, LevelDose] = {level: asked.dose for level, asked in version.levels.items()}
    return {
        key: Need(
            level_progress(doses[row.level_id], entries.get(row.person_id, ()), on),
            overdue_since(standing[key], on) if key in standing else None,
            _runs_out(row, doses[row.level_id], entries.get(row.person_id, ())),
        )
        for row in needing
        if row.level_id in doses and (key := (row.person_id, row.level_id))
    }


def _runs_out(row: Row, dose: LevelDose, entries: Iterable[Entry]) -> tuple[PracticeProgress, ...]:
    return runs_out(dose, entries, row.until) if row.fading and row.until else ()


def overdue_since(one: Standing, on: dt.date) -> dt.date | None:
    """The first day of the unbroken run, around the day, on which the level is overdue."""
    overdue = joined(post.during for post in one.posts)
    for not_then in (one.away, one.exempt, one.let_off, one.let_off_for.get(WHOLE, ()), one.held.get(WHOLE, ())):
        overdue = subtract(overdue, not_then)
    return next((run.since for run in overdue if on in run), None)
