"""The fast way to the prescription: as short as the shortest of `prescription.py`, which tries every choice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .asks import Ask
from .covering import Need, apart, left_of, possible, settled
from .dose import Entry, in_order
from .prescription import Choice, Piece, Window, is_had
from .solver import least
from .ways import Given, ways_of


def shortest_choice(asks: Iterable[Ask], entries: Iterable[Entry], pieces: Sequence[Piece], window: Window) -> Choice:
    """How often each piece is to be done. What nothing on offer serves is left out. `entries`: those up to today."""
    so_far = in_order(entries)
    missing = [ask for ask in asks if not is_had(ask, so_far, window)]
    given = Given([one for one in so_far if one.day < window.on], [one for one in so_far if one.day == window.on])
    needs = [ways_of(ask, given, pieces, window) for ask in missing]
    return choose(needs, [piece.weight for piece in pieces], [piece.times for piece in pieces])


def choose(needs: Iterable[Need], weights: Sequence[int], times: Sequence[int]) -> Choice:
    taken, open_needs = settled(possible(needs, times), times)
    still = [most - n for most, n in zip(times, taken, strict=True)]
    for group in apart(left_of(open_needs, taken)):
        for place, number in _chosen(group, weights, still):
            taken[place] += number
    return tuple(taken)


def _chosen(group: Sequence[Need], weights: Sequence[int], times: Sequence[int]) -> list[tuple[int, int]]:
    """Only the pieces that the group asks of, numbered anew, so that the same question is asked but once."""
    places = sorted({place for need in group for way in need for row in way for place, _amount in row.adds})
    found = least(
        tuple(_renumbered(need, {place: number for number, place in enumerate(places)}) for need in group),
        tuple(weights[place] for place in places),
        tuple(times[place] for place in places),
    )
    return list(zip(places, found, strict=True))


def _renumbered(need: Need, number: dict[int, int]) -> Need:
    return tuple(tuple(row.renumbered(number) for row in way) for way in need)
