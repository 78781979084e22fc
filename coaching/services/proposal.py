"""A proposal is worked out from what is so now, and kept with its reasons; published, people are asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from workforce.models import Account
from workforce.services.decision import note

from ..calc.pairing.changes import smallest_change
from ..calc.pairing.effort import USUAL, Effort
from ..calc.pairing.facts import Facts
from ..calc.pairing.marks import marks
from ..calc.pairing.reasons import Scored, Unserved, loads, scores, unserved
from ..calc.pairing.rules import is_inside
from ..calc.pairing.solver import Contradiction, Proposal, Stage, propose
from ..calc.pairing.telling import as_json
from ..enums import Answer, CoachPart, PairingEffort, PairingState, ProposedState
from ..models import Coach, Cohort, Pairing, ProposedSeat, ProposedTeam, Team
from ..queries.pairing import Read, read_facts
from ..queries.since import Since, since
from .pairing import CannotPair, move
from .pairing_news import tell_who_is_asked

Tell = Callable[[int, int, str], None]
EFFORTS = {PairingEffort.USUAL: USUAL, PairingEffort.LONG: Effort(rounds=200, links=20_000, nodes=50_000)}
WORDS = {
    Stage.READING: "Reading who can coach whom",
    Stage.SERVING: "Serving as many teams as can be",
    Stage.KEEPING: "Leaving in place what can stay",
    Stage.IMPROVING: "Looking for the best pairs",
    Stage.DRAWING: "Deciding between equals",
}
REMEDIES = 40  # teams for which the smallest change is looked for
UNSOUGHT = {"is_sought": False}


class CannotPublish(CannotPair):
    """Facts have changed since, so that a pair cannot be: `since` says what. Nobody was asked."""

    def __init__(self, found: Since) -> None:
        super().__init__("What this proposal was made of has changed since. Run it again.")
        self.since = found


def find_proposal(*, pairing: Pairing, on: dt.date, tell: Tell = lambda *_: None) -> Pairing:
    """Nothing is kept before all is found; worked out twice, it is kept once."""
    read, effort = read_facts(pairing, on=on), EFFORTS[PairingEffort(pairing.effort)]

    def tell_stage(stage: Stage, done: int, total: int) -> None:
        tell(done, total, WORDS[stage])

    try:
        found = propose(read.facts, effort=effort, tell=tell_stage)
    except Contradiction as contradiction:
        return _keep_contradiction(pairing, contradiction, on)
    why = _with_remedies(read.facts, found, tell)
    return _keep(pairing, read, found, why, on)


def _with_remedies(facts: Facts, found: Proposal, tell: Tell) -> list[tuple[Unserved, object]]:
    left = unserved(facts, found.pairs)
    told: list[tuple[Unserved, object]] = []
    for number, why in enumerate(left):
        tell(number, len(left), "Looking for what would serve the others")
        sought = number < REMEDIES
        remedy = smallest_change(facts, found.pairs, facts.team[why.team]) if sought else UNSOUGHT
        told.append((why, remedy))
    return told


@transaction.atomic
def _keep_contradiction(pairing: Pairing, contradiction: Contradiction, on: dt.date) -> Pairing:
    pairing = _held(pairing)
    if pairing.state == PairingState.RUNNING:
        move(pairing, PairingState.CONTRADICTS)
        pairing.read_date, pairing.result = on, {"problems": as_json(contradiction.problems)}
        pairing.save()
    return pairing


@transaction.atomic
def _keep(pairing: Pairing, read: Read, found: Proposal, why: list[tuple[Unserved, object]], on: dt.date) -> Pairing:
    pairing = _held(pairing)
    if pairing.state != PairingState.RUNNING:
        return pairing
    move(pairing, PairingState.PROPOSED)
    pairing.read_date, pairing.marks, pairing.result = on, marks(read.facts), _result(read.facts, found)
    pairing.save()
    rows = _Rows(pairing, read.facts)
    made = [rows.served(one) for one in scores(read.facts, found.pairs)]
    ProposedTeam.objects.bulk_create([row for row, _seats in made])
    ProposedSeat.objects.bulk_create([seat for _row, seats in made for seat in seats])
    ProposedTeam.objects.bulk_create(rows.unserved(one, remedy) for one, remedy in why)
    ProposedTeam.objects.bulk_create(rows.unready(team, str(lacks)) for team, lacks in read.unready)
    return pairing


def _held(pairing: Pairing) -> Pairing:
    return Pairing.objects.select_for_update(of=("self",)).select_related("cohort", "trust").get(pk=pairing.pk)


def _result(facts: Facts, found: Proposal) -> dict[str, object]:
    return {
        "served": as_json(found.served),
        "kept": as_json(found.kept),
        "quality": as_json(found.quality),
        "is_best": found.is_best,
        "before": len(facts.previous or {}),
        "loads": as_json(loads(facts, found.pairs)),
        "places": {coach.id: coach.places + coach.load for coach in facts.coaches},
        "weight": sum(team.weight for team in facts.teams),
    }


@dataclass(frozen=True)
class _Rows:
    pairing: Pairing
    facts: Facts

    @cached_property
    def coaches(self) -> dict[str, Coach]:
        rows = Coach.objects.filter(academy=self.pairing.cohort.academy_id).select_related("person")
        return {str(coach.person.uuid): coach for coach in rows}

    @cached_property
    def teams(self) -> dict[str, Team]:
        return {str(team.uuid): team for team in Team.objects.filter(cohort=self.pairing.cohort_id)}

    def served(self, one: Scored) -> tuple[ProposedTeam, list[ProposedSeat]]:
        row = self._row(
            self.teams[one.team],
            ProposedState.PROPOSED,
            travel=one.parts.travel,
            spread=one.parts.spread,
            preference=one.parts.preference,
            continuity=one.parts.continuity,
            warnings=as_json(one.warnings),
        )
        return row, [self._seat(row, one.team, person) for person in one.pair]

    def _seat(self, row: ProposedTeam, team: str, person: str) -> ProposedSeat:
        known = self.facts.team[team]
        part = CoachPart.INSIDE if is_inside(self.facts.coach[person], known) else CoachPart.OUTSIDE
        told = {"trust": self.pairing.trust, "recorded_by": self.pairing.recorded_by}
        coach = self.coaches[person]
        return ProposedSeat(**told, proposed=row, coach=coach, part=part if known.needs_pair else CoachPart.SOLE)

    def unserved(self, one: Unserved, remedy: object) -> ProposedTeam:
        told = {"why": as_json(one), "remedy": as_json(remedy) if remedy else None}
        return self._row(self.teams[one.team], ProposedState.UNSERVED, **told)

    def unready(self, team: Team, lacks: str) -> ProposedTeam:
        return self._row(team, ProposedState.UNSERVED, why={"lacks": lacks})

    def _row(self, team: Team, state: ProposedState, **told: object) -> ProposedTeam:
        by = {"trust": self.pairing.trust, "recorded_by": self.pairing.recorded_by}
        return ProposedTeam(pairing=self.pairing, team=team, state=state, **by, **told)


@transaction.atomic
def publish(*, pairing: Pairing, begins: dt.date, on: dt.date, by: Account) -> Pairing:
    """Everybody named is asked. What has changed since, so that a pair cannot be, is told before anybody is."""
    Cohort.objects.select_for_update().get(pk=pairing.cohort_id)  # one proposal of a cohort at a time
    pairing = move(_held(pairing), PairingState.PUBLISHED)
    if begins < on:
        raise CannotPair("Coaching begins today or later.")
    if (found := since(pairing, on=on)).broken:
        raise CannotPublish(found)
    if not pairing.teams.filter(state=ProposedState.PROPOSED).exists():
        raise CannotPair("There is no pair in this proposal, so there is nobody to ask.")
    pairing.begins_date, pairing.published_at, pairing.published_by = begins, Now(), by
    pairing.save()
    _ask(pairing)
    note(by=by, did="published a proposal of pairs", to=pairing, begins=begins.isoformat())
    tell_who_is_asked(pairing, on=on, by=by)
    return pairing


def _ask(pairing: Pairing) -> None:
    asked = pairing.teams.filter(state=ProposedState.PROPOSED)
    ProposedSeat.objects.filter(proposed__in=asked).update(answer=Answer.ASKED)
    try:
        with transaction.atomic():
            asked.update(state=ProposedState.ASKED, answer=Answer.ASKED)
    except IntegrityError:
        raise CannotPair("A team of this proposal has been asked about another pair. Run it again.") from None
