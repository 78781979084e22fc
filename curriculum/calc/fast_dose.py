"""The fold of `dose.py` again, made for millions of entries: running sums instead of lists. A test holds them equal.

It takes the entries of one skill, not voided and in the order of their days, as `by_skill` gives them.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from .days import FOREVER, NEVER, Days, Interval, add_days, joined
from .dose import DEEPEST_BY_DOSE, Entry, Target, not_voided, reaches_alone


def by_skill(entries: Iterable[Entry]) -> Mapping[int, Sequence[Entry]]:
    given: dict[int, list[Entry]] = defaultdict(list)
    for entry in sorted(not_voided(entries), key=lambda entry: entry.day):
        given[entry.skill].append(entry)
    return given


def held_of_skill(target: Target, given: Sequence[Entry]) -> Days:
    if not given:
        return NEVER
    run = Run(target)
    place, number = 0, len(given)
    while place < number and not run.is_for_good:
        day, first = given[place].day, place
        while place < number and given[place].day == day:
            place += 1
        run.take(day, given[first:place])
    return joined(run.kept) if len(run.kept) > 1 else tuple(run.kept)


class Run:
    """Where the fold stands. The sums are of what is not spent; `late_*` of the part given since the last end."""

    __slots__ = ("target", "shallowest", "kept", "lapses", "minutes", "count", "deep", "late_minutes", "late_deep")

    def __init__(self, target: Target) -> None:
        self.target = target
        self.shallowest = target.shallowest
        self.kept: list[Interval] = []
        self.lapses: dt.date | None = None
        self.spend()

    @property
    def is_for_good(self) -> bool:
        return bool(self.kept) and self.kept[-1].until == FOREVER

    def spend(self) -> None:
        self.minutes = self.count = self.late_minutes = 0
        self.deep = self.late_deep = False

    def take(self, day: dt.date, given: Sequence[Entry]) -> None:
        """One day's entries, as `dose.after_day` takes them."""
        if self.lapses is not None and day >= self.lapses:
            self.lapse()
        end = self.end_of(day, given)
        if end is None:
            return
        if self.kept and day < self.kept[-1].until:
            since, until = self.kept[-1]
            self.kept[-1] = Interval(since, max(until, end))
        else:
            self.kept.append(Interval(day, end))
        self.lapses = add_days(self.kept[-1].until, self.target.renewal_grace_days)
        self.spend()

    def lapse(self) -> None:
        """After the grace only what was given since the end is left to reach it again."""
        self.minutes, self.deep, self.lapses = self.late_minutes, self.late_deep, None

    def end_of(self, day: dt.date, given: Sequence[Entry]) -> dt.date | None:
        """The latest end that the day's entries give, if they reach or renew the target at all."""
        end: dt.date | None = None
        matters = False
        for entry in given:
            if entry.assessment and reaches_alone(self.target, entry):
                matters = True
                ends = entry.expires or self.target.kept_until(day)
                end = ends if end is None else max(end, ends)
            if entry.expires is None and entry.depth >= self.shallowest:
                matters = True
                self.add(entry, day)
        if matters and self.is_enough():
            ends = self.target.kept_until(day)
            end = ends if end is None else max(end, ends)
        return end

    def add(self, entry: Entry, day: dt.date) -> None:
        deep = entry.depth >= self.target.depth
        self.minutes += entry.minutes
        self.count += entry.count
        self.deep = self.deep or deep
        if self.kept and day >= self.kept[-1].until:
            self.late_minutes += entry.minutes
            self.late_deep = self.late_deep or deep

    def is_enough(self) -> bool:
        target = self.target
        if self.lapses is not None and target.has_renewal:
            minutes, practices = target.renewal_minutes, target.renewal_practices
            return (minutes is not None and self.minutes >= max(minutes, 1)) or (
                practices is not None and self.count >= max(practices, 1)
            )
        return target.depth <= DEEPEST_BY_DOSE and self.deep and self.minutes >= (target.minutes or 0)
