"""The tree of units on a day: what a unit is called, what stands above it and what right below it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from ..models import Trust, Unit, UnitPlace, UnitReach


def place_of(trust: Trust, unit: UUID, *, on: dt.date) -> UnitPlace | None:
    """The unit's place on the day; for a day on which it does not live, the nearest one that it had or will have."""
    places = UnitPlace.objects.filter(trust=trust, unit__uuid=unit).select_related("unit")
    return places.on(on).first() or places.order_by("-since").first()


def top_place(trust: Trust, *, on: dt.date) -> UnitPlace | None:
    return UnitPlace.objects.filter(trust=trust, parent=None).on(on).select_related("unit").first()


def children_of(unit: Unit, *, on: dt.date) -> list[UnitPlace]:
    """What lies right below the unit on the day, by name."""
    below = UnitPlace.objects.filter(trust=unit.trust_id, parent=unit).on(on).select_related("unit")
    return list(below.order_by("name", "pk"))


def path_to(unit: Unit, *, on: dt.date) -> list[UnitPlace]:
    """The places above the unit on the day, the top first; without its own."""
    above = UnitReach.objects.filter(trust=unit.trust_id, unit=unit, distance__gt=0).on(on)
    distance = dict(above.values_list("ancestor", "distance"))
    places = UnitPlace.objects.filter(trust=unit.trust_id, unit__in=distance).on(on).select_related("unit")
    return sorted(places, key=lambda place: -distance[place.unit_id])
