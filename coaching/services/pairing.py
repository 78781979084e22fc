"""A proposal of pairs is prepared: begun, weighed, decided about beforehand, and asked for. Then it stays as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict

from django.db import transaction
from django.db.models import Max

from workforce.enums import JobState
from workforce.models import Account
from workforce.services.decision import note
from workforce.services.job import request_job
from workforce.services.refusal import Refused

from ..calc.pairing.problems import Problem, problems
from ..calc.pairing.weights import Weights
from ..enums import (
    NEXT_PAIRING_STATES,
    WISHES,
    Answer,
    DecisionKind,
    PairingEffort,
    PairingState,
)
from ..models import Coach, Cohort, PairDecision, Pairing, ProposedSeat, Team
from ..queries.pairing import decisions_of, read_facts, teams_waiting
from ..queries.together import came_together
from .pairing_wishes import note_wishes

TASK = "coaching.find_pairs"
MOST_WEIGHT = 1000
AS_THEY_APPLIED = "As they applied"


class CannotPair(Refused):
    """It cannot be done to this proposal now. Its text is for the reader."""


class CannotDecide(CannotPair):
    """The decision contradicts another one or breaks a rule: `problems` says in what. It was not kept."""

    def __init__(self, found: list[Problem]) -> None:
        super().__init__("This decision contradicts another one, or breaks a rule.")
        self.problems = found


@transaction.atomic
def begin_pairing(*, cohort: Cohort, by: Account, based_on: Pairing | None = None) -> Pairing:
    """With what was decided for the one that it is based on; whoever declined a team is not asked for it again."""
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    number = (cohort.pairings.aggregate(last=Max("number"))["last"] or 0) + 1
    pairing = Pairing.objects.create(
        trust=cohort.trust,
        cohort=cohort,
        number=number,
        based_on=based_on,
        weights=based_on.weights if based_on else asdict(Weights()),
        effort=based_on.effort if based_on else PairingEffort.USUAL,
        recorded_by=by,
    )
    if based_on is None:
        _note_who_came_together(pairing, by)
    _take_over(pairing, based_on)
    note_wishes(pairing, by=by)
    _ban_who_declined(pairing)
    note(by=by, did="began a proposal of pairs", to=pairing)
    return pairing


def _note_who_came_together(pairing: Pairing, by: Account) -> None:
    """As they applied. Noted like what a lead decides, so that it can be taken back where it cannot be kept."""
    for team, coaches in came_together(pairing.cohort, teams_waiting(pairing.cohort)).items():
        first, other = coaches[0], coaches[1] if len(coaches) > 1 else None
        told = {"trust": pairing.trust, "pairing": pairing, "recorded_by": by, "reason": AS_THEY_APPLIED}
        PairDecision.objects.create(kind=DecisionKind.BROUGHT, team=team, coach=first, other=other, **told)


def _take_over(pairing: Pairing, before: Pairing | None) -> None:
    """With who decided it, and why, but not when: that stands with the one before."""
    for one in decisions_of(before) if before else ():
        one.pk, one.pairing = None, pairing
        one.uuid = PairDecision._meta.get_field("uuid").get_default()
        one._state.adding = True
        one.save()


def _ban_who_declined(pairing: Pairing) -> None:
    declined = ProposedSeat.objects.filter(proposed__pairing__cohort=pairing.cohort, answer=Answer.DECLINED)
    for seat in declined.select_related("proposed").order_by("pk"):
        PairDecision.objects.get_or_create(
            trust_id=pairing.trust_id,
            pairing=pairing,
            kind=DecisionKind.BAN,
            team_id=seat.proposed.team_id,
            coach_id=seat.coach_id,
            other=None,
            defaults={"reason": f"Declined: {seat.get_reason_display()}", "recorded_by": seat.answered_by},
        )


@transaction.atomic
def weigh(
    *, pairing: Pairing, weights: Mapping[str, int], keeps_pairs: bool, effort: PairingEffort | str, by: Account
) -> Pairing:
    pairing = _draft(pairing)
    if any(not 0 <= one <= MOST_WEIGHT for one in weights.values()):
        raise CannotPair(f"A weight is a whole number from 0 to {MOST_WEIGHT}.")
    pairing.weights = asdict(Weights(**(pairing.weights | dict(weights))))
    pairing.keeps_pairs, pairing.effort = keeps_pairs, PairingEffort(effort)
    pairing.save(update_fields=["weights", "keeps_pairs", "effort"])
    note(by=by, did="weighed a proposal of pairs", to=pairing, weights=pairing.weights)
    return pairing


@transaction.atomic
def decide(
    *,
    pairing: Pairing,
    kind: DecisionKind | str,
    team: Team,
    coach: Coach,
    reason: str,
    on: dt.date,
    by: Account,
    other: Coach | None = None,
) -> PairDecision:
    """Kept if it contradicts nothing that is so or was decided already; those it names are of the cohort's academy."""
    pairing = _draft(pairing)
    _must_make_sense(pairing, DecisionKind(kind), team, (coach, other), reason)
    before, told = problems(read_facts(pairing, on=on).facts), {"trust": pairing.trust, "pairing": pairing}
    row, is_new = PairDecision.objects.get_or_create(
        **told, kind=kind, team=team, coach=coach, other=other, defaults={"reason": reason.strip(), "recorded_by": by}
    )
    found = [one for one in problems(read_facts(pairing, on=on).facts) if one not in before]
    if found:
        raise CannotDecide(found)
    if is_new:
        note(by=by, did="decided about a pair", to=row, kind=str(kind))
    return row


