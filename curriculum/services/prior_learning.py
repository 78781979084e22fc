"""Prior learning: a person claims it with its original date and what shows it. Deciding: claim_decision.py."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from workforce.models import Account, Person
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..calc.prior_learning import LONGEST_AGO_YEARS, first_claimable, own_end
from ..enums import SourceKind
from ..models import Credential, Evidence, PriorLearning, PriorLearningSkill, Skill
from .locks import hold_person

LONGEST_WORDS = 4_000


class CannotClaim(Refused):
    """The claim is not sound. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A skill at a depth. With minutes it counts as so much learning; without, as a credential: the skill is shown."""

    skill: Skill
    depth: int
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Learned:
    """What a claim says. Of a credential in the map it says no title, giver or skills: those are the map's.

    `though_expired`: it ended before today, is claimed for the days before only, and the claimant knows.
    """

    learned_date: dt.date
    evidence: str
    title: str = ""
    given_by: str = ""
    expires_date: dt.date | None = None
    skills: Sequence[Claimed] = ()
    credential: Credential | None = None
    though_expired: bool = False


@transaction.atomic
def claim_learning(*, claim: uuid.UUID, person: Person, learned: Learned, on: dt.date, by: Account) -> PriorLearning:
    """Sent twice, it is claimed once."""
    hold_person(person.pk)
    if told := PriorLearning.objects.filter(uuid=claim).first():
        return _only_own(told, person)
    terms = _terms_of(learned.credential, learned) if learned.credential else learned
    _must_be_sound(person, terms, on)
    made = _make(claim, person, terms, by)
    Evidence.objects.create(
        trust=made.trust,
        person=person,
        source_kind=SourceKind.PRIOR_LEARNING,
        source_id=made.uuid,
        words=terms.evidence.strip(),
        recorded_by=by,
    )
    note(by=by, did="claimed prior learning", to=made)
    return made


def _make(claim: uuid.UUID, person: Person, terms: Learned, by: Account) -> PriorLearning:
    made = PriorLearning.objects.create(
        trust=person.trust,
        uuid=claim,
        person=person,
        credential=terms.credential,
        title=terms.title.strip(),
        given_by=terms.given_by.strip(),
        learned_date=terms.learned_date,
        expires_date=terms.expires_date,
        recorded_by=by,
    )
    PriorLearningSkill.objects.bulk_create(
        PriorLearningSkill(trust=person.trust, claim=made, skill=one.skill, depth=one.depth, minutes=one.minutes)
        for one in terms.skills
    )
    return made


def _terms_of(credential: Credential, learned: Learned) -> Learned:
    """As the map has it today; the claim keeps them, whatever the map says later."""
    now = Credential.objects.select_for_update().get(pk=credential.pk)
    if now.retired_date is not None:
        raise CannotClaim("This can no longer be claimed: it is not in the map of credentials any more.")
    rows = now.skills.select_related("skill").order_by("pk")
    return replace(
        learned,
        title=now.title,
        given_by=now.given_by,
        expires_date=own_end(learned.learned_date, now.valid_months, learned.expires_date),
        skills=[Claimed(row.skill, row.depth, row.minutes) for row in rows],
        credential=now,
    )


def _must_be_sound(person: Person, terms: Learned, on: dt.date) -> None:
    if not terms.title.strip():
        raise CannotClaim("Say what it was.")
    must_be_learned_by(on, terms.learned_date)
    must_expire_later(terms.expires_date, terms.learned_date)
    if has_expired(terms.expires_date, on) and not terms.though_expired:
        raise CannotClaim("It has expired, and would count for the days before only. Say that you know.")
    if not terms.skills or len({one.skill.pk for one in terms.skills}) < len(terms.skills):
        raise CannotClaim("Choose at least one skill, and each only once.")
    if any(one.skill.trust_id != person.trust_id for one in terms.skills):
        raise CannotClaim("A skill does not belong to your trust.")
    if not terms.evidence.strip() or len(terms.evidence) > LONGEST_WORDS:
        raise CannotClaim(f"Say what shows it, in at most {LONGEST_WORDS} letters.")


def must_be_learned_by(on: dt.date, learned_date: dt.date) -> None:
    """Not still to come, and not so long ago that it is a slip of the pen."""
    if learned_date > on:
        raise CannotClaim("The day is still to come. Claim what you have learned already.")
    if learned_date < first_claimable(on):
        raise CannotClaim(
            f"Was it really in {learned_date.year}? What was learned more than {LONGEST_AGO_YEARS} years ago cannot be "
            "claimed."
        )


def must_expire_later(expires_date: dt.date | None, learned_date: dt.date) -> None:
    if expires_date is not None and expires_date <= learned_date:
        raise CannotClaim("The day it expires must be later than the day it was learned.")


def has_expired(expires_date: dt.date | None, on: dt.date) -> bool:
    return expires_date is not None and expires_date <= on


def _only_own(told: PriorLearning, person: Person) -> PriorLearning:
    if told.person_id != person.pk:
        raise CannotClaim("This form was sent before, by somebody else. Begin a new one.")
    return told
