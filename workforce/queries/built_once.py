"""Questions that come with every request: Django builds their statement once a process, and then only asks it.

Building a statement of a few joins takes Django longer than PostgreSQL takes to answer it (docs/decisions/0016). The
question itself stays a queryset, written as any other, of values that are there; a list is one of numbers to be `in`.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from typing import Any, NamedTuple

from django.db import connection, connections
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, ValuesListIterable, get_related_populators
from django.db.models.sql.compiler import SQLCompiler

FIRST_NUMBER, FIRST_DAY = -1_900_000_001, dt.date(1, 1, 1)  # no row has such a key, no fact such a day


class _Built(NamedTuple):
    """The statement, which of its parameters stand for what, and how its rows are read."""

    db: str
    sql: str
    params: Sequence[Any]
    named: dict[Any, str]
    compiler: SQLCompiler
    converters: dict[int, Any]
    read: Callable[[Iterable[Sequence[Any]]], list[Any]]


class BuiltOnce:
    """`make` tells the queryset from named values: numbers, texts, days and keys."""

    def __init__(self, make: Callable[..., QuerySet[Any]]) -> None:
        self.make = make
        self.built: _Built | None = None

    def __call__(self, **values: Any) -> list[Any]:
        built = self.built or self._build(values)
        with connections[built.db].cursor() as cursor:
            cursor.execute(built.sql, self._asked(values))
            return self._read(cursor.fetchall())

    def _asked(self, values: dict[str, Any]) -> list[Any]:
        built = self.built or self._build(values)
        return [values[built.named[one]] if _is_stand_in(one, built.named) else one for one in built.params]

    def _read(self, rows: Iterable[Any]) -> list[Any]:
        assert self.built
        if self.built.converters:
            rows = self.built.compiler.apply_converters(rows, self.built.converters)
        return self.built.read(rows)

    def _build(self, values: dict[str, Any]) -> _Built:
        """With values that stand for the real ones, and are found again among the parameters of the statement."""
        stand_ins = {name: _stand_in(value, place) for place, (name, value) in enumerate(values.items())}
        rows = self.make(**stand_ins)
        compiler = rows.query.get_compiler(rows.db)
        sql, params = compiler.as_sql()
        named = {one[0] if isinstance(one, list) else one: name for name, one in stand_ins.items()}
        if lost := set(named) - {one for one in params if _is_stand_in(one, named)}:
            raise TypeError(f"Not asked by value, so this cannot be built once: {[named[one] for one in lost]}")
        lists = {name for name, value in values.items() if isinstance(value, list)}
        sql = _of_any_length(sql, [_is_stand_in(one, named) and named[one] in lists for one in params])
        converters = compiler.get_converters([column[0] for column in compiler.select])
        self.built = _Built(rows.db, sql, params, named, compiler, converters, _reader(rows, compiler))
        return self.built


def together(questions: Sequence[BuiltOnce], **values: Any) -> list[list[Any]]:
    """The answers to several questions of the same values, which travel to PostgreSQL and back together."""
    with ExitStack() as opened:
        opened.enter_context(_pipeline())
        cursors = [opened.enter_context(connection.cursor()) for _ in questions]
        for cursor, question in zip(cursors, questions, strict=True):
            asked = question._asked(values)
            assert question.built
            cursor.execute(question.built.sql, asked)
        return [question._read(cursor.fetchall()) for cursor, question in zip(cursors, questions, strict=True)]


def _pipeline() -> Any:
    connection.ensure_connection()
    return connection.connection.pipeline()


def _reader(rows: QuerySet[Any], compiler: SQLCompiler) -> Callable[[Iterable[Sequence[Any]]], list[Any]]:
    """As Django's own for models and for tuples; nothing else is asked here."""
    if rows._iterable_class is ValuesListIterable:
        return lambda found: [tuple(row) for row in found]
    if rows._iterable_class is not ModelIterable or rows._prefetch_related_lookups:  # type: ignore[attr-defined]
        raise TypeError("Rows or tuples only: whatever else is asked is not built once.")
    told: dict[str, Any] = compiler.klass_info
    own = slice(told["select_fields"][0], told["select_fields"][-1] + 1)
    names = [column[0].target.attname for column in compiler.select[own]]
    related = get_related_populators(told, compiler.select, rows.db)  # type: ignore[call-arg]  # of a later Django
    beside = [*(compiler.annotation_col_map or {}).items()]

    def model(row: Sequence[Any]) -> Any:
        one = told["model"].from_db(rows.db, names, row[own])
        for populator in related:
            populator.populate(row, one)
        for name, place in beside:
            setattr(one, name, row[place])
        return one

    return lambda found: [model(row) for row in found]


def _of_any_length(sql: str, is_list: Sequence[bool]) -> str:
    """`IN (one)` asks of one; of as many as there are asks `= ANY`, to which PostgreSQL turns both."""
    pieces = sql.split("%s")
    for place, here in enumerate(is_list):
        if here:
            before, after = pieces[place].removesuffix(" IN ("), pieces[place + 1].removeprefix(")")
            if f"{before} IN (" != pieces[place] or f"){after}" != pieces[place + 1]:
                raise TypeError(f"A list is asked for by `in` alone: {sql}")
            pieces[place], pieces[place + 1] = f"{before} = ANY(", f"){after}"
    return "%s".join(pieces)


def _stand_in(value: Any, place: int) -> Any:
    match value:
        case list():
            return [FIRST_NUMBER - place]
        case bool() | None:
            raise TypeError(f"{value} changes the statement itself.")
        case int():
            return FIRST_NUMBER - place
        case uuid.UUID():
            return uuid.UUID(int=place + 1)
        case str():
            return f"\ufdd0{place}"
        case dt.datetime():
            return dt.datetime.combine(FIRST_DAY + dt.timedelta(days=place), dt.time(), dt.UTC)
        case dt.date():
            return FIRST_DAY + dt.timedelta(days=place)
    raise TypeError(f"{value!r} cannot stand in a statement that is built once.")


def _is_stand_in(one: Any, named: dict[Any, str]) -> bool:
    return isinstance(one, int | str | dt.date | uuid.UUID) and one in named


def first(rows: Sequence[Any]) -> Any:
    return rows[0] if rows else None
