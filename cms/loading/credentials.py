"""The map of credentials that a trust begins with, from its file. What a trust has changed or retired stays so."""

from __future__ import annotations

from typing import Any

from curriculum.calc.prior_learning import Worth
from curriculum.models import Credential, Skill
from curriculum.services.credential import Told, keep_credential
from workforce.models import Account, Trust

from .files import CONTENT, read

FILE = CONTENT / "credentials.yml"


def load_credentials(trust: Trust, *, by: Account | None) -> int:
    """How many the file has."""
    skills = {skill.code: skill for skill in Skill.objects.filter(trust=trust)}
    there = set(Credential.objects.filter(trust=trust).values_list("title", "given_by"))
    listed = read(FILE)["credentials"]
    for told in listed:
        if (told["title"], told["given_by"]) not in there:
            keep_credential(trust=trust, told=_told(told, skills), by=by)
    return len(listed)


def _told(told: dict[str, Any], skills: dict[str, Skill]) -> Told:
    return Told(
        title=told["title"],
        given_by=told["given_by"],
        valid_months=told.get("valid_months"),
        evidence_asked=told["evidence_asked"],
        managers_decide=told.get("managers_decide", False),
        skills=[(skills[code], _worth(worth)) for code, worth in told["skills"].items()],
    )


def _worth(worth: int | list[int]) -> Worth:
    return Worth(worth) if isinstance(worth, int) else Worth(*worth)
