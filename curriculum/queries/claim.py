"""Claims of prior learning: one's own, and those that wait for somebody's decision."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Max, QuerySet, Value, When

from workforce.models import Account, Person, Trust

from ..enums import ActivityKind, ClaimState, SourceKind
from ..models import ActivityVersion, Evidence, PriorLearning, PriorLearningSkill
from .offer import giving_versions

LEARNED_ELSEWHERE = (ActivityKind.LESSON, ActivityKind.CLASSROOM)


@dataclass(frozen=True, slots=True)
class Claim:
    row: PriorLearning
    skills: tuple[PriorLearningSkill, ...]
    evidence: str


def own_claims(person: Person) -> QuerySet[PriorLearning]:
    """The latest first."""
    claims = PriorLearning.objects.filter(trust=person.trust_id, person=person)
    return claims.select_related("decided_by__person", "person").order_by("-recorded_at", "-pk")


def claims_to_decide(account: Account, trust: Trust, *, on: dt.date) -> QuerySet[PriorLearning]:
    """Those that wait first, the longest first; then the decided ones."""
    waits = Case(When(state=ClaimState.SUBMITTED, then=Value(0)), default=Value(1), output_field=IntegerField())
    claims = PriorLearning.objects.decided_by(account, on=on).filter(trust=trust)
    claims = claims.exclude(state=ClaimState.WITHDRAWN).exclude(recorded_by=account)
    return claims.select_related("person", "credential", "decided_by__person").order_by(waits, "recorded_at", "pk")


def claims_waiting(account: Account, trust: Trust, *, on: dt.date) -> int:
    """How many wait for this account's decision."""
    return claims_to_decide(account, trust, on=on).filter(state=ClaimState.SUBMITTED).count()


def waiting_mark(trust: int) -> tuple[int, int]:
    """How many claims of the trust wait, and the newest of them: another pair when one comes or is decided."""
    found = PriorLearning.objects.filter(trust=trust, state=ClaimState.SUBMITTED).aggregate(Count("pk"), Max("pk"))
    return found["pk__count"], found["pk__max"] or 0


def opened(claims: list[PriorLearning]) -> list[Claim]:
    """With their skills and what shows them, in two questions however many they are."""
    skills = (
        PriorLearningSkill.objects.filter(claim__in=claims).select_related("skill").order_by("skill__position", "pk")
    )
    rows = list(skills)
    shown = Evidence.objects.filter(
        trust__in={claim.trust_id for claim in claims},
        source_kind=SourceKind.PRIOR_LEARNING,
        source_id__in=[claim.uuid for claim in claims],
    )
    words = dict(shown.values_list("source_id", "words"))
    return [
        Claim(claim, tuple(row for row in rows if row.claim_id == claim.pk), words.get(claim.uuid, ""))
        for claim in claims
    ]


def learned_elsewhere(trust: Trust) -> list[ActivityVersion]:
    """Our activities that somebody may have done the like of elsewhere: those that give minutes."""
    found = [version for version in giving_versions(trust.pk) if version.activity.kind in LEARNED_ELSEWHERE]
    found = [version for version in found if any(dose.minutes for dose in version.doses.all())]
    return sorted(found, key=lambda version: (version.activity.module_key, version.activity.position))
