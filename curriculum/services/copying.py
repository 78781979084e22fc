"""Many rows into a table at once, as lines of PostgreSQL's text format."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

NULL = r"\N"


def copy_rows(table: str, lines: Iterable[str]) -> int:
    """`table` may name its columns; how many rows."""
    rows = [*lines]
    if rows:
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
            copy.write("\n".join(rows) + "\n")
    return len(rows)


def text(words: str) -> str:
    return words.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
