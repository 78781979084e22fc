"""The tree of the big trust, five levels deep."""

from __future__ import annotations

from dataclasses import dataclass

import psycopg

from .copying import copy_lines
from .shape import Shape

FIRST = 1_000  # ids of the units below the top
KINDS = ("DIVISION", "DIRECTORATE", "DEPARTMENT", "TEAM")


@dataclass(frozen=True, slots=True)
class BigUnit:
    id: int
    parent: int
    step: int


def load_units(connection: psycopg.Connection, shape: Shape, trust: int, top: int) -> list[BigUnit]:
    units = _tree(shape, top)
    lines = [f"{unit.id}\t{trust}\t{unit.id:032x}" for unit in units]
    copy_lines(connection, "workforce_unit", "id, trust_id, uuid", lines, len(lines), "units")
    places = [
        f"{trust}\t{unit.id}\t{unit.parent}\t{KINDS[unit.step]}\tU{unit.id}\tUnit {unit.id}\t\t2000-01-01"
        for unit in units
    ]
    columns = "trust_id, unit_id, parent_id, kind, code, name, name_cy, since"
    copy_lines(connection, "workforce_unitplace", columns, places, len(places), "places of units")
    connection.execute(
        "SELECT setval(pg_get_serial_sequence('workforce_unit', 'id'), (SELECT max(id) FROM workforce_unit))"
    )
    return units


def leaves_of(units: list[BigUnit]) -> list[int]:
    return [unit.id for unit in units if unit.step == len(KINDS) - 1]


def _tree(shape: Shape, top: int) -> list[BigUnit]:
    above, number, units = [top], FIRST, []
    for step, count in enumerate(shape.fan_out):
        here = [BigUnit(number + n, above[n % len(above)], step) for n in range(count)]
        number += count
        units += here
        above = [unit.id for unit in here]
    return units
