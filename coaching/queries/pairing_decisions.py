"""Decisions of people, as pairing knows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import combinations

from ..calc.pairing.facts import Ban, CoachId, Facts, Pin
from ..calc.pairing.rules import is_inside
from ..enums import DecisionKind
from ..models import PairDecision

POINTS = {DecisionKind.RATHER_NOT: -1}  # a wish is one point; what a point counts is one of the weights


def pins(decisions: Iterable[PairDecision]) -> frozenset[Pin]:
    return frozenset(Pin(team_id(one), coach_ids(one)) for one in decisions if one.kind == DecisionKind.PIN)


def bans(decisions: Iterable[PairDecision]) -> frozenset[Ban]:
    return frozenset(Ban(team_id(one), coach_ids(one)) for one in decisions if one.kind == DecisionKind.BAN)


def brought(decisions: Iterable[PairDecision]) -> dict[int, frozenset[CoachId]]:
    """By team: the coaches that it came with."""
    found: dict[int, frozenset[CoachId]] = defaultdict(frozenset)
    for one in decisions:
        if one.kind == DecisionKind.BROUGHT:
            found[one.team_id] |= coach_ids(one)
    return found


def wishes(decisions: Iterable[PairDecision], *kinds: DecisionKind) -> list[tuple[str, CoachId, int]]:
    """Team, coach and points."""
    told = [one for one in decisions if one.kind in kinds]
    return [(team_id(one), str(one.coach.person.uuid), POINTS.get(DecisionKind(one.kind), 1)) for one in told]


def team_id(decision: PairDecision) -> str:
    return str(decision.team.uuid)


def coach_ids(decision: PairDecision) -> frozenset[CoachId]:
    return frozenset(str(coach.person.uuid) for coach in decision.coaches)


def never_two_first(facts: Facts, hard: Collection[str]) -> frozenset[Ban]:
    """A hard team is never given two coaches neither of whom has coached before: each such pair is banned from it."""
    first = [coach for coach in facts.coaches if coach.coached == 0]
    return frozenset(
        Ban(team.id, frozenset({one.id, other.id}))
        for team in facts.teams
        if team.id in hard and team.needs_pair
        for one, other in combinations(first, 2)
        if is_inside(one, team) != is_inside(other, team)
    )
