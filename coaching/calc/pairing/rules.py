"""The hard rules. Each is a function that finds nothing, or the refusal with all that it takes to say it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TypeAlias

from .facts import Away, Coach, CoachId, Facts, Pair, PersonId, Slot, Team, TeamId


class Rule(StrEnum):
    NOT_QUALIFIED = "NOT_QUALIFIED"  # neither certified nor in training for the programme
    AWAY = "AWAY"
    NO_PLACE = "NO_PLACE"  # the coach has no place left
    MEMBER = "MEMBER"
    LINE_MANAGER = "LINE_MANAGER"
    CONFLICT = "CONFLICT"
    NOT_FREE = "NOT_FREE"
    TOO_FAR = "TOO_FAR"
    TRAVEL_UNKNOWN = "TRAVEL_UNKNOWN"
    BANNED = "BANNED"
    OTHERS_NAMED = "OTHERS_NAMED"  # the team came with another coach, or one is pinned
    WRONG_NUMBER = "WRONG_NUMBER"
    NOBODY_INSIDE = "NOBODY_INSIDE"
    NOBODY_OUTSIDE = "NOBODY_OUTSIDE"
    NOBODY_CLINICAL = "NOBODY_CLINICAL"
    AT_ONE_TIME = "AT_ONE_TIME"  # the coach would have two teams at one time of the week


@dataclass(frozen=True, slots=True)
class Managed:
    """A member whom the coach manages: 1 directly, 2 through somebody between them."""

    member: PersonId
    steps: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why these coaches cannot take this team. What a rule has no use for is empty."""

    rule: Rule
    team: TeamId
    coaches: tuple[CoachId, ...]
    managed: tuple[Managed, ...] = ()
    conflicts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()  # the coaches who are named, or the teams at one time
    slot: Slot | None = None
    away: Away | None = None
    minutes: int | None = None
    limit: int | None = None


OfCoach: TypeAlias = Callable[[Facts, Coach, Team], Refusal | None]
OfPair: TypeAlias = Callable[[Facts, tuple[Coach, ...], Team], Refusal | None]


def is_inside(coach: Coach, team: Team) -> bool:
    return team.needs_pair and team.pathway in coach.inside


def is_qualified(facts: Facts, coach: Coach, team: Team) -> Refusal | None:
    if team.programme in coach.programmes:
        return None
    return Refusal(Rule.NOT_QUALIFIED, team.id, (coach.id,))


def is_here(facts: Facts, coach: Coach, team: Team) -> Refusal | None:
    return Refusal(Rule.AWAY, team.id, (coach.id,), away=coach.away) if coach.away else None


def has_a_place(facts: Facts, coach: Coach, team: Team) -> Refusal | None:
    return None if coach.places > 0 else Refusal(Rule.NO_PLACE, team.id, (coach.id,))


def is_no_member(facts: Facts, coach: Coach, team: Team) -> Refusal | None:
    """Whoever coaches from inside belongs to the pathway and may; so may a coach who brought the team."""
    if is_inside(coach, team) or coach.id not in team.members or brought_alone(coach, team):
        return None
    return Refusal(Rule.MEMBER, team.id, (coach.id,))


def is_no_manager(facts: Facts, coach: Coach, team: Team) -> Refusal | None:
    if is_inside(coach, team) or brought_alone(coach, team):
        return None
    managed = managed_by(coach, team)
    return Refusal(Rule.LINE_MANAGER, team.id, (coach.id,), managed=managed) if managed else None


def has_no_conflict(facts: Facts, coach: Coach, team: Team) -> Refusal | None:
    against = coach.conflicts & ({team.id} | team.members)
    if coach.id in team.conflicts:
        against |= {team.id}
    return Refusal(Rule.CONFLICT, team.id, (coach.id,), conflicts=tuple(sorted(against))) if against else None


def is_free(facts: Facts, coach: Coach, team: Team) -> Refusal | None:
    if any(free.covers(team.slot) for free in coach.free):
        return None
    return Refusal(Rule.NOT_FREE, team.id, (coach.id,), slot=team.slot)


def is_near(facts: Facts, coach: Coach, team: Team) -> Refusal | None:
    if facts.journey(coach, team) is not None:
        return None
    minutes = facts.travel(coach, team)
    rule = Rule.TRAVEL_UNKNOWN if minutes is None else Rule.TOO_FAR
    return Refusal(rule, team.id, (coach.id,), minutes=minutes, limit=coach.travel_limit)


def is_not_banned(facts: Facts, coach: Coach, team: Team) -> Refusal | None:
    if frozenset({coach.id}) in facts.banned.get(team.id, ()):
        return Refusal(Rule.BANNED, team.id, (coach.id,))
    return None


