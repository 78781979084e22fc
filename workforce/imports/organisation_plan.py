"""What each row of an organisation list would do, given the tree on the day of the file and the other rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..enums import RowAction, UnitKind
from ..models import ImportRun, UnitPlace
from ..services.staging import Staged
from .refusal import CannotReadFile

MEANT = ("name", "kind", "name_cy")


@dataclass(slots=True)
class Tree:
    """The units on the day of the file by code, and the rows of the file by code."""

    top: UnitPlace
    here: dict[str, UnitPlace]
    rows: dict[str, Staged] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, run: ImportRun) -> Tree:
        places = list(UnitPlace.objects.filter(trust=run.trust).on(run.file_date).select_related("parent"))
        top = next((place for place in places if place.parent_id is None), None)
        if top is None:
            raise CannotReadFile(f"The trust does not exist on {run.file_date:%-d %B %Y}, the day of the file.")
        return cls(top, {place.code.lower(): place for place in places if place.code})

    def code_of(self, unit_id: int | None) -> str:
        return next((code for code, place in self.here.items() if place.unit_id == unit_id), "")

    def is_top(self, data: Mapping[str, Any]) -> bool:
        return data.get("kind") == UnitKind.TRUST or data["code"].lower() == self.top.code.lower() != ""

    def parent_in_file(self, code: str) -> str | None:
        """The code above, as the file tells it, or else as it is here; None at the top."""
        row = self.rows.get(code)
        if row:
            return None if self.is_top(row.data) else row.data["parent"].lower() or None
        place = self.here.get(code)
        return self.code_of(place.parent_id) or None if place else None


def plan_units(rows: list[Staged], tree: Tree, on: dt.date) -> None:
    """Gives each row its action, or its reason for refusal."""
    tree.named = {row.key.lower() for row in rows}
    for row in rows:
        if not row.reason:
            row.reason = _repeated(row, tree)
            tree.rows.setdefault(row.key.lower(), row)
    for row in rows:
        row.reason = row.reason or _misplaced(row, tree)
    for row in rows:
        row.reason = row.reason or _below_refused(row, tree)
        row.action = RowAction.REFUSED if row.reason else _action(row, tree, on)


def absent_units(tree: Tree) -> Iterator[Staged]:
    for code, place in sorted(tree.here.items()):
        if code not in tree.named and place.unit_id != tree.top.unit_id:
            yield Staged(None, place.code, RowAction.END, reason="Not in the file.")


def _repeated(row: Staged, tree: Tree) -> str:
    first = tree.rows.get(row.key.lower())
    return f"The same code stands on line {first.line} already." if first else ""


def _misplaced(row: Staged, tree: Tree) -> str:
    parent = row.data["parent"].lower()
    if tree.is_top(row.data) or not parent:
        return ""
    if parent not in tree.rows and parent not in tree.here:
        return f"No unit has the code {row.data['parent']}, neither here nor in the file."
    return _circle(row.key.lower(), tree)


def _circle(code: str, tree: Tree) -> str:
    path, above = [code], tree.parent_in_file(code)
    while above and above not in path:
        path.append(above)
        above = tree.parent_in_file(above)
    if above != code:
        return ""
    return "The unit would lie below itself: " + " → ".join([*path, code]).upper() + "."


def _below_refused(row: Staged, tree: Tree) -> str:
    seen, above = set(), tree.parent_in_file(row.key.lower())
    while above and above not in seen:
        seen.add(above)
        parent = tree.rows.get(above)
        if parent and parent.reason and above not in tree.here:
            return f"The unit above it, on line {parent.line}, is refused."
        above = tree.parent_in_file(above)
    return ""


def _action(row: Staged, tree: Tree, on: dt.date) -> str:
    place = tree.top if tree.is_top(row.data) else tree.here.get(row.key.lower())
    if place is None:
        return RowAction.ADD
    if row.data.get("until") and row.data["until"] <= on:
        return RowAction.END
    row.changes = _changes(row, place, tree)
    return RowAction.CHANGE if row.changes else RowAction.SAME


def _changes(row: Staged, place: UnitPlace, tree: Tree) -> list[tuple[str, str, str]]:
    now = [("code", place.code, row.data["code"])]
    now += [(name, getattr(place, name), row.data[name]) for name in MEANT if name in row.data]
    if place.parent_id is not None:
        above = row.data["parent"] or tree.top.code
        now.append(("parent", tree.code_of(place.parent_id), above.lower()))
    return [change for change in now if change[1] != change[2]]
