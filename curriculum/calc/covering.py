"""Choosing the least that covers all needs: a matter of numbers, without a word of doses.

A need is met by any one of its ways; a way is met when each of its rows adds up to its least. What has no choice is
settled here, need by need; only what is left to choose goes to a solver, and the same question goes to it once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Row:
    """`adds`: by the place of a piece, what taking it once adds. Together they have to reach `least`."""

    adds: tuple[tuple[int, int], ...]
    least: int

    def reached(self, taken: Sequence[int]) -> int:
        return sum(amount * taken[place] for place, amount in self.adds)

    def after(self, taken: Sequence[int]) -> Row:
        """What is left of it. No piece adds more than is needed, so that rows of one meaning are one."""
        left = self.least - self.reached(taken)
        return Row(tuple((place, min(amount, left)) for place, amount in self.adds), left)

    def renumbered(self, number: Mapping[int, int]) -> Row:
        return Row(tuple((number[place], amount) for place, amount in self.adds), self.least)


Way: TypeAlias = tuple[Row, ...]
Need: TypeAlias = tuple[Way, ...]
Taken: TypeAlias = list[int]


def possible(needs: Iterable[Need], times: Sequence[int]) -> list[Need]:
    """The needs that taking everything would meet, each with the ways in which it would."""
    found = (tuple(way for way in need if is_met(way, times)) for need in needs)
    return [need for need in found if need]


def is_met(way: Way, taken: Sequence[int]) -> bool:
    return all(row.reached(taken) >= row.least for row in way)


def settled(needs: Sequence[Need], times: Sequence[int]) -> tuple[Taken, list[Need]]:
    """What every choice has to take, and the needs that this leaves open."""
    taken = [0] * len(times)
    while True:
        before = list(taken)
        for need in needs:
            for place, number in forced(need, times).items():
                taken[place] = max(taken[place], number)
        needs = [need for need in needs if not any(is_met(way, taken) for way in need)]
        if taken == before:
            return taken, needs


def forced(need: Need, times: Sequence[int]) -> dict[int, int]:
    """By place, how often a piece has to be taken whichever way the need is met."""
    of_ways = [_forced_by(way, times) for way in need]
    everywhere = set.intersection(*(set(found) for found in of_ways))
    return {place: min(found[place] for found in of_ways) for place in everywhere}


def _forced_by(way: Way, times: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for row in way:
        spare = row.reached(times) - row.least
        for place, amount in row.adds:
            number = times[place] - spare // amount
            if number > found.get(place, 0):
                found[place] = number
    return found


def left_of(needs: Iterable[Need], taken: Sequence[int]) -> list[Need]:
    """The same needs, when so much is taken."""
    return [tuple(_left_of_way(way, taken) for way in need) for need in needs]


def _left_of_way(way: Way, taken: Sequence[int]) -> Way:
    return tuple(row.after(taken) for row in way if row.reached(taken) < row.least)


def apart(needs: Iterable[Need]) -> list[list[Need]]:
    """Needs that share no piece, directly or through others, are chosen for apart."""
    groups: list[tuple[set[int], list[Need]]] = []
    for need in needs:
        places = {place for way in need for row in way for place, _amount in row.adds}
        touching = [group for group in groups if group[0] & places]
        groups = [group for group in groups if not group[0] & places]
        merged = [one for _places, theirs in touching for one in theirs]
        groups.append((places.union(*(theirs for theirs, _needs in touching)), [*merged, need]))
    return [theirs for _places, theirs in groups]
