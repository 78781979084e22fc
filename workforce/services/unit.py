"""The organisation changes: units open, move, are renamed and close. Each change is dated; the past stays."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from ..enums import UnitKind
from ..models import Account, PostStretch, Trust, Unit, UnitPlace
from .decision import note
from .reach import CannotPlaceUnit, changing_tree
from .refusal import Refused
from .stretch import end_rows, overwrite


class CannotChangeUnit(Refused):
    """The organisation would not be true on some day."""


class CodeIsTaken(CannotChangeUnit):
    """A code names one unit on a day."""


def open_unit(
    *,
    trust: Trust,
    parent: Unit,
    kind: UnitKind | str,
    name: str,
    since: dt.date,
    by: Account | None,
    until: dt.date | None = None,
    code: str = "",
    name_cy: str = "",
) -> Unit:
    place = UnitPlace(trust=trust, parent=parent, kind=kind, code=code, name=name, name_cy=name_cy)
    place.since, place.until, place.recorded_by = since, until, by
    with changing_tree(trust):
        _check_parent(parent, trust, since, until)
        _check_code(place)
        place.unit = Unit.objects.create(trust=trust, recorded_by=by)
        place.save(force_insert=True)
        note(by=by, did="opened a unit", to=place.unit, parent=parent.pk)
    return place.unit


def move_unit(*, unit: Unit, parent: Unit, on: dt.date, by: Account | None) -> None:
    """From the day on the unit, with everything below it, stands below another parent."""
    with changing_tree(unit.trust):
        place = _place_on(unit, on)
        if place.parent_id is None:
            raise CannotChangeUnit("The top of the trust cannot be moved below another unit.")
        _check_parent(parent, unit.trust, on, place.until)
        if overwrite(unit.places.all(), since=on, until=place.until, values={"parent_id": parent.pk}, by=by):
            note(by=by, did="moved a unit", to=unit, parent=parent.pk, on=on.isoformat())


@transaction.atomic
def rename_unit(
    *,
    unit: Unit,
    on: dt.date,
    by: Account | None,
    name: str | None = None,
    name_cy: str | None = None,
    code: str | None = None,
    kind: UnitKind | str | None = None,
) -> None:
    """From the day on the unit is called, coded or counted as something else; it stays itself."""
    asked = {"name": name, "name_cy": name_cy, "code": code, "kind": kind}
    values = {field: value for field, value in asked.items() if value is not None}
    place = _place_on(unit, on)
    _check_code(UnitPlace(trust_id=unit.trust_id, unit=unit, code=code or "", since=on, until=place.until))
    if overwrite(unit.places.all(), since=on, until=place.until, values=values, by=by):
        note(by=by, did="renamed a unit", to=unit, on=on.isoformat(), fields=sorted(values))


def close_unit(*, unit: Unit, on: dt.date, by: Account | None) -> None:
    """The unit does not exist from the day on. It must be empty by then."""
    with changing_tree(unit.trust):
        if _place_on(unit, on).parent_id is None:
            raise CannotChangeUnit("The top of the trust cannot be closed.")
        check_empty(unit, on)
        end_rows(unit.places.all(), on=on)
        end_rows(unit.grants.all(), on=on)
        note(by=by, did="closed a unit", to=unit, on=on.isoformat())


def check_empty(unit: Unit, on: dt.date) -> None:
    children = UnitPlace.objects.filter(parent=unit).overlapping(on, None).values("unit").distinct().count()
    if children:
        raise CannotChangeUnit(f"Units still stand below it on that day: {children}. Move or close them first.")
    posts = PostStretch.objects.filter(unit=unit).overlapping(on, None).values("post").distinct().count()
    if posts:
        raise CannotChangeUnit(f"Posts are still in it on that day: {posts}. Move or end them, or merge the unit.")


def _place_on(unit: Unit, on: dt.date) -> UnitPlace:
    place = unit.places.on(on).first()
    if place is None:
        raise CannotChangeUnit(f"The unit does not exist on {on:%-d %B %Y}.")
    return place


def _check_parent(parent: Unit, trust: Trust, since: dt.date, until: dt.date | None) -> None:
    if parent.trust_id != trust.pk:
        raise CannotPlaceUnit("The unit above belongs to another trust.")
    places = list(parent.places.overlapping(since, until).order_by("since"))
    lives = places and places[0].since <= since and _ends_no_earlier(places, until)
    if not lives:
        raise CannotPlaceUnit("The unit above does not exist on all of these days.")


def _ends_no_earlier(places: list[UnitPlace], until: dt.date | None) -> bool:
    last = places[-1].until
    return last is None or (until is not None and last >= until)


def _check_code(place: UnitPlace) -> None:
    """A unit's code names one unit on a day; without one there is nothing to check."""
    same = UnitPlace.objects.filter(trust_id=place.trust_id, code__iexact=place.code).overlapping(
        place.since, place.until
    )
    if place.code and same.exclude(unit=place.unit_id).exists():
        raise CodeIsTaken(f"Another unit has the code {place.code} on some of these days.")
