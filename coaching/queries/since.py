"""What has changed since a proposal was worked out, and which of its pairs cannot be any more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ..calc.pairing.definition import broken_together
from ..calc.pairing.facts import Facts, Pair
from ..calc.pairing.marks import Changed, changed, marks
from ..calc.pairing.rules import Refusal, refusals
from ..models import Pairing
from .pairing import pairs_of, read_facts


@dataclass(frozen=True, slots=True)
class Broken:
    """A proposed pair that cannot be: `gone` have left or are asked elsewhere, or `refusals` stand against it now."""

    team: str
    gone: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Since:
    broken: tuple[Broken, ...]
    changed: tuple[Changed, ...]

    def __bool__(self) -> bool:
        return bool(self.broken or self.changed)


def since(pairing: Pairing, *, on: dt.date) -> Since:
    now, pairs = read_facts(pairing, on=on).facts, pairs_of(pairing)
    return Since(tuple(_broken(now, pairs)), tuple(changed(pairing.marks, marks(now))))


def _broken(now: Facts, pairs: dict[str, Pair]) -> Iterator[Broken]:
    able: dict[str, Pair] = {}
    for team, pair in sorted(pairs.items()):
        gone = tuple(one for one in (team, *pair) if one not in now.team and one not in now.coach)
        if gone:
            yield Broken(team, gone=gone)
        elif against := tuple(refusals(now, tuple(now.coach[one] for one in pair), now.team[team])):
            yield Broken(team, refusals=against)
        else:
            able[team] = pair
    for refusal in broken_together(now, able):
        yield Broken(refusal.team, refusals=(refusal,))
