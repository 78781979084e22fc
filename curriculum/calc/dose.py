"""The dose: what entries of the ledger give, how long it is kept, what renews it, and who has a level.

One person's entries in, sets of days out. Nothing here knows of a clock, so what somebody will hold is known now.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from .days import ALWAYS, NEVER, Days, Interval, add_days, add_months, intersect, joined


class Assessment(StrEnum):
    """What makes an entry an assessment of its skill at its depth."""

    TEST = "TEST"
    SIGN_OFF = "SIGN_OFF"
    CREDENTIAL = "CREDENTIAL"


_day = attrgetter("day")

DEEPEST_BY_DOSE = 2  # from depth 3 on ability is shown to somebody: neither minutes nor a test can do it


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of one person's ledger. Only a credential may have an expiry: the first day on which it is no more."""

    id: int
    skill: int
    depth: int
    day: dt.date
    minutes: int = 0
    practice: str = ""
    count: int = 0
    assessment: str = ""
    expires: dt.date | None = None
    voids: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What a level asks for in one skill. None: no minutes asked for, never lapses, no renewal of its own set."""

    skill: int
    depth: int
    essential: bool = True
    minutes: int | None = None
    valid_months: int | None = None
    renewal_minutes: int | None = None
    renewal_practices: int | None = None
    renewal_grace_days: int = 0
    counts_from: int | None = None

    def __hash__(self) -> int:
        """Of what tells most targets apart: they are looked up for each person."""
        return hash((self.skill, self.depth, self.valid_months))

    @property
    def shallowest(self) -> int:
        """The depth from which on an entry counts: one below the target's own unless it says so, at least 1."""
        wanted = self.depth - 1 if self.counts_from is None else self.counts_from
        return min(max(wanted, 1), self.depth)

    @property
    def has_renewal(self) -> bool:
        return self.renewal_minutes is not None or self.renewal_practices is not None

    def kept_until(self, day: dt.date) -> dt.date:
        return add_months(day, self.valid_months)


@dataclass(frozen=True, slots=True)
class Practice:
    """So many of a kind within so many months. No months: practice counts for good."""

    kind: str
    count: int
    months: int | None = None


@dataclass(frozen=True, slots=True)
class LevelDose:
    """What a person at a level needs, under one version of the framework."""

    targets: tuple[Target, ...]
    taught_minutes: int = 0
    practices: tuple[Practice, ...] = ()
    grace_days: int = 0
    away_after_days: int = 28

    @property
    def essential(self) -> list[Target]:
        return [target for target in self.targets if target.essential]


class Course(NamedTuple):
    """How a target stood after a day's entries: the intervals so far, and the counting entries not yet spent."""

    kept: tuple[Interval, ...] = ()
    unspent: tuple[Entry, ...] = ()


def held(target: Target, entries: Iterable[Entry]) -> Days:
    """The days on which the target is held: the fold of all the person's entries."""
    return fold(target, [entry for entry in in_order(entries) if entry.skill == target.skill])


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """What gives dose, in the order of its days. A void takes its entry away for all days and gives nothing itself."""
    entries = list(entries)
    voided = {entry.voids for entry in entries if entry.voids is not None}
    return sorted((entry for entry in entries if entry.voids is None and entry.id not in voided), key=_day)


def fold(target: Target, given: Sequence[Entry]) -> Days:
    """The same from the entries of the target's skill, in order."""
    if len(given) == 1:
        return fold_one(target, given[0])
    return joined(course(target, given).kept)


def fold_one(target: Target, entry: Entry) -> Days:
    """The fold of a single entry, which is what most people have in most skills: `after_day` without what it keeps."""
    by_dose = (
        target.depth <= DEEPEST_BY_DOSE
        and entry.depth >= target.depth
        and entry.minutes >= (target.minutes or 0)
        and entry.expires is None
    )
    if not by_dose and not (entry.assessment and reaches_alone(target, entry)):
        return NEVER
    return (Interval(entry.day, entry.expires or target.kept_until(entry.day)),)


def course(target: Target, given: Sequence[Entry]) -> Course:
    """Entries of one day are taken together, and days in order."""
    so_far = Course()
    for day, together in groupby(given, key=_day):
        so_far = after_day(target, so_far, day, list(together))
    return so_far


