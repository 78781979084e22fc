"""The shape of the big trust: how many of what. All of it follows from the number of people."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

SEED = 8
SKILLS = 60
COURSES = 10  # each gives six skills
ENTRIES_A_PERSON = 50
HISTORY_YEARS = 6


@dataclass(frozen=True, slots=True)
class Shape:
    people: int
    today: dt.date

    @property
    def fan_out(self) -> tuple[int, ...]:
        """Children at each of the four steps below the trust: with 100,000 people 8, 60, 331 and 1,600 units."""
        scale = self.people / 100_000
        return tuple(max(2, round(count * scale)) for count in (8, 60, 331, 1600))

    @property
    def first_day(self) -> dt.date:
        return self.today.replace(year=self.today.year - HISTORY_YEARS, month=1, day=1)

    @property
    def second_version(self) -> dt.date:
        """A version of the framework with a longer validity came into force a year and a half ago."""
        return (self.today.replace(day=1) - dt.timedelta(days=548)).replace(day=1)


SIZES = {"small": 10_000, "big": 100_000}
