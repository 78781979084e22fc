"""Claims of prior learning in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.templatetags.academy_page import duration
from curriculum.enums import ClaimState
from curriculum.models import CredentialSkill, PriorLearning, PriorLearningSkill
from curriculum.queries.claim import Claim

from .figure import day_words

TAGS = {
    ClaimState.SUBMITTED: "blue",
    ClaimState.APPROVED: "green",
    ClaimState.REFUSED: "red",
    ClaimState.WITHDRAWN: "grey",
}


@dataclass(frozen=True, slots=True)
class ClaimView:
    row: PriorLearning
    title: str
    person: str
    learned: str
    expires: str
    skills: list[str]
    given: list[str]
    of_map: bool
    evidence: str
    state: str
    tag: str
    is_open: bool
    decided: str
    words: str


def claim_view(claim: Claim) -> ClaimView:
    row = claim.row
    return ClaimView(
        row=row,
        title=f"{row.title}, {row.given_by}" if row.given_by else row.title,
        person=str(row.person),
        learned=day_words(row.learned_date),
        expires=day_words(row.expires_date) if row.expires_date else "",
        skills=[skill_words(one) for one in claim.skills],
        given=[given_words(one) for one in claim.skills if one.given not in (None, one.asked)],
        of_map=row.credential_id is not None,
        evidence=claim.evidence,
        state=str(row.get_state_display()),
        tag=f"nhsuk-tag--{TAGS[ClaimState(row.state)]}",
        is_open=row.state == ClaimState.SUBMITTED,
        decided=decided_words(row),
        words=row.decision_words,
    )


def skill_words(one: PriorLearningSkill) -> str:
    return worth_words(one) if one.minutes else _("%(skill)s, as a credential") % {"skill": worth_words(one)}


def worth_words(one: PriorLearningSkill | CredentialSkill) -> str:
    named = f"{one.skill.name}, “{one.get_depth_display()}”"
    return f"{named}, {duration(one.minutes)}" if one.minutes else named


def given_words(one: PriorLearningSkill) -> str:
    """What was given, where it is not what was claimed."""
    if not one.given_depth:
        return _("%(skill)s: nothing") % {"skill": one.skill.name}
    named = f"{one.skill.name}, “{one.get_given_depth_display()}”"
    return f"{named}, {duration(one.given_minutes)}" if one.given_minutes else named


def decided_words(row: PriorLearning) -> str:
    if row.state not in (ClaimState.APPROVED, ClaimState.REFUSED) or row.decided_by is None or row.decided_at is None:
        return ""
    by = row.decided_by.person or row.decided_by.get_full_name() or row.decided_by.get_username()
    return _("%(state)s by %(by)s on %(day)s") % {
        "state": row.get_state_display(),
        "by": by,
        "day": day_words(timezone.localdate(row.decided_at)),
    }
