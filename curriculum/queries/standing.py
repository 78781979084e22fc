"""How people stand, as it was last stored: the posts that count, the spells, and what is held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeAlias

from workforce.queries.built_once import BuiltOnce

from ..calc.curve import WHOLE, Expected, Standing
from ..calc.days import Days, Interval, interval
from ..enums import SpellState
from ..models import ExpectedPost, Holding, Spell

EVERY_LINE = -1

POST = (
    "person",
    "level",
    "post",
    "unit",
    "above",
    "since",
    "until",
    "kind",
    "staff_group",
    "band",
    "site",
    "fte",
)
Spans: TypeAlias = dict[int, Days]


@dataclass(slots=True)
class _Parts:
    posts: list[Expected] = field(default_factory=list)
    spells: dict[str, dict[int, list[Interval]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    held: dict[int, list[Interval]] = field(default_factory=lambda: defaultdict(list))

    def standing(self, level: int) -> Standing:
        let_off = _ordered(self.spells[SpellState.LET_OFF])
        return Standing(
            level=level,
            posts=tuple(sorted(self.posts, key=lambda post: (post.post, post.during))),
            away=_ordered(self.spells[SpellState.AWAY]).get(EVERY_LINE, ()),
            exempt=_ordered(self.spells[SpellState.EXEMPT]).get(EVERY_LINE, ()),
            let_off=let_off.pop(EVERY_LINE, ()),
            held=_ordered(self.held),
            let_off_for=let_off,
        )


def standings_of(trust: int, people: Collection[int]) -> dict[int, list[Standing]]:
    """By person, in the order of the levels."""
    parts: dict[tuple[int, int], _Parts] = defaultdict(_Parts)
    for person, level, post, unit, above, since, until, *facets in _rows(ExpectedPost, trust, people, POST):
        parts[person, level].posts.append(Expected(post, unit, tuple(above), interval(since, until), *facets))
    for person, level, line, state, since, until in _rows(
        Spell, trust, people, ("person", "level", "line", "state", "since", "until")
    ):
        parts[person, level].spells[state][line].append(interval(since, until))
    for person, level, skill, since, until in _rows(
        Holding, trust, people, ("person", "level", "skill", "since", "until")
    ):
        parts[person, level].held[skill or WHOLE].append(interval(since, until))
    found: dict[int, list[Standing]] = defaultdict(list)
    for (person, level), part in sorted(parts.items()):
        found[person].append(part.standing(level))
    return found


def _rows(model: Any, trust: int, people: Collection[int], fields: tuple[str, ...]) -> Iterable[tuple]:
    if len(people) == 1:
        return _of_one(model, fields)(trust=trust, person=next(iter(people)))
    found: Iterable[tuple] = model.objects.filter(trust=trust, person__in=people).values_list(*fields)
    return found


@cache
def _of_one(model: Any, fields: tuple[str, ...]) -> BuiltOnce:
    """Most often one person's facts have changed: somebody has just answered a check."""
    return BuiltOnce(lambda trust, person: model.objects.filter(trust=trust, person=person).values_list(*fields))


def _ordered(spans: dict[int, list[Interval]]) -> Spans:
    return {line: tuple(sorted(found)) for line, found in spans.items()}
