"""The organisation on a day: its tree, and what there is to know of one unit."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from ..models import Account, PostStretch, Trust, Unit, UnitIdentifier, UnitPlace, UnitSuccessor


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit in the tree; how many lie right below it, and how many lists end with it."""

    place: UnitPlace
    below: int
    ends: range


def tree_on(trust: Trust, *, on: dt.date) -> list[Branch]:
    """Every unit, each before what lies below it, by name."""
    below: dict[int | None, list[UnitPlace]] = defaultdict(list)
    for place in UnitPlace.objects.filter(trust=trust).on(on).select_related("unit").order_by("name", "pk"):
        below[place.parent_id].append(place)
    return [branch for top in below[None] for branch in _branches(top, below, 0)]


def places_to_choose(trust: Trust, *, on: dt.date) -> list[UnitPlace]:
    """Where a unit may go: those that stand on the day or will; the top first, then by name."""
    places = UnitPlace.objects.filter(trust=trust).overlapping(on, None).select_related("unit")
    latest = {place.unit_id: place for place in places.order_by("since")}
    return sorted(latest.values(), key=lambda place: (place.parent_id is not None, place.name, place.pk))


def history_of(unit: Unit) -> list[tuple[UnitPlace, str]]:
    """All its places, the newest first, each with the name of the unit above as it was called then."""
    places = list(unit.places.select_related("recorded_by__person").order_by("-since"))
    above = UnitPlace.objects.filter(unit__in={place.parent_id for place in places}).order_by("since")
    names = list(above.values_list("unit", "since", "name"))
    return [(place, _called(names, place.parent_id, place.since)) for place in places]


def succession_of(unit: Unit) -> list[UnitSuccessor]:
    """Who it followed and who followed it."""
    rows = UnitSuccessor.objects.filter(Q(unit=unit) | Q(successor=unit))
    return list(rows.select_related("unit", "successor").order_by("since", "pk"))


def names_of(units: set[int]) -> dict[int, str]:
    """What each is called now, or was last."""
    places = UnitPlace.objects.filter(unit__in=units).order_by("since")
    return dict(places.values_list("unit", "name"))


def identifiers_of(unit: Unit) -> QuerySet[UnitIdentifier]:
    return unit.identifiers.order_by("system", "since")


def posts_in(unit: Unit, *, seen_by: Account, on: dt.date, today: dt.date) -> QuerySet[PostStretch]:
    """The posts held in the unit itself on the day, of people whom the account sees by name today."""
    posts = PostStretch.objects.visible_to(seen_by, on=today).filter(unit=unit).on(on)
    return posts.select_related("person", "site").order_by("person__family_name", "person__given_name", "pk")


def sites_of(posts: QuerySet[PostStretch]) -> list[tuple[str, int]]:
    """Where those posts are, the most first."""
    told = posts.exclude(site=None).order_by().values("site__name").annotate(n=Count("post", distinct=True))
    return [(row["site__name"], row["n"]) for row in told.order_by("-n", "site__name")]


def _branches(place: UnitPlace, below: dict[int | None, list[UnitPlace]], ends: int) -> Iterator[Branch]:
    children = below.get(place.unit_id, [])
    yield Branch(place, len(children), range(0 if children else ends))
    for child in children:
        yield from _branches(child, below, ends + 1 if child is children[-1] else 0)


def _called(names: list[tuple[int, dt.date, str]], unit: int | None, on: dt.date) -> str:
    known = [name for one, since, name in names if one == unit and since <= on]
    return known[-1] if known else ""
