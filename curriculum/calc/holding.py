"""What one person holds, level by level, on every day: each version's fold on the days on which it is in force."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from .days import NEVER, Days, Interval, clip, union
from .dose import Entry, LevelDose, Target, fold, in_order, level_from
from .facts import Version


class Ledger:
    """One person's entries, folded once for each different target however many levels and versions ask for it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.given = in_order(entries)
        self.of_skill: dict[int, list[Entry]] = {}
        for entry in self.given:
            self.of_skill.setdefault(entry.skill, []).append(entry)
        self.folded: dict[Target, Days] = {}

    def held(self, target: Target) -> Days:
        given = self.of_skill.get(target.skill)
        if not given:
            return NEVER
        if target not in self.folded:
            self.folded[target] = fold(target, given)
        return self.folded[target]

    def of_dose(self, dose: LevelDose) -> dict[int | None, Days]:
        """By skill the days of its target, and by None those of the level as a whole."""
        days: dict[int | None, Days] = {target.skill: self.held(target) for target in dose.targets}
        days[None] = level_from(dose, self.given, [days[target.skill] for target in dose.essential])
        return days


def holdings(spans: Sequence[tuple[Version, Interval]], level: int, ledger: Ledger) -> dict[int | None, Days]:
    """By skill, the days on which the level's target is held; by None, those on which the person has the level."""
    found: dict[int | None, Days] = {}
    for version, span in spans:
        if level in version.levels:
            for skill, days in ledger.of_dose(version.levels[level].dose).items():
                _add(found, skill, days, span)
    return found


def holdings_again(
    spans: Sequence[tuple[Version, Interval]],
    level: int,
    ledger: Ledger,
    skills: Collection[int],
    before: Mapping[int, Days],
) -> dict[int | None, Days]:
    """The same of some skills, and of the level, after entries in those skills; the others are held as before."""
    found: dict[int | None, Days] = {None: NEVER}
    for version, span in spans:
        if level in version.levels:
            dose = version.levels[level].dose
            held = {
                target.skill: ledger.held(target) if target.skill in skills else before.get(target.skill, NEVER)
                for target in dose.targets
            }
            for skill in held.keys() & skills:
                _add(found, skill, held[skill], span)
            whole = level_from(dose, ledger.given, [held[target.skill] for target in dose.essential])
            _add(found, None, whole, span)
    return found


def _add(found: dict[int | None, Days], skill: int | None, days: Days, span: Interval) -> None:
    inside = clip(days, span) if days else NEVER
    before = found.get(skill)
    found[skill] = union(before, inside) if before and inside else before or inside
