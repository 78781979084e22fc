"""What a person holds on a day, of every level in force, whether or not it is asked of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from workforce.models import Person

from ..calc.days import Interval
from ..calc.holding import Ledger, holdings
from ..calc.timeline import Ground, ground_of
from ..models import Target
from .column import LevelColumns, levels_on
from .facts import entries_of, versions_of


@dataclass(frozen=True, slots=True)
class Held:
    """A level as a whole, or its target in a skill."""

    level: str
    target: Target | None
    days: Interval


def held_by(person: Person, *, on: dt.date) -> list[Held]:
    """In the order of the levels and of their skills, the level itself first."""
    ground = ground_of(versions_of(person.trust_id), {})
    ledger = Ledger(entries_of(person.trust_id, [person.pk]).get(person.pk, ()))
    return [held for level in levels_on(person.trust, on=on) for held in _of_level(level, ground, ledger, on)]


def _of_level(level: LevelColumns, ground: Ground, ledger: Ledger, on: dt.date) -> Iterator[Held]:
    found = holdings(ground.spans, level.pk, ledger)
    for target in (None, *level.targets):
        for days in found.get(target.skill_id if target else None, ()):
            if on in days:
                yield Held(level.name, target, days)
