"""What levels ask of a person, one thing at a time: a target, minutes of the level as a whole, a kind of practice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from .days import FOREVER, Days, add_months
from .dose import Entry, LevelDose, Practice, Target, counts, held, in_order, practised, reaches_alone, taught


class Ask(Protocol):
    def days(self, given: Iterable[Entry]) -> Days:
        """The days on which the entries give it."""

    def lasts(self, day: dt.date) -> dt.date:
        """The first day without it, if it is reached on a day."""

    def is_helped_by(self, entry: Entry) -> bool:
        """Could the entry do anything for it?"""


@dataclass(frozen=True, slots=True)
class AskedTarget:
    target: Target

    def days(self, given: Iterable[Entry]) -> Days:
        return held(self.target, given)

    def lasts(self, day: dt.date) -> dt.date:
        return self.target.kept_until(day)

    def is_helped_by(self, entry: Entry) -> bool:
        ways = counts(self.target, entry) or reaches_alone(self.target, entry)
        return entry.skill == self.target.skill and ways


@dataclass(frozen=True, slots=True)
class AskedMinutes:
    """Taught minutes in any of the level's skills. They are had for good."""

    dose: LevelDose

    def days(self, given: Iterable[Entry]) -> Days:
        return taught(self.dose, in_order(given))

    def lasts(self, day: dt.date) -> dt.date:
        return FOREVER

    def is_helped_by(self, entry: Entry) -> bool:
        return entry.minutes > 0 and entry.skill in {target.skill for target in self.dose.targets}


@dataclass(frozen=True, slots=True)
class AskedPractice:
    practice: Practice

    def days(self, given: Iterable[Entry]) -> Days:
        return practised(self.practice, in_order(given))

    def lasts(self, day: dt.date) -> dt.date:
        return add_months(day, self.practice.months)

    def is_helped_by(self, entry: Entry) -> bool:
        return entry.practice == self.practice.kind


def asks_of(doses: Iterable[LevelDose]) -> list[Ask]:
    """All that a person at these levels needs, each once however many levels ask for it."""
    return list(dict.fromkeys(ask for dose in doses for ask in _asks_of(dose)))


def _asks_of(dose: LevelDose) -> Iterator[Ask]:
    yield from (AskedTarget(target) for target in dose.essential)
    if dose.taught_minutes > 0:
        yield AskedMinutes(dose)
    yield from (AskedPractice(practice) for practice in dose.practices)
