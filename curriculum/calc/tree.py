"""The tree of units as intervals: under which units a unit lies, and on which days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from .days import Days, Interval, intersect, joined
from .facts import UnitPlace

Reach: TypeAlias = Mapping[int, Mapping[int, Days]]
"""By unit, the units that it lies in or below; itself on the days on which it has a place."""


def reach(places: Iterable[UnitPlace]) -> Reach:
    places_of: dict[int, list[UnitPlace]] = defaultdict(list)
    for place in places:
        places_of[place.unit].append(place)
    known: dict[int, dict[int, Days]] = {}

    def climb(unit: int) -> dict[int, Days]:
        if unit not in known:
            spans: dict[int, list[Interval]] = defaultdict(list)
            for place in places_of[unit]:
                spans[unit].append(place.during)
                if place.parent is not None:
                    for ancestor, days in climb(place.parent).items():
                        spans[ancestor] += intersect(days, (place.during,))
            known[unit] = {ancestor: joined(parts) for ancestor, parts in spans.items()}
        return known[unit]

    return {unit: climb(unit) for unit in list(places_of)}
