"""An organisation list: a few thousand rows at most, so it is planned and applied as one."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from ..enums import RowAction, UnitKind, WhenAbsent
from ..models import Account, ImportRow, ImportRun, Unit
from ..services.job import Work
from ..services.reach import changing_tree
from ..services.refusal import Refused
from ..services.snapshot import UNITS
from ..services.staging import Staged, save_outcome, stage
from ..services.undo import undo_units
from ..services.unit import close_unit, move_unit, open_unit, rename_unit
from .header import Table, table
from .organisation_plan import MEANT, Tree, absent_units, plan_units
from .organisation_profile import PROFILE, understand
from .pieces import pieces_of
from .refusal import BadCell, CannotReadFile

MOST_UNITS = 20_000
DEEPEST = 30
ORDER = {RowAction.ADD: 0, RowAction.CHANGE: 1, RowAction.SAME: 1, RowAction.END: 2}


def read_organisation(run: ImportRun, work: Work) -> None:
    listed = table(pieces_of(run), PROFILE)
    used = {field: listed.header[column] for field, column in listed.columns.items()}
    run.columns = {"used": used, "unused": listed.unused, "header": listed.header}
    run.save(update_fields=["columns"])
    rows = _understood(listed)
    work.tell(0, len(rows), f"Lines read: {len(rows):,}")
    tree = Tree.of(run)
    plan_units(rows, tree, run.file_date)
    absent = absent_units(tree) if run.choices["absent"] == WhenAbsent.END else ()
    with transaction.atomic():
        stage(run, [*rows, *absent])


def apply_organisation(run: ImportRun, work: Work) -> None:
    """All of it or nothing; a row that the tree refuses is left out and says why."""
    with transaction.atomic(), changing_tree(run.trust):
        units = _Units(run)
        work.tell(0, len(units.rows), f"Units: {len(units.rows):,}")
        for row in units.in_order():
            _apply(run, row, units, work.job.requested_by)
        save_outcome(units.rows)


def undo_organisation(run: ImportRun, work: Work) -> None:
    with transaction.atomic(), changing_tree(run.trust):
        rows = list(run.rows.exclude(undo={}))
        work.tell(0, len(rows), f"Taking back: {len(rows):,}")
        undo_units(rows)
        save_outcome(rows)


def _understood(listed: Table) -> list[Staged]:
    rows: list[Staged] = []
    for line, cells in listed.rows:
        if len(rows) == MOST_UNITS:
            raise CannotReadFile(f"The file has more than {MOST_UNITS:,} lines: is it an organisation list?")
        told = listed.values(cells)
        row = Staged(line, told.get("code", ""), RowAction.REFUSED, cells=cells)
        try:
            row.data = understand(told)
        except BadCell as bad:
            row.reason = str(bad)
        rows.append(row)
    return rows


class _Units:
    """The units by code, as they stand at this moment of the import."""

    def __init__(self, run: ImportRun) -> None:
        self.run, self.tree = run, Tree.of(run)
        self.ids = {code: place.unit_id for code, place in self.tree.here.items()}
        self.rows = list(run.rows.filter(done=False).exclude(action=RowAction.REFUSED))
        tops = (row.key.lower() for row in self.rows if row.line and self.tree.is_top(row.data))
        self.ids |= dict.fromkeys(tops, self.tree.top.unit_id)
        self.above = {row.key.lower(): row.data.get("parent", "").lower() for row in self.rows}

    def unit(self, code: str) -> Unit | None:
        return Unit.objects.get(pk=self.ids[code.lower()]) if code.lower() in self.ids else None

    def parent(self, row: ImportRow) -> Unit:
        code = row.data["parent"].lower()
        return Unit.objects.get(pk=self.ids[code] if code else self.tree.top.unit_id)

    def in_order(self) -> list[ImportRow]:
        """Parents open before their children; what closes does so from below."""
        return sorted(self.rows, key=self._turn)

    def _turn(self, row: ImportRow) -> tuple[int, int]:
        depth = self._depth(row.key.lower())
        return ORDER[RowAction(row.action)], -depth if row.action == RowAction.END else depth

    def _depth(self, code: str) -> int:
        steps = 0
        while code and steps < DEEPEST:
            code = self.above.get(code) or self.tree.parent_in_file(code) or ""
            steps += 1
        return steps


def _apply(run: ImportRun, row: ImportRow, units: _Units, by: Account | None) -> None:
    row.done = True
    try:
        with transaction.atomic():
            _act(run, row, units, by)
    except Refused as refused:
        row.action, row.reason, row.undo = RowAction.REFUSED, str(refused), {}


def _act(run: ImportRun, row: ImportRow, units: _Units, by: Account | None) -> None:
    unit = units.unit(row.key)
    before = UNITS.now([unit.pk])[unit.pk] if unit else []
    if unit is None:
        row.action = RowAction.ADD
        unit = _open(run, row, units, by)
        row.undo = {"made_unit": unit.pk}
    elif row.action == RowAction.END:
        close_unit(unit=unit, on=_day(row, "until") or run.file_date, by=by)
    else:
        _change(run, row, units, unit, by)
    after = UNITS.now([unit.pk])[unit.pk]
    if before != after:
        row.undo |= {"unit": unit.pk, "before": before, "after": after}


def _open(run: ImportRun, row: ImportRow, units: _Units, by: Account | None) -> Unit:
    parent = units.parent(row)
    begins = parent.places.order_by("since")[0].since
    unit = open_unit(
        trust=run.trust,
        parent=parent,
        kind=row.data.get("kind", UnitKind.TEAM),
        name=row.data["name"],
        name_cy=row.data.get("name_cy", ""),
        code=row.data["code"],
        since=max(begins, _day(row, "since") or _new_since(run)),
        until=_day(row, "until"),
        by=by,
    )
    units.ids[row.key.lower()] = unit.pk
    return unit


def _new_since(run: ImportRun) -> dt.date:
    """Since when a unit stood that is new here: what was chosen for the file, or its day."""
    chosen = run.choices.get("units_since")
    return dt.date.fromisoformat(str(chosen)) if chosen else run.file_date


def _change(run: ImportRun, row: ImportRow, units: _Units, unit: Unit, by: Account | None) -> None:
    told = {name: row.data[name] for name in ("code", *MEANT) if name in row.data}
    rename_unit(unit=unit, on=run.file_date, by=by, **told)
    if unit.pk != units.tree.top.unit_id:
        move_unit(unit=unit, parent=units.parent(row), on=run.file_date, by=by)


def _day(row: ImportRow, field: str) -> dt.date | None:
    return dt.date.fromisoformat(row.data[field]) if row.data.get(field) else None
