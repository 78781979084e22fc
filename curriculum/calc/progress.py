"""What is left to do for a target or a level, and what fades: as known on a day, from the entries up to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .days import FOREVER, Days, Interval, add_days, add_months
from .dose import DEEPEST_BY_DOSE, Entry, LevelDose, Practice, Target, course, has_level, in_order

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Progress:
    """One target. `minutes` and `practices` are what counts and is not spent; where none are asked, they do nothing."""

    target: Target
    held: Interval | None
    is_renewal: bool
    """What is left renews it; otherwise it reaches it."""
    minutes: int
    minutes_asked: int | None
    practices: int
    practices_asked: int | None
    lacks_depth: bool
    """Beside the minutes, one entry of the target's own depth is missing."""

    @property
    def minutes_left(self) -> int | None:
        """None: minutes do not do it."""
        return None if self.minutes_asked is None else max(self.minutes_asked - self.minutes, 0)

    @property
    def practices_left(self) -> int | None:
        """None: practice does not do it."""
        return None if self.practices_asked is None else max(self.practices_asked - self.practices, 0)

    @property
    def by_test(self) -> bool:
        """A test does it; if not, a sign-off or a credential always does."""
        return self.target.depth <= DEEPEST_BY_DOSE


@dataclass(frozen=True, slots=True)
class Fading:
    """The day on which a held target lapses, and the shortest renewal that prevents it."""

    lapses: dt.date
    renewal: Progress
    not_before: dt.date
    """A renewal completed before this day would leave the end where it is."""


@dataclass(frozen=True, slots=True)
class PracticeProgress:
    asked: Practice
    counted: int


@dataclass(frozen=True, slots=True)
class LevelProgress:
    """One level: its targets, and what it asks for as a whole."""

    held: Interval | None
    targets: tuple[Progress, ...]
    minutes: int
    minutes_asked: int
    practices: tuple[PracticeProgress, ...]

    @property
    def targets_held(self) -> int:
        return sum(one.held is not None for one in self.targets)


def progress(target: Target, entries: Iterable[Entry], on: dt.date) -> Progress:
    return _progress(target, _up_to(entries, on), on)


def fading(target: Target, entries: Iterable[Entry], on: dt.date) -> Fading | None:
    """None: it is not held, or for good."""
    now = progress(target, entries, on)
    if now.held is None or now.held.until == FOREVER:
        return None
    return Fading(lapses=now.held.until, renewal=now, not_before=_moves_the_end_from(target, now.held.until, on))


def level_progress(dose: LevelDose, entries: Iterable[Entry], on: dt.date) -> LevelProgress:
    given = _up_to(entries, on)
    summed = [entry for entry in given if entry.expires is None]
    skills = {target.skill for target in dose.targets}
    return LevelProgress(
        held=_around(has_level(dose, given), on),
        targets=tuple(_progress(target, given, on) for target in dose.targets),
        minutes=sum(entry.minutes for entry in summed if entry.skill in skills),
        minutes_asked=dose.taught_minutes,
        practices=tuple(PracticeProgress(asked, _counted(asked, summed, on)) for asked in dose.practices),
    )


def runs_out(dose: LevelDose, entries: Iterable[Entry], on: dt.date) -> tuple[PracticeProgress, ...]:
    """The practice that is not enough on a day, if nothing is done until then: some of it has stopped to count."""
    return tuple(one for one in level_progress(dose, entries, on).practices if one.counted < one.asked.count)


def _progress(target: Target, given: Sequence[Entry], on: dt.date) -> Progress:
    kept, unspent = course(target, [entry for entry in given if entry.skill == target.skill])
    last = kept[-1] if kept else None
    is_renewal = last is not None and on < add_days(last.until, target.renewal_grace_days)
    if last is not None and not is_renewal:
        unspent = tuple(entry for entry in unspent if entry.day >= last.until)
    by_renewal = is_renewal and target.has_renewal
    by_dose = not by_renewal and target.depth <= DEEPEST_BY_DOSE
    return Progress(
        target=target,
        held=last if last is not None and on in last else None,
        is_renewal=is_renewal,
        minutes=sum(entry.minutes for entry in unspent),
        minutes_asked=target.renewal_minutes if by_renewal else (target.minutes or 0) if by_dose else None,
        practices=sum(entry.count for entry in unspent),
        practices_asked=target.renewal_practices if by_renewal else None,
        lacks_depth=by_dose and not any(entry.depth >= target.depth for entry in unspent),
    )


def _moves_the_end_from(target: Target, lapses: dt.date, on: dt.date) -> dt.date:
    """The first day from `on` whose full period goes beyond the end."""
    if target.valid_months is None:
        return on
    day = max(on, add_months(lapses, -target.valid_months))
    while target.kept_until(day) <= lapses:
        day += ONE_DAY
    return day


def _counted(asked: Practice, given: Iterable[Entry], on: dt.date) -> int:
    of_kind = [entry for entry in given if entry.practice == asked.kind]
    return sum(entry.count for entry in of_kind if on < add_months(entry.day, asked.months))


def _up_to(entries: Iterable[Entry], on: dt.date) -> list[Entry]:
    return [entry for entry in in_order(entries) if entry.day <= on]


def _around(days: Days, on: dt.date) -> Interval | None:
    return next((one for one in days if on in one), None)
