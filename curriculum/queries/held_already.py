"""Whether somebody holds all that an activity gives already: then nobody needs to sit through it again."""

from __future__ import annotations

import datetime as dt

from workforce.models import Person

from ..calc.days import add_days
from ..enums import VersionState
from ..models import Activity, ActivityDose, ActivityVersion
from .capability import FADING_DAYS
from .held import held_by


def held_already_until(person: Person, activity: Activity, *, on: dt.date) -> dt.date | None:
    """The first day without the first of it. None: some of it is not held, or lapses so soon that it is time for it."""
    asked = given_by(activity)
    if not asked:
        return None
    held = [(one.target.skill_id, one.target.depth, one.days.until) for one in held_by(person, on=on) if one.target]
    first = min(
        max((until for mine, depth, until in held if mine == skill and depth >= deep), default=on)
        for skill, deep in asked.items()
    )
    return first if first > add_days(on, FADING_DAYS) else None


def given_by(activity: Activity) -> dict[int, int]:
    """By skill, how deep its latest published version goes."""
    published = ActivityVersion.objects.filter(activity=activity, state=VersionState.PUBLISHED)
    latest = published.order_by("-number").values("pk")[:1]
    return dict(ActivityDose.objects.filter(version__in=latest).values_list("skill", "depth"))
