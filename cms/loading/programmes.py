"""The programmes with which an academy begins, from their file. A trust's own later versions stay."""

from __future__ import annotations

from coaching.models import Programme, ProgrammeVersion
from coaching.services.programme import publish_programme
from workforce.models import Account, Trust

from .files import CONTENT, read

FILE = CONTENT / "programmes.yml"


def load_programmes(trust: Trust, *, by: Account | None) -> dict[str, ProgrammeVersion]:
    """By code, the version in force of each."""
    there = set(Programme.objects.filter(trust=trust).values_list("code", flat=True))
    for told in read(FILE)["programmes"]:
        if told["code"] not in there:
            publish_programme(trust=trust, told=told, by=by)
    latest = ProgrammeVersion.objects.filter(trust=trust, state="PUBLISHED").select_related("programme")
    return {version.programme.code: version for version in latest.order_by("number")}
