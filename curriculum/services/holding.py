"""What people hold: the fold of their entries, stored, and made anew for one person when a fact of theirs changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from ..calc.days import FOREVER, Days, Interval, intersect, union
from ..calc.dose import Entry, has_level, held
from ..calc.facts import Version
from ..models import Holding
from ..queries.facts import entries_of, versions_of


def fold_person(*, trust: int, person: int, skills: Collection[int] | None = None) -> None:
    """Within the transaction that changed the person's ledger, under the person's lock."""
    entries = entries_of(trust, [person]).get(person, ())
    Holding.objects.filter(trust=trust, person=person).delete()
    Holding.objects.bulk_create(
        Holding(trust_id=trust, person_id=person, level_id=level, skill_id=skill, since=one.since, until=one.end)
        for (level, skill), days in holdings(versions_of(trust), entries).items()
        for one in days
    )


def holdings(versions: tuple[Version, ...], entries: Collection[Entry]) -> dict[tuple[int, int | None], Days]:
    """What is held on each day under the version then in force."""
    found: dict[tuple[int, int | None], Days] = {}
    for version, in_force in _in_force(versions):
        for level, asked in version.levels.items():
            folds: dict[int | None, Days] = {None: has_level(asked.dose, entries)}
            folds |= {target.skill: held(target, entries) for target in asked.dose.targets}
            for skill, days in folds.items():
                found[level, skill] = union(found.get((level, skill), ()), intersect(days, (in_force,)))
    return found


def _in_force(versions: tuple[Version, ...]) -> Iterator[tuple[Version, Interval]]:
    ends: list[dt.date] = [*(version.since for version in versions[1:]), FOREVER]
    for version, end in zip(versions, ends, strict=True):
        yield version, Interval(version.since, end)
