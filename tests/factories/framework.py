"""A small framework for tests of what programme leads do to it: one skill, one level, loaded through its own door."""

import datetime as dt

from curriculum.models import FrameworkVersion, LevelDose
from curriculum.services.framework import draft_version, load_framework
from workforce.models import Trust

from .workforce import BEGINNING


def small_framework(trust: Trust, *, since: dt.date = BEGINNING, **level) -> FrameworkVersion:
    """Everybody is to be aware of PDSA; `level` says otherwise."""
    told = {
        "code": "L1",
        "order": 1,
        "name": "Everyone",
        "audience": [{"kinds": []}],
        "targets": [{"skill": "M1", "depth": 1, "essential": True}],
    }
    data = {
        "framework": {"name": "Improvement"},
        "skill_groups": [{"code": "M", "name": "Method"}],
        "skills": [{"code": "M1", "group": "M", "name": "PDSA"}, {"code": "M2", "group": "M", "name": "Maps"}],
        "levels": [told | level],
    }
    return load_framework(trust=trust, data=data, effective_date=since, by=None)


def draft_dose(version: FrameworkVersion) -> LevelDose:
    """The dose of the only level in a new draft."""
    return draft_version(framework=version.framework, by=None).doses.get()
