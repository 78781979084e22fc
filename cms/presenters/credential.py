"""Credentials of the map in words: for whoever looks for their own, and for editors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum.enums import Depth
from curriculum.models import Credential
from curriculum.queries.capability import capability_of
from curriculum.queries.credential import Reaches, credentials_of, targets_reached
from workforce.models import Person, Trust

from .prior_learning import worth_words

NEVER = max(Depth) + 1


@dataclass(frozen=True, slots=True)
class CredentialLine:
    """`helps`: it shows something that the reader's levels ask for and they do not hold."""

    row: Credential
    lasts: str
    skills: list[str]
    helps: bool = False
    reaches: tuple[str, ...] = ()


def credential_lines(
    credentials: Sequence[Credential], *, person: Person | None = None, on: dt.date | None = None, typed: str = ""
) -> list[CredentialLine]:
    """Those that help the person first; of those that have every typed word."""
    missing = missing_of(person, on) if person and on else {}
    words = typed.casefold().split()
    found = [one for one in credentials if all(word in str(one).casefold() for word in words)]
    lines = [CredentialLine(one, lasts_words(one), skills_of(one), _helps(one, missing)) for one in found]
    return sorted(lines, key=lambda line: not line.helps)


def map_lines(trust: Trust, *, on: dt.date) -> list[CredentialLine]:
    """For editors: the retired ones last."""
    credentials = list(credentials_of(trust))
    reached = targets_reached(trust, credentials, on=on)
    lines = [
        CredentialLine(one, lasts_words(one), skills_of(one), reaches=tuple(map(reach_words, reached[one.pk])))
        for one in credentials
    ]
    return sorted(lines, key=lambda line: line.row.retired_date is not None)


def missing_of(person: Person, on: dt.date) -> dict[int, int]:
    """The skills that somebody's levels ask for and they do not hold, with the least depth that is asked."""
    missing: dict[int, int] = {}
    for level in capability_of(person, on=on).levels:
        for one in level.targets:
            if one.held is None:
                skill = one.target.skill_id
                missing[skill] = min(one.target.depth, missing.get(skill, one.target.depth))
    return missing


def lasts_words(credential: Credential) -> str:
    if credential.valid_months is None:
        return ""
    n = credential.valid_months
    return ngettext("for %(n)d month from its day", "for %(n)d months from its day", n) % {"n": n}


def skills_of(credential: Credential) -> list[str]:
    rows = sorted(credential.skills.all(), key=lambda row: (row.skill.position, row.pk))
    return [worth_words(row) for row in rows]


def reach_words(reaches: Reaches) -> str:
    told = {"level": reaches.level, "n": reaches.targets, "of": reaches.of}
    return _("%(level)s: %(n)d of %(of)d targets") % told


def _helps(credential: Credential, missing: dict[int, int]) -> bool:
    return any(row.depth >= missing.get(row.skill_id, NEVER) for row in credential.skills.all())
