"""Hands the sites and units of the example trust to the services."""

from __future__ import annotations

from dataclasses import dataclass

from workforce.models import Site, Trust, Unit
from workforce.services.identifier import identify
from workforce.services.site import open_site
from workforce.services.succession import merge_units
from workforce.services.trust import open_trust
from workforce.services.unit import move_unit, open_unit

from .facts import SiteFact, UnitFact
from .places import NAME, ODS_CODE


@dataclass(frozen=True, slots=True)
class Places:
    trust: Trust
    sites: dict[str, Site]
    units: dict[str, Unit]


def load_places(sites: list[SiteFact], units: list[UnitFact]) -> Places:
    top, *others = units
    trust = open_trust(name=NAME, ods_code=ODS_CODE, since=top.since, by=None)
    opened = {site.code: open_site(trust=trust, code=site.code, name=site.name, by=None) for site in sites}
    loaded = Places(trust, opened, {top.code: Unit.objects.get(trust=trust)})
    for unit in others:
        loaded.units[unit.code] = _open(loaded, unit)
    for unit in others:
        for day, parent in unit.moves:
            move_unit(unit=loaded.units[unit.code], parent=loaded.units[parent], on=day, by=None)
    return loaded


def close_merged(places: Places, units: list[UnitFact]) -> None:
    """Once their people are there: merged units hand over what they have and close."""
    for unit in units:
        if unit.successor and unit.until:
            into = places.units[unit.successor]
            merge_units(units=[places.units[unit.code]], into=into, on=unit.until, by=None)


def _open(places: Places, fact: UnitFact) -> Unit:
    unit = open_unit(
        trust=places.trust,
        parent=places.units[fact.parent or "TRUST"],
        kind=fact.kind,
        name=fact.name,
        code=fact.code,
        since=fact.since,
        by=None,
    )
    identify(thing=unit, system="esr-organisation", value=fact.code, since=fact.since, by=None)
    return unit
