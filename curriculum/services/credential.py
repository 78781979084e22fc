"""The map of credentials: what a course or qualification from elsewhere is worth here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from workforce.models import Account, Trust
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..calc.prior_learning import Worth
from ..models import Credential, CredentialSkill, Skill


class CannotKeepCredential(Refused):
    """It is not sound, or there already. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an editor says of a credential; see its model."""

    title: str
    given_by: str
    valid_months: int | None
    evidence_asked: str
    skills: Sequence[tuple[Skill, Worth]]
    managers_decide: bool = False


@transaction.atomic
def keep_credential(
    *, trust: Trust, told: Told, by: Account | None, credential: Credential | None = None
) -> Credential:
    """A new one, or one that is there changed. Claims that were made keep the terms of their day."""
    Trust.objects.select_for_update().get(pk=trust.pk)  # one editor after the other: a title is there once
    _must_be_sound(trust, told, credential)
    kept = credential or Credential(trust=trust, recorded_by=by)
    kept.title, kept.given_by = told.title.strip(), told.given_by.strip()
    kept.valid_months, kept.evidence_asked = told.valid_months, told.evidence_asked.strip()
    kept.managers_decide = told.managers_decide
    kept.save()
    kept.skills.all().delete()
    CredentialSkill.objects.bulk_create(
        CredentialSkill(trust=trust, credential=kept, skill=skill, depth=worth.depth, minutes=worth.minutes)
        for skill, worth in told.skills
    )
    if by:
        note(by=by, did="changed a credential" if credential else "added a credential", to=kept)
    return kept


@transaction.atomic
def retire_credential(*, credential: Credential, on: dt.date, by: Account) -> None:
    """It cannot be claimed any more; claims that were made stay. Told again, nothing changes."""
    if Credential.objects.filter(pk=credential.pk, retired_date=None).update(retired_date=on):
        note(by=by, did="retired a credential", to=credential)


@transaction.atomic
def bring_back_credential(*, credential: Credential, by: Account) -> None:
    Trust.objects.select_for_update().get(pk=credential.trust_id)
    _must_be_new(credential.trust, credential.title, credential.given_by, credential)
    if Credential.objects.filter(pk=credential.pk).exclude(retired_date=None).update(retired_date=None):
        note(by=by, did="brought a credential back", to=credential)


def _must_be_sound(trust: Trust, told: Told, credential: Credential | None) -> None:
    if not told.title.strip() or not told.given_by.strip():
        raise CannotKeepCredential("Say what it is called, and who gives it.")
    if not told.evidence_asked.strip():
        raise CannotKeepCredential("Say what shows that somebody has it.")
    if not told.skills or len({skill.pk for skill, _worth in told.skills}) < len(told.skills):
        raise CannotKeepCredential("Say at least one skill that it counts for, and each only once.")
    if any(skill.trust_id != trust.pk for skill, _worth in told.skills):
        raise CannotKeepCredential("A skill does not belong to your trust.")
    _must_be_new(trust, told.title.strip(), told.given_by.strip(), credential)


def _must_be_new(trust: Trust, title: str, given_by: str, other_than: Credential | None) -> None:
    same = Credential.objects.claimable().filter(trust=trust, title__iexact=title, given_by__iexact=given_by)
    if (same.exclude(pk=other_than.pk) if other_than else same).exists():
        raise CannotKeepCredential("It is in the map already. Change that one.")
