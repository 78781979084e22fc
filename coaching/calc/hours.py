"""What is left of somebody's week once their teams have taken their hours."""

from __future__ import annotations

from collections.abc import Iterable

from .pairing.facts import Slot


def left_of(hours: Iterable[Slot], taken: Iterable[Slot]) -> tuple[Slot, ...]:
    left = sorted(hours)
    for busy in taken:
        left = [piece for free in left for piece in _without(free, busy)]
    return tuple(left)


def _without(free: Slot, busy: Slot) -> list[Slot]:
    if not free.overlaps(busy):
        return [free]
    before = Slot(free.weekday, free.since, busy.since)
    after = Slot(free.weekday, busy.until, free.until)
    return [piece for piece in (before, after) if piece.since < piece.until]
