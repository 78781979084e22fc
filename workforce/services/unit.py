"""The organisation changes: units open, move, are renamed and close. Each change is dated; the past stays."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from ..enums import UnitKind
from ..models import Account, PostStretch, Trust, Unit, UnitPlace
from .changed import tell_changed_in
from .decision import note
from .reach import CannotPlaceUnit, hold_tree, rebuild_reach
from .refusal import Refused
from .stretch import end_rows, overwrite


class CannotChangeUnit(Refused):
    """The organisation would not be true on some day."""


@transaction.atomic
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
    hold_tree(trust)
    _check_parent(parent, trust, since, until)
    unit = Unit.objects.create(trust=trust, recorded_by=by)
    UnitPlace.objects.create(
        trust=trust,
        unit=unit,
        parent=parent,
        kind=kind,
        code=code,
        name=name,
        name_cy=name_cy,
        since=since,
        until=until,
        recorded_by=by,
    )
    rebuild_reach(trust)
    note(by=by, did="opened a unit", to=unit, parent=parent.pk)
    return unit


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit, on: dt.date, by: Account | None) -> None:
    """From the day on the unit, with everything below it, stands below another parent."""
    hold_tree(unit.trust)
    place = _place_on(unit, on)
    if place.parent_id is None:
        raise CannotChangeUnit("The top of the trust cannot be moved below another unit.")
    _check_parent(parent, unit.trust, on, place.until)
    if overwrite(unit.places.all(), since=on, until=place.until, values={"parent_id": parent.pk}, by=by):
        _retell(unit.trust)
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
    if overwrite(unit.places.all(), since=on, until=place.until, values=values, by=by):
        note(by=by, did="renamed a unit", to=unit, on=on.isoformat(), fields=sorted(values))


@transaction.atomic
def close_unit(*, unit: Unit, on: dt.date, by: Account | None) -> None:
    """The unit does not exist from the day on. It must be empty by then."""
    hold_tree(unit.trust)
    if _place_on(unit, on - dt.timedelta(days=1)).parent_id is None:
        raise CannotChangeUnit("The top of the trust cannot be closed.")
    check_empty(unit, on)
    end_rows(unit.places.all(), on=on)
    end_rows(unit.grants.all(), on=on)
    rebuild_reach(unit.trust)
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


def _retell(trust: Trust) -> None:
    tell_changed_in(trust, rebuild_reach(trust))
