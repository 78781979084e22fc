"""The versions of a trust's framework, and what a draft would change for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import Count, QuerySet

from workforce.models import Person, Trust

from ..calc import dose as plain
from ..calc.days import contains
from ..enums import VersionState
from ..models import Framework, FrameworkVersion, Level, LevelDose
from .audience import people_reached
from .facts import entries_of, version_as_if

EXAMPLES = 10
AT_ONCE = 2_000  # people whose entries are in memory together


@dataclass(frozen=True, slots=True)
class Some:
    """How many people, and the first few by name."""

    people: int
    names: list[str]


@dataclass(frozen=True, slots=True)
class LevelChange:
    """What a draft changes for one level on its first day, beside what was in force until then."""

    level: Level
    people_before: int
    people_after: int
    gains: Some
    loses: Some
    newly_holds: Some
    no_longer_holds: Some

    @property
    def is_none(self) -> bool:
        return not any(some.people for some in (self.gains, self.loses, self.newly_holds, self.no_longer_holds))


@dataclass(frozen=True, slots=True)
class _Side:
    """A level on one side of the change: its dose, if it has one there, and whom it reaches."""

    dose: plain.LevelDose | None
    people: set[int]


def framework_of(trust: Trust) -> Framework | None:
    return Framework.objects.filter(trust=trust).order_by("pk").first()


def versions_of(trust: Trust) -> QuerySet[FrameworkVersion]:
    """The newest first, each with the number of its levels."""
    versions = FrameworkVersion.objects.filter(trust=trust).select_related("framework", "published_by__person")
    return versions.annotate(levels=Count("doses")).order_by("-number")


def version_in_force(trust: Trust, *, on: dt.date) -> FrameworkVersion | None:
    return FrameworkVersion.objects.filter(trust=trust).in_force_on(on).first()


def draft_of(trust: Trust) -> FrameworkVersion | None:
    return FrameworkVersion.objects.filter(trust=trust, state=VersionState.DRAFT).order_by("-number").first()


def doses_of(version: FrameworkVersion) -> QuerySet[LevelDose]:
    doses = version.doses.select_related("level").order_by("level__position", "level__code")
    return doses.prefetch_related("targets__skill", "practice_targets", "audience_rules")


def what_changes(draft: FrameworkVersion, *, on: dt.date) -> list[LevelChange]:
    """Level by level: whom it begins and ceases to reach, and who will newly or no longer have it, on the first day."""
    before = version_in_force(draft.trust, on=on)
    levels = Level.objects.filter(doses__version__in=[version for version in (before, draft) if version]).distinct()
    old, new = _sides(before, on), _sides(draft, on)
    nobody = _Side(None, set())
    return [
        _change(level, draft.trust, old.get(level.pk, nobody), new.get(level.pk, nobody), on)
        for level in levels.order_by("position", "code")
    ]


def _sides(version: FrameworkVersion | None, on: dt.date) -> dict[int, _Side]:
    if version is None:
        return {}
    told = version_as_if(version.pk, on).levels
    return {
        dose.level_id: _Side(told[dose.level_id].dose, people_reached(dose, on=on))
        for dose in version.doses.select_related("trust", "level").prefetch_related("audience_rules")
    }


def _change(level: Level, trust: Trust, old: _Side, new: _Side, on: dt.date) -> LevelChange:
    newly, no_longer = _holders_changed(trust, old, new, on)
    return LevelChange(
        level=level,
        people_before=len(old.people),
        people_after=len(new.people),
        gains=_some(new.people - old.people),
        loses=_some(old.people - new.people),
        newly_holds=_some(newly),
        no_longer_holds=_some(no_longer),
    )


def _holders_changed(trust: Trust, old: _Side, new: _Side, on: dt.date) -> tuple[set[int], set[int]]:
    """Of all whom the level reaches before or after: who has it only afterwards, and who only before."""
    newly, no_longer = set[int](), set[int]()
    if old.dose == new.dose:
        return newly, no_longer
    for part in _in_parts(old.people | new.people):
        for person, entries in entries_of(trust.pk, part).items():
            had, has = _has(old.dose, entries, on), _has(new.dose, entries, on)
            if has and not had:
                newly.add(person)
            elif had and not has:
                no_longer.add(person)
    return newly, no_longer


def _has(dose: plain.LevelDose | None, entries: tuple[plain.Entry, ...], on: dt.date) -> bool:
    return dose is not None and contains(plain.has_level(dose, entries), on)


def _some(people: set[int]) -> Some:
    named = Person.objects.filter(pk__in=people).order_by("family_name", "given_name", "pk")[:EXAMPLES]
    return Some(len(people), [str(person) for person in named] if people else [])


def _in_parts(people: set[int]) -> Iterator[list[int]]:
    rest = iter(sorted(people))
    while part := [*islice(rest, AT_ONCE)]:
        yield part
