"""What pairing knows: coaches, teams, the way between sites, and what a person has decided already.

Ids are texts that stay the same from run to run. A coach's id is that of the person, so that a coach can be found among
the members of a team, and among the managers of its members.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

from .weights import Weights

CoachId: TypeAlias = str
TeamId: TypeAlias = str
PersonId: TypeAlias = str
Site: TypeAlias = str


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A time of the week, in minutes after midnight. Monday is 0."""

    weekday: int
    since: int
    until: int

    def covers(self, other: Slot) -> bool:
        return self.weekday == other.weekday and self.since <= other.since and other.until <= self.until

    def overlaps(self, other: Slot) -> bool:
        return self.weekday == other.weekday and self.since < other.until and other.since < self.until


@dataclass(frozen=True, slots=True)
class Away:
    """Days without this coach, so many of the time ahead that no team can be given. Whoever asks decides how many."""

    since: dt.date
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Coach:
    """`programmes`: those that this coach is certified or in training for. `inside`: the pathways they belong to.

    `places`: how many teams more they can take; `load`: how many they coach now; `coached`: how many
    they coached before.
    `free`: times of the week that nothing else has taken, the teams they coach now included.
    `conflicts`: teams, people and coaches that they declared a conflict with. `prefers`: points by team.
    """

    id: CoachId
    programmes: frozenset[str]
    clinical: bool = False
    inside: frozenset[str] = frozenset()
    places: int = 1
    load: int = 0
    coached: int = 0
    past_teams: frozenset[TeamId] = frozenset()
    site: Site | None = None
    travel_limit: int = 0
    online: bool = False
    free: tuple[Slot, ...] = ()
    away: Away | None = None
    conflicts: frozenset[str] = frozenset()
    prefers: Mapping[TeamId, int] = field(default_factory=dict)

    def but(self, **changed: object) -> Coach:
        return replace(self, **changed)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Team:
    """`needs_pair`: a coach from inside the pathway and one from outside it; otherwise one coach from outside the team.

    `site`: where it meets, None if only online; `online`: a coach may come online.
    `managers`: of each member the line manager, then the manager's manager. `brings`: the coaches that it came with.
    `prefers`: points by coach. `conflicts`: coaches that the team declared a conflict with.
    """

    id: TeamId
    programme: str
    pathway: str
    slot: Slot
    needs_pair: bool = True
    weight: int = 1
    site: Site | None = None
    online: bool = False
    members: frozenset[PersonId] = frozenset()
    managers: Mapping[PersonId, tuple[PersonId, ...]] = field(default_factory=dict)
    brings: frozenset[CoachId] = frozenset()
    conflicts: frozenset[CoachId] = frozenset()
    prefers: Mapping[CoachId, int] = field(default_factory=dict)
    withdrawn: bool = False

    def but(self, **changed: object) -> Team:
        return replace(self, **changed)  # type: ignore[arg-type]

    @property
    def takes(self) -> int:
        return 2 if self.needs_pair else 1


@dataclass(frozen=True, slots=True)
class Pin:
    """These coaches for this team. Naming all that it takes, it is kept; naming one of two, it goes before all else."""

    team: TeamId
    coaches: frozenset[CoachId]


@dataclass(frozen=True, slots=True)
class Ban:
    """Not these coaches for this team: not this one, or not these two together."""

    team: TeamId
    coaches: frozenset[CoachId]


Pair: TypeAlias = tuple[CoachId, ...]
"""The coaches of one team: the inside coach and then the outside one, or the only one."""


@dataclass(frozen=True)
class Facts:
    """All that a proposal is made of. The order of coaches, teams, pins and bans means nothing.

    `minutes`: the way between two sites, told in one direction or in both. `previous`: the proposal before; with it, as
    few of its pairs are altered as the most teams served allow.
    """

    coaches: tuple[Coach, ...]
    teams: tuple[Team, ...]
    minutes: Mapping[tuple[Site, Site], int] = field(default_factory=dict)
    weights: Weights = Weights()
    pins: frozenset[Pin] = frozenset()
    bans: frozenset[Ban] = frozenset()
    previous: Mapping[TeamId, Pair] | None = None

    def but(self, **changed: object) -> Facts:
        """The same with something else in it: what-if."""
        return replace(self, **changed)  # type: ignore[arg-type]

    @cached_property
    def coach(self) -> dict[CoachId, Coach]:
        return {coach.id: coach for coach in sorted(self.coaches, key=lambda one: one.id)}

    @cached_property
    def team(self) -> dict[TeamId, Team]:
        """Those that are still to be served."""
        return {team.id: team for team in sorted(self.teams, key=lambda one: one.id) if not team.withdrawn}

    @cached_property
    def pinned(self) -> dict[TeamId, frozenset[CoachId]]:
        found: dict[TeamId, frozenset[CoachId]] = {}
        for pin in self.pins:
            found[pin.team] = found.get(pin.team, frozenset()) | pin.coaches
        return found

    @cached_property
    def banned(self) -> dict[TeamId, frozenset[frozenset[CoachId]]]:
        found: dict[TeamId, frozenset[frozenset[CoachId]]] = {}
        for ban in self.bans:
            found[ban.team] = found.get(ban.team, frozenset()) | {ban.coaches}
        return found

    def named(self, team: Team) -> frozenset[CoachId]:
        """Coaches that this team has already: brought by it, or pinned to it."""
        return team.brings | self.pinned.get(team.id, frozenset())

    def is_settled(self, team: Team) -> bool:
        return len(self.named(team)) == team.takes

    def travel(self, coach: Coach, team: Team) -> int | None:
        """Minutes of one way; nothing if nobody told them."""
        if coach.site is None or team.site is None:
            return None
        if coach.site == team.site:
            return 0
        there = self.minutes.get((coach.site, team.site))
        return self.minutes.get((team.site, coach.site)) if there is None else there

    def journey(self, coach: Coach, team: Team) -> int | None:
        """Minutes that coaching this team counts as, or nothing if it cannot be done: too far, and not online."""
        minutes = self.travel(coach, team)
        if minutes is not None and minutes <= coach.travel_limit:
            return minutes
        return self.weights.online_minutes if coach.online and (team.online or team.site is None) else None