def after_day(target: Target, so_far: Course, day: dt.date, given: list[Entry]) -> Course:
    """What the entries of one day do: they reach the target, renew it, or are kept to be spent later."""
    counting = [entry for entry in given if counts(target, entry)]
    ends = [entry.expires or target.kept_until(day) for entry in given if reaches_alone(target, entry)]
    # Reading: only a counting entry, or an assessment that reaches the target, makes anything happen on its day.
    if not counting and not ends:
        return so_far

    last = so_far.kept[-1] if so_far.kept else None
    unspent = (*so_far.unspent, *counting)
    renewable = last is not None and day < add_days(last.until, target.renewal_grace_days)
    if last is not None and not renewable:  # lapsed: it is reached again from entries since then
        unspent = tuple(entry for entry in unspent if entry.day >= last.until)

    if (renews if renewable else reaches_by_dose)(target, unspent):
        ends.append(target.kept_until(day))
    if not ends:
        return Course(so_far.kept, unspent)
    if last is not None and day < last.until:
        return Course((*so_far.kept[:-1], Interval(last.since, max(last.until, *ends))))
    return Course((*so_far.kept, Interval(day, max(ends))))


def counts(target: Target, entry: Entry) -> bool:
    """Does the entry count in the sums of the target?"""
    return entry.depth >= target.shallowest and entry.expires is None


def reaches_alone(target: Target, entry: Entry) -> bool:
    """By assessment: a test for depths 1 and 2 only; a credential already expired on its day is left out."""
    if not entry.assessment or entry.depth < target.depth:
        return False
    if entry.assessment == Assessment.TEST:
        return target.depth <= DEEPEST_BY_DOSE
    return entry.expires is None or entry.day < entry.expires


def reaches_by_dose(target: Target, unspent: Sequence[Entry]) -> bool:
    return (
        target.depth <= DEEPEST_BY_DOSE
        and minutes_of(unspent) >= (target.minutes or 0)
        and any(entry.depth >= target.depth for entry in unspent)
    )


def renews(target: Target, unspent: Sequence[Entry]) -> bool:
    """The renewal is reached in minutes or in practices; where none is set, the dose has to be given again."""
    # Reading: practices of a renewal are of any kind, since a target names none.
    if not target.has_renewal:
        return reaches_by_dose(target, unspent)
    if target.renewal_minutes is not None and minutes_of(unspent) >= max(target.renewal_minutes, 1):
        return True
    return target.renewal_practices is not None and practices_of(unspent) >= max(target.renewal_practices, 1)


def minutes_of(entries: Iterable[Entry]) -> int:
    return sum(entry.minutes for entry in entries)


def practices_of(entries: Iterable[Entry]) -> int:
    return sum(entry.count for entry in entries)


def has_level(dose: LevelDose, entries: Iterable[Entry]) -> Days:
    """The days on which every essential target is held, and the level's minutes and practice are there."""
    given = in_order(entries)
    return level_from(dose, given, [held(target, given) for target in dose.essential])


def level_from(dose: LevelDose, given: Sequence[Entry], essential: Sequence[Days]) -> Days:
    """The same from the days of the essential targets, where they are known already."""
    # Reading: a level without an essential target, which publication refuses, is nobody's.
    days = ALWAYS if essential else NEVER
    for one in essential:
        days = intersect(days, one)
    if days:
        days = intersect(days, taught(dose, given))
    for practice in dose.practices if days else ():
        days = intersect(days, practised(practice, given))
    return days


def taught(dose: LevelDose, given: Sequence[Entry]) -> Days:
    """From the day on which all minutes in the level's skills, at any depth, reach the level's."""
    # Reading: "a credential with an expiry of its own counts in no sum" is true of the level's sums as well.
    skills = {target.skill for target in dose.targets}
    total = 0
    if dose.taught_minutes <= 0:
        return ALWAYS
    for entry in given:
        if entry.skill in skills and entry.expires is None:
            total += entry.minutes
            if total >= dose.taught_minutes:
                return (Interval(entry.day),)
    return NEVER


def practised(practice: Practice, given: Iterable[Entry]) -> Days:
    """The days on which enough practice of the kind counts, in whatever skill: each on `[day, day + months)`."""
    spans = [
        (Interval(entry.day, add_months(entry.day, practice.months)), entry.count)
        for entry in given
        if entry.practice == practice.kind and entry.expires is None
    ]
    edges = sorted({edge for span, _ in spans for edge in span})
    enough = [
        Interval(since, until)
        for since, until in zip(edges, edges[1:], strict=False)
        if sum(count for span, count in spans if since in span) >= practice.count
    ]
    return joined(enough)
