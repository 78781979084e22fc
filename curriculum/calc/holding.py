"""What one person holds, level by level, on every day: each version's fold on the days on which it is in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .days import NEVER, Days, Interval, intersect, joined
from .dose import Entry, LevelDose, Target, level_from, not_voided
from .facts import Version
from .fast_dose import by_skill, held_of_skill


class Ledger:
    """One person's entries, folded once for each different target however many levels and versions ask for it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.given = sorted(not_voided(entries), key=lambda entry: entry.day)
        self.of_skill = by_skill(self.given)
        self.folded: dict[Target, Days] = {}

    def held(self, target: Target) -> Days:
        given = self.of_skill.get(target.skill)
        if not given:
            return NEVER
        if target not in self.folded:
            self.folded[target] = held_of_skill(target, given)
        return self.folded[target]

    def has_level(self, dose: LevelDose) -> Days:
        return level_from(dose, self.given, [self.held(target) for target in dose.essential])


def holdings(spans: Sequence[tuple[Version, Interval]], level: int, ledger: Ledger) -> dict[int | None, Days]:
    """By skill, the days on which the level's target is held; by None, those on which the person has the level."""
    parts: dict[int | None, list[Interval]] = {}
    for version, span in spans:
        if level in version.levels:
            dose = version.levels[level].dose
            days = {target.skill: ledger.held(target) for target in dose.targets} | {None: ledger.has_level(dose)}
            for skill, held in days.items():
                parts.setdefault(skill, []).extend(intersect(held, (span,)))
    return {skill: joined(intervals) for skill, intervals in parts.items()}
