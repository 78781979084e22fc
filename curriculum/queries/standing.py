"""How people stand, as it was last stored: the posts that count, the spells, and what is held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from workforce.queries.built_once import BuiltOnce, together

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
    posts, spells, holdings = _stored(trust, people)
    parts: dict[tuple[int, int], _Parts] = defaultdict(_Parts)
    for person, level, post, unit, above, since, until, *facets in posts:
        parts[person, level].posts.append(Expected(post, unit, tuple(above), interval(since, until), *facets))
    for person, level, line, state, since, until in spells:
        parts[person, level].spells[state][line].append(interval(since, until))
    for person, level, skill, since, until in holdings:
        parts[person, level].held[skill or WHOLE].append(interval(since, until))
    found: dict[int, list[Standing]] = defaultdict(list)
    for (person, level), part in sorted(parts.items()):
        found[person].append(part.standing(level))
    return found


def _stored(trust: int, people: Collection[int]) -> Iterable[Iterable[tuple]]:
    if len(people) == 1:
        return together(_OF_ONE, trust=trust, person=next(iter(people)))
    return [
        model.objects.filter(trust=trust, person__in=people).values_list(*fields)  # type: ignore[attr-defined]  # ours
        for model, fields in STORED
    ]


def _of_one(model: Any, fields: tuple[str, ...]) -> BuiltOnce:
    """Most often one person's facts have changed: somebody has just answered a check."""
    return BuiltOnce(lambda trust, person: model.objects.filter(trust=trust, person=person).values_list(*fields))


STORED: list[tuple[type, tuple[str, ...]]] = [
    (ExpectedPost, POST),
    (Spell, ("person", "level", "line", "state", "since", "until")),
    (Holding, ("person", "level", "skill", "since", "until")),
]
_OF_ONE = [_of_one(model, fields) for model, fields in STORED]


def _ordered(spans: dict[int, list[Interval]]) -> Spans:
    return {line: tuple(sorted(found)) for line, found in spans.items()}