def leaves_the_named(facts: Facts, coach: Coach, team: Team) -> Refusal | None:
    """Where a coach is named already, nobody else takes that side."""
    others = tuple(
        sorted(one for one in facts.named(team) - {coach.id} if is_on_one_side(coach, facts.coach[one], team))
    )
    if coach.id in facts.named(team) or not others:
        return None
    return Refusal(Rule.OTHERS_NAMED, team.id, (coach.id,), others=others)


def is_of_number(facts: Facts, coaches: tuple[Coach, ...], team: Team) -> Refusal | None:
    if len({coach.id for coach in coaches}) == len(coaches) == team.takes:
        return None
    return Refusal(Rule.WRONG_NUMBER, team.id, ids(coaches))


def has_one_inside(facts: Facts, coaches: tuple[Coach, ...], team: Team) -> Refusal | None:
    if not team.needs_pair or any(is_inside(coach, team) for coach in coaches):
        return None
    return Refusal(Rule.NOBODY_INSIDE, team.id, ids(coaches))


def has_one_outside(facts: Facts, coaches: tuple[Coach, ...], team: Team) -> Refusal | None:
    if not all(is_inside(coach, team) for coach in coaches):
        return None
    return Refusal(Rule.NOBODY_OUTSIDE, team.id, ids(coaches))


def has_one_clinical(facts: Facts, coaches: tuple[Coach, ...], team: Team) -> Refusal | None:
    if not team.needs_pair or any(coach.clinical for coach in coaches):
        return None
    return Refusal(Rule.NOBODY_CLINICAL, team.id, ids(coaches))


def get_on(facts: Facts, coaches: tuple[Coach, ...], team: Team) -> Refusal | None:
    for one, other in combinations(coaches, 2):
        if other.id in one.conflicts or one.id in other.conflicts:
            return Refusal(Rule.CONFLICT, team.id, ids(coaches), conflicts=tuple(sorted((one.id, other.id))))
    return None


def are_not_banned(facts: Facts, coaches: tuple[Coach, ...], team: Team) -> Refusal | None:
    if len(coaches) == 2 and frozenset(ids(coaches)) in facts.banned.get(team.id, ()):
        return Refusal(Rule.BANNED, team.id, ids(coaches))
    return None


OF_COACH: tuple[OfCoach, ...] = (
    is_qualified,
    is_here,
    has_a_place,
    is_no_member,
    is_no_manager,
    has_no_conflict,
    is_free,
    is_near,
    is_not_banned,
    leaves_the_named,
)
OF_PAIR: tuple[OfPair, ...] = (
    is_of_number,
    has_one_inside,
    has_one_outside,
    has_one_clinical,
    get_on,
    are_not_banned,
)


def refusals_of_coach(facts: Facts, coach: Coach, team: Team) -> Iterator[Refusal]:
    return (refusal for rule in OF_COACH if (refusal := rule(facts, coach, team)))


def refusals_of_pair(facts: Facts, coaches: tuple[Coach, ...], team: Team) -> Iterator[Refusal]:
    """What stands against these coaches together; what stands against each of them is asked for each."""
    return (refusal for rule in OF_PAIR if (refusal := rule(facts, coaches, team)))


def refusals(facts: Facts, coaches: tuple[Coach, ...], team: Team) -> Iterator[Refusal]:
    for coach in coaches:
        yield from refusals_of_coach(facts, coach, team)
    yield from refusals_of_pair(facts, coaches, team)


def warnings(facts: Facts, coaches: tuple[Coach, ...], team: Team) -> Iterator[Refusal]:
    """What is allowed and should be known: a coach from inside, or who brought the team, manages members of it."""
    for coach in coaches:
        allowed = is_inside(coach, team) or brought_alone(coach, team)
        if allowed and (managed := managed_by(coach, team)):
            yield Refusal(Rule.LINE_MANAGER, team.id, (coach.id,), managed=managed)


def managed_by(coach: Coach, team: Team) -> tuple[Managed, ...]:
    """The members whose line manager this coach is, directly or two levels up."""
    return tuple(
        Managed(member, chain[:2].index(coach.id) + 1)
        for member, chain in sorted(team.managers.items())
        if coach.id in chain[:2]
    )


def brought_alone(coach: Coach, team: Team) -> bool:
    """A microsystem brought by its coach, who may well be one of it."""
    return not team.needs_pair and coach.id in team.brings


def is_on_one_side(one: Coach, other: Coach, team: Team) -> bool:
    return is_inside(one, team) == is_inside(other, team)


def in_order(facts: Facts, coaches: frozenset[CoachId], team: Team) -> Pair:
    """The inside coach first."""
    return tuple(sorted(coaches, key=lambda one: (not is_inside(facts.coach[one], team), one)))


def ids(coaches: tuple[Coach, ...]) -> tuple[CoachId, ...]:
    return tuple(coach.id for coach in coaches)
