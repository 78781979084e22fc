"""How good a pair is for a team, in its parts: sums of whole numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from .facts import Coach, CoachId, Facts, Team, TeamId
from .weights import Weights

LOTS = 1_000_000


@dataclass(frozen=True, slots=True)
class Parts:
    travel: int
    spread: int
    preference: int
    continuity: int

    @property
    def total(self) -> int:
        return self.travel + self.spread + self.preference + self.continuity


def parts(facts: Facts, coaches: tuple[Coach, ...], team: Team) -> Parts:
    return Parts(
        travel=sum(travel(facts, coach, team) for coach in coaches),
        spread=spread(facts.weights, coaches),
        preference=sum(preference(facts.weights, coach, team) for coach in coaches),
        continuity=sum(continuity(facts.weights, coach, team) for coach in coaches),
    )


def travel(facts: Facts, coach: Coach, team: Team) -> int:
    return -facts.weights.travel * (facts.journey(coach, team) or 0)


def preference(weights: Weights, coach: Coach, team: Team) -> int:
    return weights.preference * (coach.prefers.get(team.id, 0) + team.prefers.get(coach.id, 0))


def continuity(weights: Weights, coach: Coach, team: Team) -> int:
    return weights.continuity if team.id in coach.past_teams else 0


def spread(weights: Weights, coaches: tuple[Coach, ...]) -> int:
    return weights.spread * points_of_spread(*(experience(weights, coach) for coach in coaches))


FIRST_TIME, SOME, EXPERIENCED = range(3)


def experience(weights: Weights, coach: Coach) -> int:
    if coach.coached == 0:
        return FIRST_TIME
    return EXPERIENCED if coach.coached >= weights.experienced_from else SOME


def points_of_spread(*of: int) -> int:
    if of == (FIRST_TIME, FIRST_TIME):
        return -1
    return 1 if set(of) == {FIRST_TIME, EXPERIENCED} else 0


def load(weights: Weights, coach: Coach, more: int) -> int:
    """What so many more teams take off, given those that the coach has."""
    return -weights.load * sum(range(coach.load, coach.load + more))


def lot(team: TeamId, coach: CoachId) -> int:
    """Between proposals that are equally good the lot decides: always the same one, and nobody's by the alphabet."""
    return int.from_bytes(blake2b(f"{team}\n{coach}".encode(), digest_size=8).digest()) % LOTS


def lots(team: TeamId, coaches: Iterable[CoachId]) -> int:
    return sum(lot(team, coach) for coach in coaches)
