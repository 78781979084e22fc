"""The smallest change that would serve a team, found by trying: nobody who is served now is left out for it.

Smaller is what leaves everybody else's pair as it is; then what comes first in the order of `possible`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

import numpy as np

from .bound import AtLeast
from .definition import Choice, pairs_for, teams_by_coach
from .effort import USUAL, Effort
from .facts import Ban, CoachId, Facts, Pair, Pin, Slot, Team, TeamId
from .first_links import first_links
from .goal import best_quality, most_kept
from .grid import Grid
from .problems import problems
from .reasons import altered, can_take
from .rules import Refusal, Rule, refusals_of_coach
from .score import parts
from .step import Step


class Change(Protocol):
    def applied(self, facts: Facts) -> Facts: ...


class OfCoach(Change, Protocol):
    @property
    def coach(self) -> CoachId: ...


@dataclass(frozen=True, slots=True)
class LiftBan:
    ban: Ban

    def applied(self, facts: Facts) -> Facts:
        return facts.but(bans=facts.bans - {self.ban})


@dataclass(frozen=True, slots=True)
class LiftPin:
    pin: Pin

    def applied(self, facts: Facts) -> Facts:
        return facts.but(pins=facts.pins - {self.pin})


@dataclass(frozen=True, slots=True)
class MoveSlot:
    team: TeamId
    slot: Slot

    def applied(self, facts: Facts) -> Facts:
        return with_team(facts, self.team, slot=self.slot)


@dataclass(frozen=True, slots=True)
class LetOnline:
    """A coach of this team may come online."""

    team: TeamId

    def applied(self, facts: Facts) -> Facts:
        return with_team(facts, self.team, online=True)


@dataclass(frozen=True, slots=True)
class TravelFurther:
    coach: CoachId
    minutes: int

    def applied(self, facts: Facts) -> Facts:
        return with_coach(facts, self.coach, travel_limit=self.minutes)


@dataclass(frozen=True, slots=True)
class OneMorePlace:
    coach: CoachId

    def applied(self, facts: Facts) -> Facts:
        return with_coach(facts, self.coach, places=facts.coach[self.coach].places + 1)


@dataclass(frozen=True, slots=True)
class Train:
    """This coach joins the programme."""

    coach: CoachId
    programme: str

    def applied(self, facts: Facts) -> Facts:
        return with_coach(facts, self.coach, programmes=facts.coach[self.coach].programmes | {self.programme})


def with_team(facts: Facts, name: TeamId, **changed: object) -> Facts:
    return facts.but(teams=tuple(team.but(**changed) if team.id == name else team for team in facts.teams))


def with_coach(facts: Facts, name: CoachId, **changed: object) -> Facts:
    return facts.but(coaches=tuple(coach.but(**changed) if coach.id == name else coach for coach in facts.coaches))


@dataclass(frozen=True, slots=True)
class Remedy:
    """With these changes `pair` could take the team; `altered`: other teams whose coaches would be others then."""

    team: TeamId
    changes: tuple[Change, ...]
    pair: Pair
    altered: tuple[TeamId, ...] = ()


FEW = 8  # people who are thought of for each kind of change
TWO_OF = 16  # changes of which two together are tried


def smallest_change(facts: Facts, choice: Choice, team: Team, effort: Effort = USUAL) -> Remedy | None:
    """None: no change that is tried here would do, nor two of them."""
    changes = list(possible(facts, choice, team))
    singly = [(change,) for change in changes]
    for some in singly:
        if pair := pair_beside(after(facts, *some), choice, team):
            return Remedy(team.id, some, pair)
    for some in singly:
        if moved := moving_others(after(facts, *some), choice, team, effort):
            others = tuple(one for one in altered(choice, moved) if one != team.id)
            return Remedy(team.id, some, moved[team.id], others)
    for two in _twos(facts, choice, team, changes[:TWO_OF]):
        if pair := pair_beside(after(facts, *two), choice, team):
            return Remedy(team.id, two, pair)
    return None


def _twos(facts: Facts, choice: Choice, team: Team, changes: Sequence[Change]) -> Iterator[tuple[Change, Change]]:
    """Of what is possible now; then a person, against whom nothing stands any more but what they can change."""
    yield from combinations(changes, 2)
    for first in changes:
        if isinstance(first, MoveSlot | LetOnline):
            changed = after(facts, first)
            yield from ((first, second) for second in _of_people(changed, choice, changed.team[team.id]))


def possible(facts: Facts, choice: Choice, team: Team) -> Iterator[Change]:
    """From what costs nobody anything to what asks most of people."""
    yield from (LiftBan(ban) for ban in sorted(facts.bans, key=_by_id) if ban.team == team.id)
    yield from (LiftPin(pin) for pin in sorted(facts.pins, key=_by_id))
    yield from (MoveSlot(team.id, slot) for slot in other_slots(facts, team))
    if not team.online and team.site is not None:
        yield LetOnline(team.id)
    yield from _of_people(facts, choice, team)


def _by_id(one: Pin | Ban) -> tuple[TeamId, list[CoachId]]:
    return one.team, sorted(one.coaches)


def other_slots(facts: Facts, team: Team) -> list[Slot]:
    """The same time on another day of the working week; then times at which other teams meet, on the same day first."""
    length = team.slot.until - team.slot.since
    begins = sorted({one.slot.since for one in facts.team.values()}, key=lambda at: (abs(at - team.slot.since), at))
    days = sorted(range(5), key=lambda day: (day != team.slot.weekday, day))
    every = [Slot(day, at, at + length) for at in begins for day in days]
    return [slot for slot in every if slot != team.slot]


def _of_people(facts: Facts, choice: Choice, team: Team) -> Iterator[Change]:
    """What is asked of somebody against whom nothing else stands."""
    given = {coach.id: teams for coach, teams in teams_by_coach(facts, choice)}
    further: list[tuple[int, TravelFurther]] = []
    fuller: list[tuple[int, OneMorePlace]] = []
    trained: list[tuple[int, Train]] = []
    for coach in facts.coach.values():
        against = list(refusals_of_coach(facts, coach, team))
        rules = [refusal.rule for refusal in against]
        if rules == [Rule.TOO_FAR]:
            further.append((_minutes(against[0]) - coach.travel_limit, TravelFurther(coach.id, _minutes(against[0]))))
        if rules == [Rule.NO_PLACE] or (not rules and len(given.get(coach.id, ())) >= coach.places):
            fuller.append((coach.load + len(given.get(coach.id, ())), OneMorePlace(coach.id)))
        if rules == [Rule.NOT_QUALIFIED]:
            trained.append((-coach.coached, Train(coach.id, team.programme)))
    yield from _least(further)
    yield from _least(fuller)
    yield from _least(trained)


def _least(asked: Sequence[tuple[int, OfCoach]]) -> list[OfCoach]:
    return [change for _size, change in sorted(asked, key=lambda one: (one[0], one[1].coach))[:FEW]]


def _minutes(refusal: Refusal) -> int:
    return refusal.minutes or 0


def after(facts: Facts, *changes: Change) -> Facts:
    for change in changes:
        facts = change.applied(facts)
    return facts


def pair_beside(facts: Facts, choice: Choice, team: Team) -> Pair | None:
    """The best pair that can take the team while all others keep theirs."""
    team, given = facts.team[team.id], {coach.id: teams for coach, teams in teams_by_coach(facts, choice)}
    spare = tuple(coach for coach in facts.coach.values() if can_take(coach, given.get(coach.id, []), team))
    if not {coach.id for coach in spare} >= facts.named(team):
        return None
    pairs = pairs_for(facts.but(coaches=spare), team)
    return max(pairs, key=lambda pair: (_total(facts, pair, team), pair), default=None)


def _total(facts: Facts, pair: Pair, team: Team) -> int:
    return parts(facts, tuple(facts.coach[one] for one in pair), team).total


def moving_others(facts: Facts, choice: Choice, team: Team, effort: Effort) -> Choice | None:
    """Everybody who is served is still, the team as well, and as few others as can be have other coaches."""
    if problems(facts):
        return None
    grid = Grid(facts.but(previous=choice))
    row_of = {one.id: row for row, one in enumerate(grid.teams)}
    must = np.array([one.id in choice or one.id == team.id for one in grid.teams], bool)
    if not grid.can_be_served[must].all():
        return None
    links = first_links(grid, best_quality(grid), effort)
    links[row_of[team.id]] = grid.allowed[row_of[team.id]]
    for row, columns in grid.before.items():
        links[row, list(columns)] = True
    chosen, _most = Step(grid, most_kept(grid), links, must, AtLeast(), effort).in_whole_numbers(links, {})
    return grid.by_id(chosen) if chosen else None
