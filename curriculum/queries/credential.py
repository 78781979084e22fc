"""The map of credentials: what can be claimed, and which targets of which levels each one reaches."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workforce.models import Trust

from ..models import Credential, CredentialSkill, Target
from ..models.credential import CredentialQuerySet
from .framework import version_in_force


@dataclass(frozen=True, slots=True)
class Reaches:
    """How many of a level's targets a credential reaches by itself."""

    level: str
    targets: int
    of: int


def credentials_of(trust: Trust) -> CredentialQuerySet:
    found = Credential.objects.filter(trust=trust).prefetch_related("skills__skill")
    return found.order_by("title", "given_by", "pk")


def claimable_credentials(trust: Trust) -> list[Credential]:
    return [*credentials_of(trust).claimable()]


def targets_reached(trust: Trust, credentials: list[Credential], *, on: dt.date) -> dict[int, list[Reaches]]:
    """By credential, in the order of the levels. What counts as minutes reaches nothing by itself."""
    asked = _asked(trust, on)
    return {one.pk: _reached(one, asked) for one in credentials}


def _asked(trust: Trust, on: dt.date) -> dict[str, list[Target]]:
    version = version_in_force(trust, on=on)
    targets = Target.objects.filter(dose__version=version).select_related("dose__level") if version else []
    levels: dict[str, list[Target]] = {}
    for target in sorted(targets, key=lambda one: one.dose.level.position):
        levels.setdefault(target.dose.level.name, []).append(target)
    return levels


def _reached(credential: Credential, asked: dict[str, list[Target]]) -> list[Reaches]:
    shown = {row.skill_id: row.depth for row in credential.skills.all() if is_shown(row)}
    counted = [
        Reaches(level, sum(shown.get(one.skill_id, 0) >= one.depth for one in targets), len(targets))
        for level, targets in asked.items()
    ]
    return [one for one in counted if one.targets]


def is_shown(row: CredentialSkill) -> bool:
    return not row.minutes