def _must_make_sense(
    pairing: Pairing, kind: DecisionKind, team: Team, coaches: tuple[Coach, Coach | None], reason: str
) -> None:
    if not reason.strip():
        raise CannotPair("Give a reason: whoever looks at this later will want to know.")
    if team not in teams_waiting(pairing.cohort):
        raise CannotPair("This team does not wait for coaches in this cohort.")
    if any(one.academy_id != pairing.cohort.academy_id for one in coaches if one):
        raise CannotPair("Such a coach is not of this academy.")
    if coaches[0] == coaches[1]:
        raise CannotPair("Name two different coaches, or one alone.")
    if coaches[1] and kind in WISHES:
        raise CannotPair("A wish is about one coach.")


@transaction.atomic
def take_back(*, decision: PairDecision, by: Account) -> None:
    _draft(decision.pairing)
    note(by=by, did="took back what was decided about a pair", to=decision, kind=decision.kind)
    PairDecision.objects.filter(pk=decision.pk).delete()


@transaction.atomic
def ask_for_proposal(*, pairing: Pairing, by: Account) -> Pairing:
    pairing = _draft(pairing)
    return _work_out(move(pairing, PairingState.RUNNING), by)


@transaction.atomic
def try_again(*, pairing: Pairing, by: Account) -> Pairing:
    """The work ended without a result."""
    pairing = Pairing.objects.select_for_update().get(pk=pairing.pk)
    if not has_failed(pairing):
        raise CannotPair("The work on this proposal has not failed.")
    return _work_out(pairing, by)


def has_failed(pairing: Pairing) -> bool:
    job = pairing.job
    return pairing.state == PairingState.RUNNING and job is not None and job.state == JobState.FAILED


def _work_out(pairing: Pairing, by: Account) -> Pairing:
    pairing.job = request_job(name=TASK, arguments={"pairing": pairing.pk}, by=by, trust=pairing.trust)
    pairing.save(update_fields=["state", "job"])
    return pairing


def move(pairing: Pairing, state: PairingState) -> Pairing:
    """Its row is held by the caller."""
    if state not in NEXT_PAIRING_STATES[PairingState(pairing.state)]:
        now = pairing.get_state_display().lower()
        raise CannotPair(f"That cannot be done now. This proposal is at: {now}.")
    pairing.state = state
    return pairing


def _draft(pairing: Pairing) -> Pairing:
    pairing = Pairing.objects.select_for_update(of=("self",)).select_related("cohort", "based_on").get(pk=pairing.pk)
    if pairing.state != PairingState.DRAFT:
        raise CannotPair("This proposal stays as it was worked out. Try a change beside it.")
    return pairing
