"""What a person could do next: published activities that give dose, those in the order they are best done in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from ..calc.dose import Entry
from ..calc.next_step import Offer
from ..enums import ActivityKind, VersionState
from ..models import ActivityVersion

IN_ORDER = (
    ActivityKind.LESSON,
    ActivityKind.CLASSROOM,
    ActivityKind.PRACTICE,
    ActivityKind.BIG_ROOM,
    ActivityKind.TEACHING,
    ActivityKind.SIGN_OFF,
)
ONCE_A_YEAR = (ActivityKind.LESSON, ActivityKind.CLASSROOM)
MONTHS_BETWEEN = 12


def giving_versions(trust: int) -> list[ActivityVersion]:
    """The published version that gives dose now, of each activity that is not retired. Without the checks' words."""
    published = ActivityVersion.objects.filter(trust=trust, state=VersionState.PUBLISHED, activity__retired_date=None)
    latest = published.order_by("activity", "-number").distinct("activity").values("pk")
    versions = ActivityVersion.objects.filter(pk__in=latest).defer("content").select_related("activity")
    return [*versions.prefetch_related("doses")]


def is_done_once(version: ActivityVersion) -> bool:
    """Practice is done again and again; a lesson or a session is not."""
    return version.activity.kind in ONCE_A_YEAR


def in_order(versions: Iterable[ActivityVersion], *, modules: Sequence[str]) -> list[ActivityVersion]:
    """What can be done at once first; the level's own modules, in their order, before others."""
    place = {code: number for number, code in enumerate(modules)}

    def best_done(version: ActivityVersion) -> tuple[bool, int, int, str, int, int]:
        activity = version.activity
        elsewhere = bool(activity.module_key) and activity.module_key not in place
        order = IN_ORDER.index(ActivityKind(activity.kind))
        where = place.get(activity.module_key, 0)
        return elsewhere, order, where, activity.module_key, activity.position, activity.pk

    return sorted(versions, key=best_done)


def as_offers(versions: Iterable[ActivityVersion], *, on: dt.date) -> Iterator[Offer]:
    for version in versions:
        gives = (
            Entry(
                -dose.pk, dose.skill_id, dose.depth, on, dose.minutes, dose.practice_kind, dose.practice_count,
                dose.assessment,
            )
            for dose in version.doses.all()
        )  # fmt: skip
        yield Offer(version.activity_id, tuple(gives))
