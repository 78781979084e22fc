"""What somebody can sign off for others, because they can do it themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from workforce.models import Person

from ..models import ActivityVersion
from .capability import capability_of


def signable(assessor: Person | None, versions: Iterable[ActivityVersion], *, on: dt.date) -> list[ActivityVersion]:
    """Those of which the assessor holds each skill at its depth or deeper, in one of their own levels."""
    if assessor is None:
        return []
    targets = [one for level in capability_of(assessor, on=on).levels for one in level.targets if one.held]
    depth = {target.target.skill_id: target.target.depth for target in sorted(targets, key=lambda t: t.target.depth)}
    return [
        version
        for version in versions
        if all(depth.get(dose.skill_id, 0) >= dose.depth for dose in version.doses.all())
    ]
