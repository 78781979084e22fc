"""Questions that come with every request: Django builds their statement once a process, and then only asks it.

Building a statement of a few joins takes Django longer than PostgreSQL takes to answer it (docs/decisions/0016). The
question itself stays a queryset, written as any other, of values that are there and are no lists.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

KNOWN_OF_A_STATEMENT = ("select", "klass_info", "annotation_col_map", "col_count", "has_extra_select")
FIRST_NUMBER, FIRST_DAY = -1_900_000_001, dt.date(1, 1, 1)  # no row has such a key, no fact such a day


class BuiltOnce:
    """`make` tells the queryset from named values: numbers, texts and days."""

    def __init__(self, make: Callable[..., QuerySet[Any]]) -> None:
        self.make = make
        self.kept: SimpleNamespace | None = None

    def __call__(self, **values: Any) -> list[Any]:
        kept = self.kept or self._build(values)
        asked = [values[kept.named[one]] if _is_stand_in(one, kept.named) else one for one in kept.params]
        compiler = SQLCompiler(kept.query, connections[kept.db], kept.db)
        compiler.__dict__.update(kept.told, as_sql=lambda: (kept.sql, asked))
        question = SimpleNamespace(get_compiler=lambda *_, **__: compiler, **kept.of_query)
        told = SimpleNamespace(db=kept.db, query=question, **kept.of_rows)
        return list(kept.iterable(told))

    def _build(self, values: dict[str, Any]) -> SimpleNamespace:
        """With values that stand for the real ones, and are found again among the parameters of the statement."""
        stand_ins = {name: _stand_in(value, place) for place, (name, value) in enumerate(values.items())}
        rows = self.make(**stand_ins)
        compiler = rows.query.get_compiler(rows.db)
        sql, params = compiler.as_sql()
        named = {stand_in: name for name, stand_in in stand_ins.items()}
        if lost := set(named) - {one for one in params if _is_stand_in(one, named)}:
            raise TypeError(f"Not asked by value, so this cannot be built once: {[named[one] for one in lost]}")
        told = {name: getattr(compiler, name) for name in KNOWN_OF_A_STATEMENT}
        kept = SimpleNamespace(
            db=rows.db, sql=sql, params=params, named=named, told=told, iterable=rows._iterable_class
        )
        kept.query = rows.query
        kept.of_query = {"extra_select": {}, "annotation_select": rows.query.annotation_select}
        kept.of_rows = {"_fields": rows._fields, "_known_related_objects": {}, "model": rows.model}
        self.kept = kept
        return kept


def _stand_in(value: Any, place: int) -> Any:
    match value:
        case bool() | None:
            raise TypeError(f"{value} changes the statement itself.")
        case int():
            return FIRST_NUMBER - place
        case str():
            return f"\ufdd0{place}"
        case dt.datetime():
            return dt.datetime.combine(FIRST_DAY + dt.timedelta(days=place), dt.time(), dt.UTC)
        case dt.date():
            return FIRST_DAY + dt.timedelta(days=place)
    raise TypeError(f"{value!r} cannot stand in a statement that is built once.")


def _is_stand_in(one: Any, named: dict[Any, str]) -> bool:
    return isinstance(one, int | str | dt.date) and one in named


def first(rows: Sequence[Any]) -> Any:
    return rows[0] if rows else None
