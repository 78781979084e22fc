"""Coaches as pairing knows them: what they may coach, have room and time for, and what keeps them from whom."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from workforce.models import Absence

from ..calc.hours import left_of
from ..calc.pairing.facts import Away, CoachId, Site, Slot
from ..calc.pairing.facts import Coach as CoachFact
from ..enums import Answer, EnrolmentState
from ..models import (
    Academy,
    Certification,
    Coach,
    CoachHours,
    Coaching,
    Conflict,
    Enrolment,
    ProposedSeat,
    Team,
    TravelTime,
)
from .pairing_teams import slots_of, week_slot

AWAY_FROM = dt.timedelta(days=28)  # an absence that goes on for so long: no team can be given
A_WHILE = dt.timedelta(weeks=26)  # since when a team has been coached that counts as experience


@dataclass(frozen=True, slots=True)
class Coaches:
    """`ways`: of whoever works at several sites, from a site of their own that is as near as the nearest of them."""

    facts: tuple[CoachFact, ...]
    ways: dict[tuple[Site, Site], int]


def coaches_of_academy(academy: Academy, *, on: dt.date) -> list[Coach]:
    """Who belongs to it and has not left, by name."""
    here = Q(person__left_date=None) | Q(person__left_date__gt=on)
    rows = Coach.objects.filter(here, academy=academy).select_related("person")
    return list(rows.order_by("person__family_name", "person__given_name", "pk"))


def coach_facts(
    academy: Academy,
    teams: Sequence[Team],
    *,
    on: dt.date,
    begins: dt.date,
    wished: Iterable[tuple[str, CoachId, int]] = (),
) -> Coaches:
    """`teams`: those that are to be served; whoever coaches one of them already needs no further place for it."""
    coaches = coaches_of_academy(academy, on=on)
    known = _Known(coaches, teams, begins, list(wished))
    sites = _sites(coaches, academy.trust_id)
    facts = tuple(known.fact(coach, sites.of[coach.pk]) for coach in coaches)
    return Coaches(facts, sites.ways)


class _Known:
    """What is known of all coaches, each read once."""

    def __init__(
        self, coaches: list[Coach], teams: Sequence[Team], begins: dt.date, wished: list[tuple[str, CoachId, int]]
    ) -> None:
        people = [coach.person_id for coach in coaches]
        self.begins, self.wished = begins, wished
        self.programmes = _programmes(people, begins)
        self.inside = _many(Coach.pathways.through.objects.filter(coach__in=coaches), "coach_id", "pathway_id")
        known = Coaching.objects.filter(coach__in=coaches)
        self.past = _many(known.filter(until__lte=begins), "coach_id", "team__uuid")
        self.coached = _many(known.filter(since__lte=begins - A_WHILE), "coach_id", "team_id")
        self.teams_now = _teams_now(coaches, teams, begins)
        self.hours = _hours(coaches)
        self.slots = slots_of({team for taken in self.teams_now.values() for team in taken}, on=begins)
        self.conflicts = _conflicts(coaches)
        self.away = _away(people, begins)

    def fact(self, coach: Coach, site: Site | None) -> CoachFact:
        now = self.teams_now[coach.pk]
        taken = [week_slot(self.slots[team]) for team in now if team in self.slots]
        person = str(coach.person.uuid)
        return CoachFact(
            id=person,
            programmes=frozenset(self.programmes[coach.person_id]),
            clinical=coach.is_clinical,
            inside=frozenset(self.inside[coach.pk]),
            places=max(coach.capacity - len(now), 0),
            load=len(now),
            coached=len(self.coached[coach.pk]),
            past_teams=frozenset(self.past[coach.pk]),
            site=site,
            travel_limit=coach.travel_minutes,
            online=coach.coaches_online,
            free=left_of(self.hours[coach.pk], taken),
            away=self._is_away(coach),
            conflicts=frozenset(self.conflicts[coach.pk]),
            prefers={team: points for team, one, points in self.wished if one == person},
        )

    def _is_away(self, coach: Coach) -> Away | None:
        leaves = coach.person.left_date
        if leaves is not None and leaves < self.begins + AWAY_FROM:
            return Away(leaves, None)
        return self.away.get(coach.person_id)


def _many(rows, key: str, value: str) -> dict[int, set[str]]:  # type: ignore[no-untyped-def]  # of any model
    found: dict[int, set[str]] = defaultdict(set)
    for one, other in rows.values_list(key, value):
        found[one].add(str(other))
    return found


def _programmes(people: list[int], on: dt.date) -> dict[int, set[str]]:
    """Certified in it on the day, or in training for it."""
    found = _many(Certification.objects.filter(person__in=people).on(on), "person_id", "programme_id")
    training = Enrolment.objects.filter(person__in=people, state=EnrolmentState.IN_TRAINING)
    for person, programmes in _many(training, "person_id", "cohort__version__programme_id").items():
        found[person] |= programmes
    return found


def _teams_now(coaches: list[Coach], teams: Sequence[Team], begins: dt.date) -> dict[int, set[int]]:
    """Those they coach then or later, and those that they have been asked to; but for the ones to be served."""
    coached = Coaching.objects.filter(coach__in=coaches).overlapping(begins, None)
    asked = ProposedSeat.objects.filter(coach__in=coaches, answer=Answer.ASKED)
    found: dict[int, set[int]] = defaultdict(set)
    for coach, team in [*coached.values_list("coach", "team"), *asked.values_list("coach", "proposed__team")]:
        found[coach].add(team)
    waiting = {team.pk for team in teams}
    return defaultdict(set, {coach: those - waiting for coach, those in found.items()})


def _hours(coaches: list[Coach]) -> dict[int, list[Slot]]:
    found: dict[int, list[Slot]] = defaultdict(list)
    for row in CoachHours.objects.filter(coach__in=coaches):
        begins, ends = (at.hour * 60 + at.minute for at in (row.begins, row.ends))
        found[row.coach_id].append(Slot(row.weekday, begins, ends))
    return found


def _conflicts(coaches: list[Coach]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows = Conflict.objects.filter(coach__in=coaches)
    for coach, person, team in rows.values_list("coach", "with_person__uuid", "with_team__uuid"):
        found[coach].add(str(person or team))
    return found


def _away(people: list[int], begins: dt.date) -> dict[int, Away]:
    long = Q(until=None) | Q(until__gte=begins + AWAY_FROM)
    rows = Absence.objects.filter(long, person__in=people).on(begins)
    return {row.person_id: Away(row.since, row.until) for row in rows.order_by("pk")}


@dataclass(frozen=True, slots=True)
class _Sites:
    of: dict[int, Site | None]
    ways: dict[tuple[Site, Site], int]


def _sites(coaches: list[Coach], trust: int) -> _Sites:
    """Nobody's choice of a site decides: of several the nearest counts."""
    theirs = _many(Coach.sites.through.objects.filter(coach__in=coaches), "coach_id", "site_id")
    minutes: dict[Site, dict[Site, int]] = defaultdict(dict)
    for one, other, long in TravelTime.objects.filter(trust=trust).values_list("one", "other", "minutes"):
        minutes[str(one)][str(other)] = minutes[str(other)][str(one)] = long
    of: dict[int, Site | None] = {}
    found: dict[tuple[Site, Site], int] = {}
    for coach in coaches:
        sites = sorted(theirs[coach.pk])
        of[coach.pk] = f"of {coach.person.uuid}" if len(sites) > 1 else next(iter(sites), None)
        if len(sites) > 1:
            found |= {(f"of {coach.person.uuid}", there): long for there, long in _nearest(sites, minutes).items()}
    return _Sites(of, found)


def _nearest(sites: list[Site], minutes: dict[Site, dict[Site, int]]) -> dict[Site, int]:
    found: dict[Site, int] = {site: 0 for site in sites}
    for site in sites:
        for there, long in minutes[site].items():
            found[there] = min(long, found.get(there, long))
    return found
