"""Who needs something because of a present post, and which manager is told of them: the nearest one up the tree.

Nobody is told of twice up the tree. Where a post has no manager of its unit who is at work, or only oneself, it is the
next one above; managers of one and the same unit are told alike.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from workforce.enums import Role
from workforce.models import Absence, Grant, Trust, UnitPlace, UnitReach

from ..calc.coverage import State
from ..models import ExpectedPost
from .my_people import Asked, Row, rows_of


@dataclass(slots=True)
class Told:
    """What one manager is told of one unit that they hold: people, each once and by what is worst."""

    unit: int
    overdue: set[int] = field(default_factory=set)
    fading: set[int] = field(default_factory=set)

    def add(self, row: Row) -> None:
        (self.overdue if row.state == State.OVERDUE else self.fading).add(row.person_id)

    @property
    def only_fading(self) -> set[int]:
        return self.fading - self.overdue


Managers = Mapping[int, Mapping[int, int | None]]
"""By unit: the accounts of its managers, each with their person."""


def needing(trust: Trust, *, on: dt.date) -> list[Row]:
    """A row a person and level that is overdue, in time or fading. Not of who is away, exempt or has left."""
    rows = rows_of(Asked(trust=trust, on=on))
    return [row for row in rows if row.fading or row.state in (State.OVERDUE, State.IN_TIME)]


def told_to_managers(trust: Trust, rows: Iterable[Row], *, on: dt.date) -> dict[int, list[Told]]:
    """By account. Who is in time needs nothing from a manager yet."""
    pressing = {(row.person_id, row.level_id): row for row in rows if row.fading or row.state == State.OVERDUE}
    managers, above = managers_of(trust, on=on), above_of(trust, on=on)
    told: dict[tuple[int, int], Told] = {}
    posts = ExpectedPost.objects.filter(trust=trust).on(on).values_list("person", "level", "unit")
    for person, level, unit in posts:
        row = pressing.get((person, level))
        for account, of_unit in nearest(person, above.get(unit, ()), managers) if row else ():
            told.setdefault((account, of_unit), Told(of_unit)).add(row)  # type: ignore[arg-type]  # there is a row
    return _by_account(told)


def nearest(person: int, above: Iterable[int], managers: Managers) -> list[tuple[int, int]]:
    """Accounts and the unit that they hold: those of the first unit going up that somebody else manages."""
    for unit in above:
        others = [account for account, whose in managers.get(unit, {}).items() if whose != person]
        if others:
            return [(account, unit) for account in others]
    return []


def managers_of(trust: Trust, *, on: dt.date) -> Managers:
    """Those who are at work: their account is open, they have not left and are not away."""
    away = Absence.objects.filter(trust=trust).on(on).values("person")
    here = Q(account__person__left_date=None) | Q(account__person__left_date__gt=on)
    grants = Grant.objects.filter(here, trust=trust, role=Role.UNIT_MANAGER, account__is_active=True).on(on)
    at_work = grants.exclude(account__person__isnull=False, account__person__in=away)
    found: dict[int, dict[int, int | None]] = defaultdict(dict)
    for unit, account, person in at_work.values_list("unit", "account", "account__person"):
        found[unit][account] = person
    return found


def above_of(trust: Trust, *, on: dt.date) -> dict[int, list[int]]:
    """Of each unit itself and what it lies below, the nearest first."""
    found: dict[int, list[int]] = defaultdict(list)
    reach = UnitReach.objects.filter(trust=trust).on(on).order_by("unit", "distance")
    for unit, ancestor in reach.values_list("unit", "ancestor"):
        found[unit].append(ancestor)
    return found


def places_of(trust: Trust, units: Iterable[int], *, on: dt.date) -> dict[int, UnitPlace]:
    places = UnitPlace.objects.filter(trust=trust, unit__in=set(units)).on(on).select_related("unit")
    return {place.unit_id: place for place in places}


def _by_account(told: Mapping[tuple[int, int], Told]) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = defaultdict(list)
    for (account, _unit), of_unit in sorted(told.items()):
        found[account].append(of_unit)
    return dict(found)
