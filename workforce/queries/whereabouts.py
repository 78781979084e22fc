"""Who people are to other systems, and where and as what they work on a day: for lists that leave the product."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from ..enums import EMPLOYEE
from ..models import PersonIdentifier, PostStretch, Trust, UnitPlace


@dataclass(slots=True)
class Whereabouts:
    employee_number: str = ""
    units: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)


def whereabouts_of(trust: Trust, people: Collection[int], *, on: dt.date) -> dict[int, Whereabouts]:
    """In three questions, for however many people. Somebody with two posts has two units."""
    found: dict[int, Whereabouts] = defaultdict(Whereabouts)
    numbers = PersonIdentifier.objects.filter(trust=trust, system=EMPLOYEE, person__in=people).on(on)
    for person, number in numbers.values_list("person", "value"):
        found[person].employee_number = number
    rows = list(PostStretch.objects.filter(trust=trust, person__in=people).on(on).order_by("since", "pk"))
    places = UnitPlace.objects.filter(trust=trust, unit__in={row.unit_id for row in rows}).on(on)
    names = dict(places.values_list("unit", "name"))
    for row in rows:
        found[row.person_id].units.append(names.get(row.unit_id, ""))
        found[row.person_id].posts.append(row.title or row.job_role)
    return found
