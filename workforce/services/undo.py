"""Takes back what the rows of a file did: exactly, or, where somebody has changed it since, not at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from ..enums import RowAction
from ..models import ImportRow, Person, PersonIdentifier, Post, PostIdentifier, Trust, Unit
from .changed import tell_changed
from .snapshot import POSTS, UNITS, Keeper

CHANGED_SINCE = "Changed after the import, so it is left as it is."
IN_USE = "Others have come to use it, so it stays."


def undo_rows(trust: Trust, rows: Sequence[ImportRow]) -> None:
    """The last row first: each puts back what it found."""
    rows = sorted(rows, key=lambda row: -row.pk)
    _restore(rows, POSTS, "post")
    for row in rows:
        row.done = False
        if row.action != RowAction.KEPT and "details" in row.undo:
            _restore_person(row.undo["person"], row.undo["details"])
    _forget([row for row in rows if row.action != RowAction.KEPT])
    tell_changed(trust, {row.undo[who] for row in rows for who in ("person", "made_person") if row.undo.get(who)})
    for row in rows:
        row.undo = {}


def undo_units(rows: Sequence[ImportRow]) -> None:
    """Within a change of the tree: places go back, and what the import opened is gone where nobody uses it."""
    _restore(rows, UNITS, "unit")
    for row in sorted(rows, key=lambda row: -row.undo.get("made_unit", 0)):
        row.done = False
        if row.action != RowAction.KEPT and "made_unit" in row.undo and not _forget_unit(row.undo["made_unit"]):
            UNITS.restore([(row.undo["unit"], row.undo["after"])])
            row.action, row.reason = RowAction.KEPT, IN_USE
    for row in rows:
        row.undo = {}


def _restore(rows: Sequence[ImportRow], keeper: Keeper, noun: str) -> None:
    rows = [row for row in rows if noun in row.undo]
    now = keeper.now({row.undo[noun] for row in rows})
    for row in rows:
        if now[row.undo[noun]] != row.undo["after"]:
            row.action, row.reason = RowAction.KEPT, CHANGED_SINCE
    keeper.restore((row.undo[noun], row.undo["before"]) for row in rows if row.action != RowAction.KEPT)


def _forget_unit(unit: int) -> bool:
    try:
        with transaction.atomic():
            Unit.objects.filter(pk=unit).delete()
    except ProtectedError:
        return False
    return True


def _restore_person(key: int, details: dict[str, Any]) -> None:
    fields = {field.name: field for field in Person._meta.concrete_fields}
    parsed = {name: fields[name].to_python(value) for name, value in details.items()}
    Person.objects.filter(pk=key).update(**parsed)


def _forget(rows: Sequence[ImportRow]) -> None:
    """What the import made is gone with it, unless something else has come to hang on it."""
    posts = [row.undo["made_post"] for row in rows if "made_post" in row.undo]
    PostIdentifier.objects.filter(post__in=posts).delete()
    Post.objects.filter(pk__in=posts).delete()
    people = [row.undo["made_person"] for row in rows if "made_person" in row.undo]
    if not _forget_people(people):
        for person in people:
            _forget_people([person])


def _forget_people(people: Sequence[int]) -> bool:
    try:
        with transaction.atomic():
            PersonIdentifier.objects.filter(person__in=people).delete()
            Person.objects.filter(pk__in=people).delete()
    except ProtectedError:
        return False
    return True
