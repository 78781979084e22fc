"""Every team beside every coach, as numbers: who may take what, and what it is worth. The rules of `rules.py` and the
sums of `score.py`, for all of them at once; tests compare the two cell by cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .facts import Coach, CoachId, Facts, Pair, Site, Slot, Team, TeamId
from .rules import in_order, is_inside, refusals
from .score import experience, lot, points_of_spread

Whole: TypeAlias = NDArray[np.int64]
Truth: TypeAlias = NDArray[np.bool_]

NEVER = -(1 << 50)  # worse than any sum of values, and far from the end of the whole numbers
KINDS = 6  # of coaches, by experience and by clinical or not: what the worth of two coaches together depends on


def kind(facts: Facts, coach: Coach) -> int:
    return 2 * experience(facts.weights, coach) + coach.clinical


def worth_together(facts: Facts) -> Whole:
    """Of a coach of one kind with a coach of another; never for two of whom neither is clinical."""
    together = [[points_of_spread(one // 2, other // 2) for other in range(KINDS)] for one in range(KINDS)]
    clinical = [[one % 2 or other % 2 for other in range(KINDS)] for one in range(KINDS)]
    return np.where(np.array(clinical, bool), np.array(together, np.int64) * facts.weights.spread, NEVER)


@dataclass(frozen=True)
class Grid:
    """Teams by id; coaches by kind and then by id, so that each kind is a stretch of columns."""

    facts: Facts

    @cached_property
    def teams(self) -> list[Team]:
        return list(self.facts.team.values())

    @cached_property
    def coaches(self) -> list[Coach]:
        return sorted(self.facts.coach.values(), key=lambda coach: (kind(self.facts, coach), coach.id))

    @cached_property
    def column(self) -> dict[CoachId, int]:
        return {coach.id: column for column, coach in enumerate(self.coaches)}

    @cached_property
    def kinds(self) -> Whole:
        return np.array([kind(self.facts, coach) for coach in self.coaches], np.int64)

    @cached_property
    def stretches(self) -> list[slice]:
        edges = np.searchsorted(self.kinds, range(KINDS + 1))
        return [slice(int(since), int(until)) for since, until in zip(edges, edges[1:], strict=False)]

    @cached_property
    def together(self) -> Whole:
        return worth_together(self.facts)

    @cached_property
    def in_pairs(self) -> Truth:
        return np.array([team.needs_pair for team in self.teams], bool)

    @cached_property
    def settled(self) -> Truth:
        return np.array([self.facts.is_settled(team) for team in self.teams], bool)

    @cached_property
    def weights(self) -> Whole:
        """Of each team; one of whose coaches one is pinned weighs more than all the others together."""
        most = sum(team.weight for team in self.teams) + 1
        half = [team.id in self.facts.pinned and not self.facts.is_settled(team) for team in self.teams]
        return np.array([team.weight + most * first for team, first in zip(self.teams, half, strict=True)], np.int64)

    @cached_property
    def can_be_served(self) -> Truth:
        """Somebody may take each side of it. That these go together is not asked."""
        inside, outside = (self.allowed & self.inside).any(axis=1), (self.allowed & ~self.inside).any(axis=1)
        can: Truth = outside & (inside | ~self.in_pairs)
        return can

    @cached_property
    def places(self) -> Whole:
        return np.array([coach.places for coach in self.coaches], np.int64)

    @cached_property
    def loads(self) -> Whole:
        return np.array([coach.load for coach in self.coaches], np.int64)

    @cached_property
    def inside(self) -> Truth:
        """Whose coach would be one from inside; of a team that takes only one coach nobody is."""
        pathways = sorted({team.pathway for team in self.teams})
        belong = {one: self._who(coach for coach in self.coaches if one in coach.inside) for one in pathways}
        nobody = np.zeros(len(self.coaches), bool)
        return self._rows(belong[team.pathway] if team.needs_pair else nobody for team in self.teams)

    @cached_property
    def allowed(self) -> Truth:
        """Against whom no rule about one coach stands."""
        return self._rows(self._allowed_for(team) for team in self.teams) & ~self._left_to_the_named

    @cached_property
    def values(self) -> Whole:
        """What each coach adds to the quality of each team's pair by being in it."""
        weights = self.facts.weights
        minutes = self._rows(self._minutes[team.site, team.online] for team in self.teams)
        found: Whole = -weights.travel * np.maximum(minutes, 0)
        ids = list(self.column)
        for row, team in enumerate(self.teams):
            if team.prefers:
                found[row] += weights.preference * np.array([team.prefers.get(one, 0) for one in ids], np.int64)
        row_of = {team.id: row for row, team in enumerate(self.teams)}
        for column, coach in enumerate(self.coaches):
            for team_id, points in coach.prefers.items():
                if team_id in row_of:
                    found[row_of[team_id], column] += weights.preference * points
            for team_id in coach.past_teams & row_of.keys():
                found[row_of[team_id], column] += weights.continuity
        return found

    @cached_property
    def lots(self) -> Whole:
        return self._rows(np.array([lot(team.id, one) for one in self.column], np.int64) for team in self.teams)

    @cached_property
    def moments(self) -> Truth:
        """By row, the teams that are meeting when this one begins, itself among them."""
        slots = [(team.slot.weekday, team.slot.since, team.slot.until) for team in self.teams]
        days, since, until = np.array(slots, np.int64).reshape(-1, 3).T
        meeting: Truth = (days == days[:, None]) & (since <= since[:, None]) & (since[:, None] < until)
        return meeting

    def are_apart(self, row: int, one: int, other: int) -> bool:
        """Two coaches who do not go together, at all or for this team."""
        first, second, team = self.coaches[one], self.coaches[other], self.teams[row]
        at_odds = first.id in second.conflicts or second.id in first.conflicts
        return at_odds or frozenset({first.id, second.id}) in self.facts.banned.get(team.id, ())

    @cached_property
    def before(self) -> dict[int, tuple[int, ...]]:
        """By row, the columns of the pair that the team had in the proposal before, if it can have it again."""
        found = {}
        for row, team in enumerate(self.teams):
            pair = (self.facts.previous or {}).get(team.id)
            if pair and self.can_be(team, pair):
                found[row] = self.columns(team, pair)
        return found

    def columns(self, team: Team, pair: Iterable[CoachId]) -> tuple[int, ...]:
        return tuple(self.column[one] for one in in_order(self.facts, frozenset(pair), team))

    def by_id(self, chosen: Mapping[int, tuple[int, ...]]) -> dict[TeamId, Pair]:
        return {self.teams[row].id: tuple(self.coaches[one].id for one in pair) for row, pair in sorted(chosen.items())}

    @cached_property
    def settled_pairs(self) -> dict[int, tuple[int, ...]]:
        return {
            row: self.columns(team, self.facts.named(team)) for row, team in enumerate(self.teams) if self.settled[row]
        }

    def can_be(self, team: Team, pair: Pair) -> bool:
        """In this proposal, by all rules about one team."""
        if not all(one in self.column for one in pair):
            return False
        return not any(refusals(self.facts, tuple(self.facts.coach[one] for one in pair), team))

    def _who(self, coaches: Iterable[Coach]) -> Truth:
        found = np.zeros(len(self.coaches), bool)
        found[[self.column[coach.id] for coach in coaches]] = True
        return found

    def _rows(self, rows: Iterable[NDArray[Any]]) -> NDArray[Any]:
        found = list(rows)
        return np.array(found) if found else np.zeros((0, len(self.coaches)), np.int64)

    def _allowed_for(self, team: Team) -> Truth:
        return (
            self._qualified[team.programme]
            & self._free[team.slot]
            & (self._minutes[team.site, team.online] >= 0)
            & ~self._against(team)
        )

    @cached_property
    def _qualified(self) -> dict[str, Truth]:
        """Qualified, here, and with a place left."""
        here = [coach for coach in self.coaches if not coach.away and coach.places > 0]
        programmes = sorted({team.programme for team in self.teams})
        return {one: self._who(coach for coach in here if one in coach.programmes) for one in programmes}

    @cached_property
    def _free(self) -> dict[Slot, Truth]:
        return {
            slot: self._who(coach for coach in self.coaches if any(free.covers(slot) for free in coach.free))
            for slot in sorted({team.slot for team in self.teams})
        }

    @cached_property
    def _minutes(self) -> dict[tuple[Site | None, bool], Whole]:
        """By where a team meets: what coaching there counts as, for each coach; below nothing if it cannot be done."""
        examples = {(team.site, team.online): team for team in self.teams}
        return {where: self._journeys(team) for where, team in examples.items()}

    def _journeys(self, team: Team) -> Whole:
        told = (self.facts.journey(coach, team) for coach in self.coaches)
        return np.array([-1 if minutes is None else minutes for minutes in told], np.int64)

    def _against(self, team: Team) -> Truth:
        """Members, managers, conflicts and bans: few beside all coaches, so each is looked up."""
        found = np.zeros(len(self.coaches), bool)
        outsiders = set(team.members).union(*(chain[:2] for chain in team.managers.values()))
        for one in outsiders & self.column.keys():
            coach = self.coaches[self.column[one]]
            found[self.column[one]] = not is_inside(coach, team) and (team.needs_pair or one not in team.brings)
        conflicts = set(team.conflicts).union(*(self._in_conflict.get(one, ()) for one in (team.id, *team.members)))
        banned = {one for coaches in self.facts.banned.get(team.id, ()) if len(coaches) == 1 for one in coaches}
        for one in (conflicts | banned) & self.column.keys():
            found[self.column[one]] = True
        return found

    @cached_property
    def _in_conflict(self) -> dict[str, set[CoachId]]:
        """By team or person, the coaches who declared a conflict with them."""
        found: dict[str, set[CoachId]] = {}
        for coach in self.coaches:
            for other in coach.conflicts:
                found.setdefault(other, set()).add(coach.id)
        return found

    @cached_property
    def _left_to_the_named(self) -> Truth:
        found = np.zeros(self.inside.shape, bool)
        for row, team in enumerate(self.teams):
            for one in self.facts.named(team):
                column = self.column[one]
                found[row] |= self.inside[row] == self.inside[row, column]
            for one in self.facts.named(team):
                found[row, self.column[one]] = False
        return found
