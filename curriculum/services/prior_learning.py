"""Prior learning: a person claims it with its original date and what shows it; somebody else approves or declines."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models.functions import Now

from workforce.models import Account, Person
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..calc.days import add_months
from ..enums import NEXT_CLAIM_STATES, Assessment, ClaimState, SourceKind
from ..models import Evidence, PriorLearning, PriorLearningSkill, Skill
from .entry import Dose, give_doses
from .locks import hold_person

LONGEST_WORDS = 4_000
LONGEST_REASON = 500
LONGEST_AGO_YEARS = 50


class CannotClaim(Refused):
    """The claim is not sound. Its text is for the reader."""


class CannotDecide(Refused):
    """It is decided already, or not yours to decide. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A skill at a depth. With minutes it counts as so much learning; without, as a credential: the skill is shown."""

    skill: Skill
    depth: int
    minutes: int = 0


@transaction.atomic
def claim_learning(
    *,
    claim: uuid.UUID,
    person: Person,
    title: str,
    given_by: str,
    learned_date: dt.date,
    expires_date: dt.date | None,
    skills: Sequence[Claimed],
    evidence: str,
    on: dt.date,
    by: Account,
) -> PriorLearning:
    """Sent twice, it is claimed once."""
    _must_be_sound(person, title, learned_date, expires_date, skills, evidence, on)
    hold_person(person.pk)
    if told := PriorLearning.objects.filter(uuid=claim).first():
        return _only_own(told, person)
    made = PriorLearning.objects.create(
        trust=person.trust,
        uuid=claim,
        person=person,
        title=title.strip(),
        given_by=given_by.strip(),
        learned_date=learned_date,
        expires_date=expires_date,
        recorded_by=by,
    )
    PriorLearningSkill.objects.bulk_create(
        PriorLearningSkill(trust=person.trust, claim=made, skill=one.skill, depth=one.depth, minutes=one.minutes)
        for one in skills
    )
    _keep_evidence(made, evidence, by)
    note(by=by, did="claimed prior learning", to=made)
    return made


@transaction.atomic
def withdraw_claim(*, claim: PriorLearning, by: Account) -> PriorLearning:
    return _decide(claim, ClaimState.WITHDRAWN, "", by)


@transaction.atomic
def approve_claim(*, claim: PriorLearning, words: str, by: Account) -> PriorLearning:
    """Its skills are given on the day on which they were learned."""
    _must_be_somebody_else(claim, by)
    decided = _decide(claim, ClaimState.APPROVED, words, by)
    give_doses(
        person=decided.person,
        doses=[_dose(one, decided) for one in decided.skills.order_by("skill")],
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


def _dose(one: PriorLearningSkill, claim: PriorLearning) -> Dose:
    if one.minutes:
        return Dose(one.skill_id, one.depth, minutes=one.minutes)
    return Dose(one.skill_id, one.depth, assessment=Assessment.CREDENTIAL, expires_date=claim.expires_date)


def _must_be_somebody_else(claim: PriorLearning, by: Account) -> None:
    if by.person_id == claim.person_id or by.pk == claim.recorded_by_id:
        raise CannotDecide("Somebody else decides this claim: nobody decides their own.")


def _must_be_sound(
    person: Person,
    title: str,
    learned_date: dt.date,
    expires_date: dt.date | None,
    skills: Sequence[Claimed],
    evidence: str,
    on: dt.date,
) -> None:
    if not title.strip():
        raise CannotClaim("Say what it was.")
    must_be_learned_by(on, learned_date)
    must_expire_later(expires_date, learned_date)
    if not skills or len({one.skill.pk for one in skills}) < len(skills):
        raise CannotClaim("Choose at least one skill, and each only once.")
    if any(one.skill.trust_id != person.trust_id for one in skills):
        raise CannotClaim("A skill does not belong to your trust.")
    if not evidence.strip() or len(evidence) > LONGEST_WORDS:
        raise CannotClaim(f"Say what shows it, in at most {LONGEST_WORDS} letters.")


def must_be_learned_by(on: dt.date, learned_date: dt.date) -> None:
    """Not still to come, and not so long ago that it is a slip of the pen rather than somebody's working life."""
    if learned_date > on:
        raise CannotClaim("The day is still to come. Claim what you have learned already.")
    if learned_date < add_months(on, -12 * LONGEST_AGO_YEARS):
        raise CannotClaim(
            f"Was it really in {learned_date.year}? What was learned more than {LONGEST_AGO_YEARS} years ago cannot be "
            "claimed."
        )


def must_expire_later(expires_date: dt.date | None, learned_date: dt.date) -> None:
    if expires_date is not None and expires_date <= learned_date:
        raise CannotClaim("The day it expires must be later than the day it was learned.")


def _only_own(told: PriorLearning, person: Person) -> PriorLearning:
    if told.person_id != person.pk:
        raise CannotClaim("This form was sent before, by somebody else. Begin a new one.")
    return told


def _keep_evidence(claim: PriorLearning, words: str, by: Account) -> None:
    Evidence.objects.create(
        trust=claim.trust,
        person=claim.person,
        source_kind=SourceKind.PRIOR_LEARNING,
        source_id=claim.uuid,
        words=words.strip(),
        recorded_by=by,
    )
