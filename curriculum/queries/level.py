from __future__ import annotations

import datetime as dt

from ..models import FrameworkVersion, Level, LevelDose


def dose_of(level: Level, *, on: dt.date) -> LevelDose | None:
    """What the level asks for under the version in force on the day; None where it is not in that version."""
    in_force = FrameworkVersion.objects.filter(trust=level.trust_id).in_force_on(on)
    return LevelDose.objects.filter(level=level, version__in=list(in_force)).first()
