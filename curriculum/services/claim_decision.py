"""Deciding a claim of prior learning: once, by somebody else. Less than was claimed freely, more only with a reason."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models.functions import Now

from workforce.models import Account
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..calc.prior_learning import Worth, is_more
from ..enums import NEXT_CLAIM_STATES, Assessment, ClaimState, SourceKind
from ..models import PriorLearning, PriorLearningSkill
from .entry import Dose, give_doses

LONGEST_REASON = 500


class CannotDecide(Refused):
    """It is decided already, or not yours to decide. Its text is for the reader."""


@transaction.atomic
def withdraw_claim(*, claim: PriorLearning, by: Account) -> PriorLearning:
    return _decide(claim, ClaimState.WITHDRAWN, "", by)


@transaction.atomic
def approve_claim(
    *,
    claim: PriorLearning,
    words: str,
    by: Account,
    given: Mapping[int, Worth] | None = None,
    may_give_more: bool = True,
) -> PriorLearning:
    """Its skills are given on the day on which they were learned. `given`: by skill, if not what was claimed."""
    _must_be_somebody_else(claim, by)
    decided = _decide(claim, ClaimState.APPROVED, words, by)
    rows = list(decided.skills.order_by("skill"))
    for row in rows:
        _give(row, (given or {}).get(row.skill_id, row.asked))
    _must_be_fair(rows, words, may_give_more)
    PriorLearningSkill.objects.bulk_update(rows, ["given_depth", "given_minutes"])
    give_doses(
        person=decided.person,
        doses=[_dose(row, worth, decided) for row in rows if (worth := row.given) and worth.depth],
        source_kind=SourceKind.PRIOR_LEARNING,
        source_id=decided.uuid,
        given_date=decided.learned_date,
        by=by,
    )
    return decided


@transaction.atomic
def decline_claim(*, claim: PriorLearning, words: str, by: Account) -> PriorLearning:
    _must_be_somebody_else(claim, by)
    if not words.strip():
        raise CannotDecide("Say why, in words that help: whoever claimed it reads them.")
    return _decide(claim, ClaimState.REFUSED, words, by)


def _decide(claim: PriorLearning, state: ClaimState, words: str, by: Account) -> PriorLearning:
    """One decision: of two at once, the second finds it made."""
    if len(words) > LONGEST_REASON:
        raise CannotDecide(f"Say it in at most {LONGEST_REASON} letters.")
    locked = PriorLearning.objects.select_for_update(of=("self",)).select_related("person").get(pk=claim.pk)
    if state not in NEXT_CLAIM_STATES[ClaimState(locked.state)]:
        raise CannotDecide(f"This claim is closed: {locked.get_state_display()}.")
    locked.state, locked.decision_words, locked.decided_by, locked.decided_at = state, words.strip(), by, Now()
    locked.save(update_fields=["state", "decision_words", "decided_by", "decided_at"])
    note(by=by, did=f"prior learning: {state.lower()}", to=locked)
    return locked


def _give(row: PriorLearningSkill, worth: Worth) -> None:
    row.given_depth, row.given_minutes = worth.depth, worth.minutes if worth.depth else 0


def _must_be_fair(rows: list[PriorLearningSkill], words: str, may_give_more: bool) -> None:
    if not any(row.given_depth for row in rows):
        raise CannotDecide("That gives nothing. Decline the claim, and say why.")
    more = any(row.given and is_more(row.given, row.asked) for row in rows)
    if more and not may_give_more:
        raise CannotDecide("That is more than was claimed. An academy or programme lead can give more.")
    if more and not words.strip():
        raise CannotDecide("You give more than was claimed. Say why: it is kept with the claim.")


def _dose(row: PriorLearningSkill, worth: Worth, claim: PriorLearning) -> Dose:
    if worth.minutes:
        return Dose(row.skill_id, worth.depth, minutes=worth.minutes)
    return Dose(row.skill_id, worth.depth, assessment=Assessment.CREDENTIAL, expires_date=claim.expires_date)


def _must_be_somebody_else(claim: PriorLearning, by: Account) -> None:
    if by.person_id == claim.person_id or by.pk == claim.recorded_by_id:
        raise CannotDecide("Somebody else decides this claim: nobody decides their own.")
