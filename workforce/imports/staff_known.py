"""What is known here about the people and posts that a batch of a staff list speaks of."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, Q, QuerySet

from ..enums import ASSIGNMENT, EMPLOYEE
from ..models import (
    Person,
    PersonIdentifier,
    Post,
    PostIdentifier,
    PostStretch,
    Site,
    SiteIdentifier,
    Trust,
    UnitIdentifier,
    UnitPlace,
)
from .refusal import BadCell


@dataclass(frozen=True, slots=True)
class Places:
    """Units and sites by everything that names them on the day of the file. None: the name is not one unit's alone."""

    units: Mapping[str, int | None]
    unit_names: Mapping[int, str]
    unit_since: Mapping[int, dt.date]
    sites: Mapping[str, int | None]
    site_names: Mapping[int, str]

    def unit(self, text: str) -> int:
        return _named(self.units, text, "unit")

    def site(self, text: str) -> int:
        return _named(self.sites, text, "site")


@dataclass(frozen=True, slots=True)
class Known:
    places: Places
    people: Mapping[str, Person]
    posts: Mapping[str, Post]
    stretches: Mapping[int, list[PostStretch]]


def places_of(trust: Trust, on: dt.date) -> Places:
    began = Min("unit__places__since")
    places = list(UnitPlace.objects.filter(trust=trust).on(on).annotate(first=began))
    sites = list(Site.objects.filter(trust=trust))
    aliases = UnitIdentifier.objects.filter(trust=trust).on(on).values_list("unit", "value")
    site_aliases = SiteIdentifier.objects.filter(trust=trust).on(on).values_list("site", "value")
    return Places(
        units=_aliases(aliases) | _names([(place.unit_id, place.code, place.name) for place in places]),
        unit_names={place.unit_id: place.name for place in places},
        unit_since={place.unit_id: place.first for place in places},
        sites=_aliases(site_aliases) | _names([(site.pk, site.code, site.name) for site in sites]),
        site_names={site.pk: site.name for site in sites},
    )


def known(trust: Trust, places: Places, rows: Iterable[Mapping[str, Any]], on: dt.date) -> Known:
    """A handful of queries, however many rows."""
    rows = list(rows)
    employees = {row["employee"] for row in rows} | {row["manager"] for row in rows if row.get("manager")}
    posts = _posts(trust, {row["assignment"] for row in rows}, on)
    return Known(places, _people(trust, employees, on), posts, _stretches(posts))


def numbers_from(
    model: type[PersonIdentifier | PostIdentifier], trust: Trust, system: str, numbers: Collection[str], on: dt.date
) -> QuerySet[Any]:
    """Whom the numbers name on the day or, where they name nobody yet, from a later day on: the nearest one last.

    A file of last week may speak of a post that is known here to begin tomorrow.
    """
    rows: Any = model._default_manager.filter(trust=trust, system=system, value__in=numbers)
    return rows.filter(Q(until=None) | Q(until__gt=on)).order_by("-since")


def _people(trust: Trust, numbers: set[str], on: dt.date) -> dict[str, Person]:
    named = numbers_from(PersonIdentifier, trust, EMPLOYEE, numbers, on)
    return {identifier.value: identifier.person for identifier in named.select_related("person")}


def _posts(trust: Trust, numbers: set[str], on: dt.date) -> dict[str, Post]:
    named = numbers_from(PostIdentifier, trust, ASSIGNMENT, numbers, on)
    return {identifier.value: identifier.post for identifier in named.select_related("post__person")}


def _stretches(posts: Mapping[str, Post]) -> dict[int, list[PostStretch]]:
    found: dict[int, list[PostStretch]] = defaultdict(list)
    for stretch in PostStretch.objects.filter(post__in=posts.values()).order_by("since"):
        found[stretch.post_id].append(stretch)
    return found


def _names(things: Iterable[tuple[int, str, str]]) -> dict[str, int | None]:
    """Codes name one thing; a name does so where it is not used twice, and never against a code."""
    things = list(things)
    by_name: dict[str, int | None] = {}
    for key, _code, name in things:
        by_name[name.lower()] = None if name.lower() in by_name else key
    return by_name | {code.lower(): key for key, code, _name in things if code}


def _aliases(things: Iterable[tuple[int, str]]) -> dict[str, int | None]:
    """What other systems call them, where no code or name of ours says otherwise; two systems may differ."""
    found: dict[str, int | None] = {}
    for key, value in things:
        found[value.lower()] = key if found.get(value.lower(), key) == key else None
    return found


def _named(names: Mapping[str, int | None], text: str, noun: str) -> int:
    found = names.get(text.lower(), 0)
    if found is None:
        raise BadCell(f"More than one {noun} is called “{text}”: use its code.")
    if not found:
        raise BadCell(f"No {noun} has the code or the name “{text}” on the day of the file.")
    return found
