"""Units merge and split. What they were stays; who follows whom is told by successor rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from ..models import Account, PostStretch, Unit, UnitPlace, UnitSuccessor
from .changed import tell_changed
from .decision import note
from .reach import changing_tree
from .stretch import overwrite
from .unit import CannotChangeUnit, close_unit, move_unit, open_unit


def merge_units(*, units: Sequence[Unit], into: Unit, on: dt.date, by: Account | None) -> None:
    """From the day on the people and the units below belong to one unit, and the merged ones are closed."""
    with changing_tree(into.trust):
        for unit in units:
            _merge(unit, into, on, by)
        note(by=by, did="merged units", to=into, units=[unit.pk for unit in units], on=on.isoformat())


@transaction.atomic
def split_unit(*, unit: Unit, names: Sequence[str], on: dt.date, by: Account | None) -> list[Unit]:
    """New units beside this one, that follow it from the day on. Whose post goes where is said by `move_posts`."""
    place = unit.places.on(on).first()
    if place is None or place.parent is None:
        raise CannotChangeUnit("Only a unit that stands below another one on that day can be split.")
    parts = [
        open_unit(trust=unit.trust, parent=place.parent, kind=place.kind, name=name, since=on, by=by) for name in names
    ]
    for part in parts:
        _follow(unit, part, on, by)
    note(by=by, did="split a unit", to=unit, into=[part.pk for part in parts], on=on.isoformat())
    return parts


@transaction.atomic
def move_posts(*, unit: Unit, into: Unit, on: dt.date, by: Account | None, posts: Sequence[int] | None = None) -> int:
    """From the day on these posts of the unit, or all of them, are in another unit; how many moved."""
    moving = PostStretch.objects.filter(trust=unit.trust, unit=unit).overlapping(on, None)
    if posts is not None:
        moving = moving.filter(post__in=posts)
    people = list(moving.values_list("person", flat=True).distinct())
    moved = overwrite(moving, since=on, until=None, values={"unit_id": into.pk}, by=by)
    tell_changed(unit.trust, people)
    note(by=by, did="moved posts", to=unit, into=into.pk, on=on.isoformat(), count=moved)
    return moved


def _merge(unit: Unit, into: Unit, on: dt.date, by: Account | None) -> None:
    _check_can_follow(unit, into, on)
    _hand_over_children(unit, into, on, by)
    move_posts(unit=unit, into=into, on=on, by=by)
    close_unit(unit=unit, on=on, by=by)
    _follow(unit, into, on, by)


def _check_can_follow(unit: Unit, into: Unit, on: dt.date) -> None:
    if unit.pk == into.pk:
        raise CannotChangeUnit("A unit cannot be merged into itself.")
    if not into.places.on(on).exists():
        raise CannotChangeUnit(f"The unit to merge into does not exist on {on:%-d %B %Y}.")


def _hand_over_children(unit: Unit, into: Unit, on: dt.date, by: Account | None) -> None:
    for place in UnitPlace.objects.filter(parent=unit).overlapping(on, None).exclude(unit=into).select_related("unit"):
        move_unit(unit=place.unit, parent=into, on=max(on, place.since), by=by)


def _follow(unit: Unit, successor: Unit, on: dt.date, by: Account | None) -> None:
    UnitSuccessor.objects.create(trust=unit.trust, unit=unit, successor=successor, since=on, recorded_by=by)
