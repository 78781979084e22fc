"""Who may see a person by name: the accounts with a role that does so, in a unit of theirs or above it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from ..enums import NAMED_ACCESS, Role
from ..models import Grant, Person, UnitPlace, UnitReach


@dataclass(frozen=True, slots=True)
class Seer:
    """Somebody with a role that sees the people of a unit and below by name. No name: an account without a person."""

    role: Role
    unit: str
    name: str


def who_sees(person: Person, *, on: dt.date) -> list[Seer]:
    """Where somebody has no post only those of the whole trust do. The nearest to the person first."""
    units = person.stretches.on(on).values("unit")
    above = UnitReach.objects.filter(trust=person.trust_id, unit__in=units).on(on)
    top = UnitPlace.objects.filter(trust=person.trust_id, parent=None).on(on).values("unit")
    distance = dict(above.order_by("-distance").values_list("ancestor", "distance"))
    grants = Grant.objects.filter(trust=person.trust_id, role__in=NAMED_ACCESS, account__is_active=True).on(on)
    reaching = grants.filter(Q(unit__in=top) | Q(unit__in=list(distance)))
    found = [*reaching.exclude(account__person=person.pk).select_related("account__person")]
    names = dict(_places(found, on))
    far = max(distance.values(), default=0) + 1
    found.sort(key=lambda grant: (distance.get(grant.unit_id, far), grant.role, str(grant.account), grant.pk))
    return [Seer(Role(grant.role), names.get(grant.unit_id, ""), _name(grant)) for grant in found]


def _places(grants: list[Grant], on: dt.date) -> list[tuple[int, str]]:
    places = UnitPlace.objects.filter(unit__in={grant.unit_id for grant in grants}).on(on)
    return list(places.values_list("unit", "name"))


def _name(grant: Grant) -> str:
    return str(grant.account.person or grant.account.get_full_name())
