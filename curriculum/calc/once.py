"""All that is taught, once: where a module can be taken in more ways than one, one of them is enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from .prescription import Piece


def minutes_of_all(pieces: Iterable[Piece], taken: Collection[int] = ()) -> int:
    """Each piece once, and of each module the way that adds least.

    `taken`: activities that are taken whichever way is gone. So the minutes of all are never fewer than theirs, and
    whoever is sent one way is not told that they are spared the other.
    """
    always, by_way = 0, defaultdict[str, dict[str, int]](dict)
    for piece in pieces:
        depends = piece.way is not None and piece.activity not in taken
        always += 0 if depends else piece.minutes
        if piece.way is not None:
            ways = by_way[piece.way.module]
            ways[piece.way.name] = ways.get(piece.way.name, 0) + (piece.minutes if depends else 0)
    return always + sum(min(ways.values()) for ways in by_way.values())
