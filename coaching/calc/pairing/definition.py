"""What the best proposal is: every one is tried here, and the best taken. `solver.py` finds it without trying all.

First the most teams, by priority; a team that somebody pinned a coach to goes before all others. Then, when there was
a proposal before, as many of its pairs as can stay. Then the greatest quality. Between equals the lot decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import NamedTuple, TypeAlias

from .facts import Coach, CoachId, Facts, Pair, Team, TeamId
from .rules import Refusal, Rule, in_order, refusals_of_coach, refusals_of_pair
from .score import load, lots, parts

Choice: TypeAlias = Mapping[TeamId, Pair]
"""The coaches of each team that is served."""


class Value(NamedTuple):
    """What one choice is worth; the greater one is better, from the first number to the last."""

    pinned: int
    served: int
    kept: int
    quality: int
    lots: int


def best(facts: Facts) -> Choice:
    return max(choices(facts), key=lambda choice: (value(facts, choice), sorted(choice.items())))


def choices(facts: Facts) -> Iterator[Choice]:
    """All that break no rule and leave out no team whose coaches are settled."""
    lists = [options(facts, team) for team in facts.team.values()]
    for chosen in product(*lists):
        choice = {team: pair for team, pair in zip(facts.team, chosen, strict=True) if pair}
        if not broken_together(facts, choice):
            yield choice


def options(facts: Facts, team: Team) -> list[Pair | None]:
    """The pairs that may take the team, and nobody, unless its coaches are settled."""
    pairs: list[Pair | None] = list(pairs_for(facts, team))
    return pairs if facts.is_settled(team) else [*pairs, None]


def pairs_for(facts: Facts, team: Team) -> Iterator[Pair]:
    able = [coach for coach in facts.coach.values() if not any(refusals_of_coach(facts, coach, team))]
    for coaches in combinations(able, team.takes):
        if not any(refusals_of_pair(facts, coaches, team)):
            yield in_order(facts, frozenset(coach.id for coach in coaches), team)


def broken_together(facts: Facts, choice: Choice) -> list[Refusal]:
    """Rules that each pair keeps and all together break: places, and two teams at one time."""
    return [refusal for coach, teams in teams_by_coach(facts, choice) for refusal in overfull(coach, teams)]


def overfull(coach: Coach, teams: list[Team]) -> Iterator[Refusal]:
    all_of_them = tuple(team.id for team in teams)
    if len(teams) > coach.places:
        yield Refusal(Rule.NO_PLACE, teams[-1].id, (coach.id,), others=all_of_them, limit=coach.places)
    for one, other in combinations(teams, 2):
        if one.slot.overlaps(other.slot):
            yield Refusal(Rule.AT_ONE_TIME, other.id, (coach.id,), others=(one.id, other.id), slot=other.slot)


def value(facts: Facts, choice: Choice) -> Value:
    return Value(
        pinned=sum(team in choice for team in facts.pinned),
        served=sum(facts.team[team].weight for team in choice),
        kept=kept(facts, choice),
        quality=quality(facts, choice),
        lots=sum(lots(team, pair) for team, pair in choice.items()),
    )


def kept(facts: Facts, choice: Choice) -> int:
    """Pairs of the proposal before that stay. A team that gets its first pair alters nothing."""
    return sum(set(choice.get(team, ())) == set(pair) for team, pair in (facts.previous or {}).items())


def quality(facts: Facts, choice: Choice) -> int:
    of_pairs = sum(
        parts(facts, tuple(facts.coach[one] for one in pair), facts.team[team]).total for team, pair in choice.items()
    )
    given = Counter(coach for pair in choice.values() for coach in pair)
    return of_pairs + sum(load(facts.weights, facts.coach[one], more) for one, more in given.items())


def teams_by_coach(facts: Facts, choice: Choice) -> list[tuple[Coach, list[Team]]]:
    found: dict[CoachId, list[Team]] = {}
    for team, pair in sorted(choice.items()):
        for coach in pair:
            found.setdefault(coach, []).append(facts.team[team])
    return [(facts.coach[coach], teams) for coach, teams in sorted(found.items())]
