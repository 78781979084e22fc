"""Whether somebody holds all that an activity gives already: then nobody needs to sit through it again."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from workforce.models import Person

from ..calc.days import add_days
from ..calc.next_step import brings_closer, step_of
from ..enums import VersionState
from ..models import Activity, ActivityDose, ActivityVersion
from .capability import FADING_DAYS, capability_of
from .held import held_by
from .offer import as_offers


def held_already_until(person: Person, activity: Activity, *, on: dt.date) -> dt.date | None:
    """The first day without the first of it. None: some of it is not held, or lapses so soon that it is time for it."""
    asked = given_by(activity)
    if not asked or is_asked_for(person, activity, on=on):
        return None
    held = [(one.target.skill_id, one.target.depth, one.days.until) for one in held_by(person, on=on) if one.target]
    first = min(
        max((until for mine, depth, until in held if mine == skill and depth >= deep), default=on)
        for skill, deep in asked.items()
    )
    return first if first > add_days(on, FADING_DAYS) else None


def given_by(activity: Activity) -> dict[int, int]:
    """By skill, how deep its latest published version goes."""
    return dict(ActivityDose.objects.filter(version__in=_latest(activity)).values_list("skill", "depth"))


def is_asked_for(person: Person, activity: Activity, *, on: dt.date) -> bool:
    """A level of theirs still lacks time or practice that it gives, though they may hold each of its skills."""
    mine = capability_of(person, on=on)
    levels = [level.asked for level in mine.levels if level.is_counted]
    offers = as_offers(ActivityVersion.objects.filter(pk__in=_latest(activity)).prefetch_related("doses"), on=on)
    return any(brings_closer(step_of(asked, mine.entries, offer, on=on)) for offer in offers for asked in levels)


def _latest(activity: Activity) -> QuerySet:
    published = ActivityVersion.objects.filter(activity=activity, state=VersionState.PUBLISHED)
    return published.order_by("-number").values("pk")[:1]
