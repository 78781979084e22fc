"""Progress to a plan: how many people there are at a level, beside how many there are meant to be by a day.

It is never mixed with coverage: 15 % of everybody by this year is reached at 15 %.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

PACE_MONTHS = 12
DAYS_OF_PACE = 365


class PlanState(StrEnum):
    """Told from the pace of the last twelve months; without them nothing is told."""

    REACHED = "REACHED"
    ON_PLAN = "ON_PLAN"
    BEHIND = "BEHIND"
    MISSED = "MISSED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Progress:
    planned: int
    now: int
    expected: int | None  # at the day of the plan, if the pace of the last twelve months goes on
    state: PlanState

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.now, self.planned) if self.planned else None


def people_planned(*, people: int | None, share: Fraction | None, headcount: int) -> int:
    """A part of a person needs a whole one."""
    return people if people is not None else ceil((share or Fraction(0)) * headcount)


def progress(*, planned: int, now: int, year_ago: int | None, on: dt.date, by: dt.date) -> Progress:
    expected = None if year_ago is None or by <= on else now + gain(now - year_ago, days=(by - on).days)
    return Progress(planned=planned, now=now, expected=expected, state=state_of(planned, now, expected, on, by))


def gain(in_a_year: int, *, days: int) -> int:
    return round(Fraction(in_a_year * days, DAYS_OF_PACE))


def state_of(planned: int, now: int, expected: int | None, on: dt.date, by: dt.date) -> PlanState:
    if now >= planned:
        return PlanState.REACHED
    if by <= on:
        return PlanState.MISSED
    if expected is None:
        return PlanState.UNKNOWN
    return PlanState.ON_PLAN if expected >= planned else PlanState.BEHIND
