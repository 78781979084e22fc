"""Reasons as data that can be kept: dataclasses as JSON and back, each with the name of what it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, is_dataclass
from typing import Any

from .changes import LetOnline, LiftBan, LiftPin, MoveSlot, OneMorePlace, Remedy, Train, TravelFurther
from .facts import Away, Ban, Pin, Slot
from .problems import Problem
from .reasons import Loaded, Taken, Unserved
from .rules import Managed, Refusal
from .solver import Proof

CHANGES = (LiftBan, LiftPin, MoveSlot, LetOnline, TravelFurther, OneMorePlace, Train)
KNOWN = {
    kind.__name__: kind
    for kind in (Away, Ban, Pin, Slot, Problem, Loaded, Taken, Unserved, Managed, Refusal, Remedy, Proof, *CHANGES)
}


def as_json(thing: Any) -> Any:
    if is_dataclass(thing):
        return {"is": type(thing).__name__} | {one.name: as_json(getattr(thing, one.name)) for one in fields(thing)}
    if isinstance(thing, dt.date):
        return {"is": "date", "day": thing.isoformat()}
    if isinstance(thing, frozenset):
        return {"is": "set", "of": sorted(thing)}
    return [as_json(one) for one in thing] if isinstance(thing, tuple | list) else thing


def from_json(told: Any) -> Any:
    """A code comes back as its text, which is equal to it."""
    if isinstance(told, list):
        return tuple(from_json(one) for one in told)
    if not isinstance(told, dict):
        return told
    if told["is"] == "date":
        return dt.date.fromisoformat(told["day"])
    if told["is"] == "set":
        return frozenset(told["of"])
    return KNOWN[told["is"]](**{name: from_json(value) for name, value in told.items() if name != "is"})
