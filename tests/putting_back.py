"""A database as it was when it was made: only the tables that a test has changed are written again.

What is in the tables of the template is remembered in a file beside the servers. Where a test has changed the tables
themselves (a guard taken off, say), nothing is put back and the whole has to be copied.
"""

import json
from pathlib import Path
from typing import Any

import psycopg
from psycopg.sql import SQL, Composed, Identifier, Literal

TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1
"""
# A copy has the rows of the catalogues as the template has them; whoever alters anything writes such a row anew.
SHAPE = """
SELECT md5(string_agg(told, ',' ORDER BY told)) FROM (
  SELECT concat('c', oid, relname, relkind::text) AS told FROM pg_class WHERE relnamespace = 'public'::regnamespace
  UNION ALL SELECT concat('t', oid, xmin) FROM pg_trigger
  UNION ALL SELECT concat('k', oid, xmin) FROM pg_constraint
  UNION ALL SELECT concat('f', oid, xmin) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  UNION ALL SELECT concat('a', attrelid, attname, xmin) FROM pg_attribute WHERE attnum > 0
) AS everything
"""
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"


def remember(made: psycopg.Connection, file: Path) -> None:
    tables = [name for (name,) in made.execute(TABLES)]
    prints = _prints(made, tables)
    rows = {name: _rows(made, name) for name in tables if prints[name][0]}
    told = {"shape": _shape(made), "prints": prints, "rows": rows, "sequences": _sequences(made)}
    file.write_text(json.dumps(told))


def put_back(database: psycopg.Connection, file: Path) -> bool:
    """False, with nothing done, where it is no longer the same tables."""
    then = _remembered(file)
    if then is None or _shape(database) != then["shape"]:
        return False
    now = _prints(database, list(then["prints"]))
    changed = [name for name, told in now.items() if told != then["prints"][name]]
    database.execute("SET session_replication_role = replica")  # neither guards nor histories: it is no act of anybody
    for name in changed:
        _write(database, name, then["rows"].get(name))
    for name, value in _sequences(database).items():
        if value != then["sequences"][name]:
            _set(database, name, then["sequences"][name])
    return True


def _remembered(file: Path) -> Any:
    return json.loads(file.read_text()) if file.exists() else None


def _shape(database: psycopg.Connection) -> str:
    return str(_one(database, SQL(SHAPE)))


def _prints(database: psycopg.Connection, tables: list[str]) -> dict[str, list[Any]]:
    """By table how many rows it has, and a sum that other rows do not have."""
    one = SQL("SELECT {}, count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text FROM {} t")
    asked = SQL(" UNION ALL ").join(one.format(Literal(name), Identifier(name)) for name in tables)
    return {name: [number, told] for name, number, told in database.execute(asked)}


def _rows(database: psycopg.Connection, table: str) -> str:
    with database.cursor().copy(SQL("COPY {} TO STDOUT").format(Identifier(table))) as copied:
        return b"".join(bytes(part) for part in copied).decode()


def _write(database: psycopg.Connection, table: str, rows: str | None) -> None:
    database.execute(SQL("DELETE FROM {}").format(Identifier(table)))
    if rows:
        with database.cursor().copy(SQL("COPY {} FROM STDIN").format(Identifier(table))) as copy:
            copy.write(rows)


def _sequences(database: psycopg.Connection) -> dict[str, int | None]:
    return {name: value for name, value in database.execute(SEQUENCES)}


def _set(database: psycopg.Connection, sequence: str, value: int | None) -> None:
    database.execute("SELECT setval(%s::regclass, %s, %s)", [f'public."{sequence}"', value or 1, value is not None])


def _one(database: psycopg.Connection, asked: Composed | SQL) -> Any:
    row = database.execute(asked).fetchone()
    return row and row[0]
