"""What has changed since the facts were read, told from fingerprints: nobody's conflicts or hours are kept for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from hashlib import blake2b
from typing import Any, TypeAlias

from .facts import Coach, Facts, Team

Marks: TypeAlias = Mapping[str, Mapping[str, Mapping[str, str]]]


class Since(StrEnum):
    NEW = "NEW"
    GONE = "GONE"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Changed:
    """A coach or a team (`of`) is new, gone, or other in `what`: names of facts."""

    of: str
    id: str
    since: Since
    what: tuple[str, ...] = ()


def marks(facts: Facts) -> Marks:
    """Wishes are decided, not read; so are the coaches that a team came with."""
    return {
        "coach": {one.id: _marks(one, but={"id", "prefers"}) for one in facts.coaches},
        "team": {one.id: _marks(one, but={"id", "prefers", "brings"}) for one in facts.teams},
        "ways": {"all": {"minutes": _mark(facts.minutes)}},
    }


def _marks(thing: Coach | Team, but: set[str]) -> dict[str, str]:
    return {one.name: _mark(getattr(thing, one.name)) for one in fields(thing) if one.name not in but}


def _mark(value: Any) -> str:
    return blake2b(_in_order(value).encode(), digest_size=6).hexdigest()


def _in_order(value: Any) -> str:
    if isinstance(value, Mapping):
        return repr(sorted((repr(key), _in_order(one)) for key, one in value.items()))
    return repr(sorted(map(repr, value))) if isinstance(value, frozenset | tuple) else repr(value)


def changed(before: Marks, now: Marks) -> list[Changed]:
    return [one for of in ("coach", "team", "ways") for one in _changed(of, before.get(of, {}), now.get(of, {}))]


def _changed(
    of: str, before: Mapping[str, Mapping[str, str]], now: Mapping[str, Mapping[str, str]]
) -> Iterator[Changed]:
    for name in sorted(before.keys() | now.keys()):
        if name not in now or name not in before:
            yield Changed(of, name, Since.GONE if name in before else Since.NEW)
        elif before[name] != now[name]:
            what = sorted(one for one in now[name] if now[name][one] != before[name].get(one))
            yield Changed(of, name, Since.OTHER, tuple(what))
