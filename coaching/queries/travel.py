"""How long it takes from one site to another, told from either end."""

from __future__ import annotations

from workforce.models import Trust

from ..models import TravelTime


def ways_from(trust: Trust) -> dict[int, dict[int, int]]:
    """By site, the minutes to each other site that is told of."""
    found: dict[int, dict[int, int]] = {}
    for one, other, minutes in TravelTime.objects.filter(trust=trust).values_list("one", "other", "minutes"):
        found.setdefault(one, {})[other] = minutes
        found.setdefault(other, {})[one] = minutes
    return found
