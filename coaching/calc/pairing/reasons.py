"""Why a proposal is as it is: each pair's score in parts, what is wanting where a team is not served, and what stands
against a pair that somebody asks for, or what it would cost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from .definition import Choice, kept, quality, teams_by_coach
from .effort import USUAL, Effort
from .facts import Coach, CoachId, Facts, Pair, Pin, Team, TeamId
from .problems import Problem, problems
from .rules import OF_COACH, OfCoach, Refusal, Rule, is_inside, refusals, refusals_of_coach, refusals_of_pair, warnings
from .score import Parts, load, parts
from .solver import Proposal, propose

NEAREST = 5  # examples that are told


@dataclass(frozen=True, slots=True)
class Scored:
    team: TeamId
    pair: Pair
    parts: Parts
    warnings: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """Teams that a coach has already, teams that the proposal gives, and what that takes off the quality."""

    coach: CoachId
    before: int
    given: tuple[TeamId, ...]
    score: int


def scores(facts: Facts, choice: Choice) -> list[Scored]:
    """With `loads` they add up to the quality."""
    found = []
    for name, pair in sorted(choice.items()):
        team, coaches = facts.team[name], tuple(facts.coach[one] for one in pair)
        found.append(Scored(name, pair, parts(facts, coaches, team), tuple(warnings(facts, coaches, team))))
    return found


def loads(facts: Facts, choice: Choice) -> list[Loaded]:
    return [
        Loaded(coach.id, coach.load, tuple(team.id for team in teams), load(facts.weights, coach, len(teams)))
        for coach, teams in teams_by_coach(facts, choice)
    ]


class Want(StrEnum):
    INSIDE = "INSIDE"  # nobody from inside the pathway can take it
    OUTSIDE = "OUTSIDE"  # nobody from outside can; of a team that takes one coach: nobody can
    PAIR = "PAIR"  # there is somebody for each side, and no two of them go together
    TAKEN = "TAKEN"  # there are pairs, and their coaches have other teams


@dataclass(frozen=True, slots=True)
class Taken:
    coach: CoachId
    teams: tuple[TeamId, ...]


@dataclass(frozen=True, slots=True)
class Unserved:
    """`emptied_by`: the rule, in their order, that left nobody; none if there was nobody to begin with.

    `by_rule`: how many people, or pairs, each rule refuses. `nearest`: the refusals of those against whom fewest rules
    stand. `taken`: the coaches who could, and what they have instead. `thought_of`: how many people, or pairs, in all.
    """

    team: TeamId
    want: Want
    emptied_by: Rule | None = None
    by_rule: tuple[tuple[Rule, int], ...] = ()
    nearest: tuple[Refusal, ...] = ()
    taken: tuple[Taken, ...] = ()
    thought_of: int = 0


def unserved(facts: Facts, choice: Choice) -> list[Unserved]:
    return [why_unserved(facts, choice, team) for name, team in facts.team.items() if name not in choice]


def why_unserved(facts: Facts, choice: Choice, team: Team) -> Unserved:
    inside = [coach for coach in facts.coach.values() if is_inside(coach, team)]
    outside = [coach for coach in facts.coach.values() if not is_inside(coach, team)]
    if team.needs_pair and not able(facts, inside, team):
        return _nobody(facts, inside, team, Want.INSIDE)
    if not able(facts, outside, team):
        return _nobody(facts, outside, team, Want.OUTSIDE)
    sides = [able(facts, side, team) for side in (inside, outside) if side is outside or team.needs_pair]
    return _no_pair(facts, list(product(*sides)), team) or _taken(facts, choice, list(product(*sides)), team)


def able(facts: Facts, coaches: Iterable[Coach], team: Team) -> list[Coach]:
    return [coach for coach in coaches if not any(refusals_of_coach(facts, coach, team))]


def _nobody(facts: Facts, coaches: list[Coach], team: Team, want: Want) -> Unserved:
    against = [tuple(refusals_of_coach(facts, coach, team)) for coach in coaches]
    emptied = _emptied_by(facts, coaches, team, OF_COACH)
    return Unserved(team.id, want, emptied, _by_rule(against), _nearest(against), thought_of=len(coaches))


def _emptied_by(facts: Facts, coaches: list[Coach], team: Team, rules: Iterable[OfCoach]) -> Rule | None:
    for rule in rules:
        refused = [rule(facts, coach, team) for coach in coaches]
        coaches = [coach for coach, against in zip(coaches, refused, strict=True) if against is None]
        if not coaches:
            return next((against.rule for against in refused if against), None)
    return None


def _by_rule(against: list[tuple[Refusal, ...]]) -> tuple[tuple[Rule, int], ...]:
    return tuple(sorted(Counter(refusal.rule for each in against for refusal in each).items()))


def _nearest(against: list[tuple[Refusal, ...]]) -> tuple[Refusal, ...]:
    fewest = min((len(each) for each in against), default=0)
    return tuple(refusal for each in [each for each in against if len(each) == fewest][:NEAREST] for refusal in each)


def _no_pair(facts: Facts, pairs: list[tuple[Coach, ...]], team: Team) -> Unserved | None:
    against = [tuple(refusals_of_pair(facts, pair, team)) for pair in pairs]
    if not all(against):
        return None
    rules = _by_rule(against)
    emptied = max(rules, key=lambda one: one[1])[0]
    return Unserved(team.id, Want.PAIR, emptied, rules, _nearest(against), thought_of=len(pairs))


def _taken(facts: Facts, choice: Choice, pairs: list[tuple[Coach, ...]], team: Team) -> Unserved:
    """All coaches of the pairs there are who have as many teams as they can, or one at the same time of the week."""
    could = {coach.id for pair in pairs if not any(refusals_of_pair(facts, pair, team)) for coach in pair}
    taken = tuple(
        Taken(coach.id, tuple(one.id for one in teams))
        for coach, teams in teams_by_coach(facts, choice)
        if coach.id in could and not can_take(coach, teams, team)
    )
    return Unserved(team.id, Want.TAKEN, taken=taken)


def can_take(coach: Coach, teams: list[Team], team: Team) -> bool:
    """One more, beside those that they are given."""
    return len(teams) < coach.places and not any(one.slot.overlaps(team.slot) for one in teams)


@dataclass(frozen=True, slots=True)
class Asked:
    """A pair that somebody asks for. Refused by `refusals`; or against what is decided already, by `problems`; or it
    can be, and then `instead` is the best proposal with it: so much less `served`, `kept` and of `quality`.
    """

    team: TeamId
    coaches: tuple[CoachId, ...]
    refusals: tuple[Refusal, ...] = ()
    problems: tuple[Problem, ...] = ()
    instead: Proposal | None = None
    served: int = 0
    kept: int = 0
    quality: int = 0


def why_not(
    facts: Facts, proposal: Proposal, team: Team, coaches: tuple[CoachId, ...], effort: Effort = USUAL
) -> Asked:
    against = tuple(refusals(facts, tuple(facts.coach[one] for one in coaches), team))
    if against:
        return Asked(team.id, coaches, refusals=against)
    pinned = facts.but(pins=facts.pins | {Pin(team.id, frozenset(coaches))})
    if found := problems(pinned):
        return Asked(team.id, coaches, problems=tuple(found))
    return _what_it_costs(facts, proposal, Asked(team.id, coaches, instead=propose(pinned, effort=effort)))


def _what_it_costs(facts: Facts, proposal: Proposal, asked: Asked) -> Asked:
    assert asked.instead is not None
    before, after = proposal.pairs, asked.instead.pairs
    return Asked(
        asked.team,
        asked.coaches,
        instead=asked.instead,
        served=sum(facts.team[one].weight for one in before) - sum(facts.team[one].weight for one in after),
        kept=kept(facts, before) - kept(facts, after),
        quality=quality(facts, before) - quality(facts, after),
    )


def altered(before: Choice, after: Choice) -> list[TeamId]:
    """Teams whose coaches are others now, or that are served in one of the two alone: for two side by side."""
    either = before.keys() | after.keys()
    return sorted(team for team in either if set(before.get(team, ())) != set(after.get(team, ())))
