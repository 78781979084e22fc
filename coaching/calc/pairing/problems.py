"""What contradicts itself in the facts, found before anything is solved: coded, with what it takes to say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .definition import overfull
from .facts import Coach, CoachId, Facts, Team, TeamId
from .rules import Refusal, Rule, is_inside, refusals_of_coach, refusals_of_pair


class Fault(StrEnum):
    COACH_TWICE = "COACH_TWICE"
    TEAM_TWICE = "TEAM_TWICE"
    COACH_UNKNOWN = "COACH_UNKNOWN"  # a pin or a ban names somebody who is no coach here, or a team came with them
    TEAM_UNKNOWN = "TEAM_UNKNOWN"
    PINNED_BUT_WITHDRAWN = "PINNED_BUT_WITHDRAWN"
    PINNED_AND_BANNED = "PINNED_AND_BANNED"
    TOO_MANY_NAMED = "TOO_MANY_NAMED"  # more coaches are pinned to a team, or came with it, than one side takes
    NAMED_BREAKS_A_RULE = "NAMED_BREAKS_A_RULE"
    NAMED_BEYOND_PLACES = "NAMED_BEYOND_PLACES"
    NAMED_AT_ONE_TIME = "NAMED_AT_ONE_TIME"
    BAN_WITHOUT_SENSE = "BAN_WITHOUT_SENSE"  # of nobody, or of more than two
    NUMBER_BELOW_NOTHING = "NUMBER_BELOW_NOTHING"
    WEIGHT_BELOW_ONE = "WEIGHT_BELOW_ONE"
    SLOT_ENDS_BEFORE_IT_BEGINS = "SLOT_ENDS_BEFORE_IT_BEGINS"


@dataclass(frozen=True, slots=True)
class Problem:
    fault: Fault
    teams: tuple[TeamId, ...] = ()
    coaches: tuple[CoachId, ...] = ()
    refusals: tuple[Refusal, ...] = ()


def problems(facts: Facts) -> list[Problem]:
    """In an order that follows from the facts. Where ids or numbers make no sense nothing further is asked."""
    senseless = [*twice(facts), *unknown(facts), *numbers(facts)]
    return senseless or [*withdrawn(facts), *bans(facts), *named(facts), *named_together(facts)]


def twice(facts: Facts) -> Iterator[Problem]:
    for coach, number in sorted(Counter(coach.id for coach in facts.coaches).items()):
        if number > 1:
            yield Problem(Fault.COACH_TWICE, coaches=(coach,))
    for team, number in sorted(Counter(team.id for team in facts.teams).items()):
        if number > 1:
            yield Problem(Fault.TEAM_TWICE, teams=(team,))


def unknown(facts: Facts) -> Iterator[Problem]:
    teams = {team.id for team in facts.teams}
    said = {(one.team, coach) for one in facts.pins | facts.bans for coach in one.coaches}
    said |= {(team.id, coach) for team in facts.teams for coach in team.brings}
    for team in sorted({one.team for one in facts.pins | facts.bans} - teams):
        yield Problem(Fault.TEAM_UNKNOWN, teams=(team,))
    for team, coach in sorted(said):
        if coach not in facts.coach:
            yield Problem(Fault.COACH_UNKNOWN, teams=(team,), coaches=(coach,))


def numbers(facts: Facts) -> Iterator[Problem]:
    for coach in facts.coach.values():
        if min(coach.places, coach.load, coach.coached, coach.travel_limit) < 0:
            yield Problem(Fault.NUMBER_BELOW_NOTHING, coaches=(coach.id,))
        if any(free.until <= free.since for free in coach.free):
            yield Problem(Fault.SLOT_ENDS_BEFORE_IT_BEGINS, coaches=(coach.id,))
    for team in facts.team.values():
        if team.weight < 1:
            yield Problem(Fault.WEIGHT_BELOW_ONE, teams=(team.id,))
        if team.slot.until <= team.slot.since:
            yield Problem(Fault.SLOT_ENDS_BEFORE_IT_BEGINS, teams=(team.id,))
    if facts.weights.load < 0 or min(facts.minutes.values(), default=0) < 0:
        yield Problem(Fault.NUMBER_BELOW_NOTHING)


def withdrawn(facts: Facts) -> Iterator[Problem]:
    for team, coaches in sorted(facts.pinned.items()):
        if team not in facts.team:
            yield Problem(Fault.PINNED_BUT_WITHDRAWN, (team,), tuple(sorted(coaches)))


def bans(facts: Facts) -> Iterator[Problem]:
    for team, banned in sorted(facts.banned.items()):
        for coaches in sorted(banned, key=sorted):
            if not 1 <= len(coaches) <= 2:
                yield Problem(Fault.BAN_WITHOUT_SENSE, (team,), tuple(sorted(coaches)))
            elif team in facts.team and coaches <= facts.named(facts.team[team]):
                yield Problem(Fault.PINNED_AND_BANNED, (team,), tuple(sorted(coaches)))


def named(facts: Facts) -> Iterator[Problem]:
    """Coaches that a team came with, or that are pinned to it, and that cannot take it."""
    for team in facts.team.values():
        coaches = tuple(facts.coach[one] for one in sorted(facts.named(team)))
        if too_many(coaches, team):
            yield Problem(Fault.TOO_MANY_NAMED, (team.id,), tuple(coach.id for coach in coaches))
            continue
        broken = [refusal for coach in coaches for refusal in refusals_of_coach(facts, coach, team)]
        if facts.is_settled(team):
            broken += refusals_of_pair(facts, coaches, team)
        of_rules = tuple(refusal for refusal in broken if refusal.rule is not Rule.BANNED)  # told by `bans`
        if of_rules:
            yield Problem(Fault.NAMED_BREAKS_A_RULE, (team.id,), tuple(coach.id for coach in coaches), of_rules)


def too_many(coaches: tuple[Coach, ...], team: Team) -> bool:
    """More than the team takes, or two for one side of a pair."""
    sides = [is_inside(coach, team) for coach in coaches]
    return len(coaches) > team.takes or len(set(sides)) < len(sides)


def named_together(facts: Facts) -> Iterator[Problem]:
    """A coach whose team still needs another one may be given elsewhere; pinned, or in a pair that is settled, not."""
    kept = {team.id: facts.named(team) for team in facts.team.values() if facts.is_settled(team)}
    named = {**facts.pinned, **kept}
    for coach in facts.coach.values():
        teams = [team for name, team in facts.team.items() if coach.id in named.get(name, ())]
        for refusal in overfull(coach, teams):
            beyond = refusal.rule is Rule.NO_PLACE
            if beyond and coach.places == 0:
                continue  # told of each team already
            fault = Fault.NAMED_BEYOND_PLACES if beyond else Fault.NAMED_AT_ONE_TIME
            yield Problem(fault, refusal.others, (coach.id,), (refusal,))
