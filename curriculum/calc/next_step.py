"""What one thing on offer does at one level: how somebody stands before and after it, and whether that is closer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .dose import Entry, LevelDose
from .progress import LevelProgress, Progress, level_progress


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be done today, and the entries that it would give."""

    activity: int
    gives: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What is offered, and how the person stands before and after."""

    offer: Offer
    before: LevelProgress
    after: LevelProgress


def step_of(dose: LevelDose, entries: Sequence[Entry], offer: Offer, *, on: dt.date) -> Step:
    before = level_progress(dose, entries, on)
    return Step(offer, before, level_progress(dose, (*entries, *offer.gives), on))


def brings_closer(step: Step, renew: Collection[int] = (), *, keep_practice: bool = False) -> bool:
    """It helps with a skill, or adds time or practice that is asked for.

    `renew`: the skills that are held and to be kept. `keep_practice`: practice that is done is to be done again.
    """
    return helps_with_a_skill(step, renew) or adds_to_the_level(step, keep_practice)


def helps_with_a_skill(step: Step, renew: Collection[int]) -> bool:
    targets = zip(step.before.targets, step.after.targets, strict=True)
    return any(_is_closer(old, new, renew) for old, new in targets if old.target.essential)


def adds_to_the_level(step: Step, keep_practice: bool) -> bool:
    before, after = step.before, step.after
    if before.minutes < before.minutes_asked and after.minutes > before.minutes:
        return True
    practices = zip(before.practices, after.practices, strict=True)
    return any(new.counted > old.counted and (keep_practice or old.counted < old.asked.count) for old, new in practices)


def _is_closer(old: Progress, new: Progress, renew: Collection[int]) -> bool:
    if old.held is not None:
        return old.target.skill in renew and _is_renewed(old, new)
    return new.held is not None or _has_less_left(old, new)


def _is_renewed(old: Progress, new: Progress) -> bool:
    is_longer = old.held is not None and new.held is not None and new.held.until > old.held.until
    return is_longer or _has_less_left(old, new)


def _has_less_left(old: Progress, new: Progress) -> bool:
    if old.lacks_depth and not new.lacks_depth:
        return True
    pairs = ((old.minutes_left, new.minutes_left), (old.practices_left, new.practices_left))
    return any(before is not None and after is not None and after < before for before, after in pairs)


def minutes_left(progress: LevelProgress) -> int:
    """What is left to learn: of the targets that are not held, and at least what the level asks for as a whole."""
    targets = sum(one.minutes_left or 0 for one in progress.targets if one.target.essential and not one.held)
    return max(targets, progress.minutes_asked - progress.minutes)


def essential_held(progress: LevelProgress) -> tuple[int, int]:
    """How many of the essential targets are held, and how many there are."""
    essential = [one for one in progress.targets if one.target.essential]
    return sum(one.held is not None for one in essential), len(essential)
