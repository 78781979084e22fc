"""Activities are published here. A version says what is given and asked; once published it is never changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from workforce.models import Account, Trust
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import VersionState
from ..models import Activity, ActivityDose, ActivityVersion
from ..queries.activity import latest_version
from .entry import Dose


class CannotPublishActivity(Refused):
    """What it gives does not add up. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class Part:
    """An activity as its module names it."""

    key: str
    kind: str
    title: str
    minutes: int
    position: int = 0
    title_cy: str = ""
    way: str = ""
    is_refresher: bool = False


@transaction.atomic
def publish_activity(
    *,
    trust: Trust,
    part: Part,
    module_key: str = "",
    doses: Sequence[Dose],
    content: Mapping[str, Any],
    by: Account | None,
) -> ActivityVersion:
    """A new version where anything that is given or asked has changed; otherwise the one there is."""
    _check_split(part, doses)
    activity = _identity(trust, part, module_key, by)
    last = latest_version(activity)
    if last and last.minutes == part.minutes and last.content == content and _given_by(last) == set(doses):
        return last
    return _version(activity, last.number + 1 if last else 1, part.minutes, doses, content, by)


@transaction.atomic
def retire_activities(*, trust: Trust, keys: Collection[str], on: dt.date, by: Account | None) -> int:
    """From the day on they are offered no more. What they gave stays; published again, they are offered again."""
    offered = Activity.objects.select_for_update().filter(trust=trust, key__in=keys, retired_date=None)
    retired = list(offered.order_by("key"))
    for activity in retired:
        activity.retired_date = on
        activity.save(update_fields=["retired_date"])
        note(by=by, did="retired an activity", to=activity, trust=trust, key=activity.key)
    return len(retired)


def _check_split(part: Part, doses: Sequence[Dose]) -> None:
    given = sum(dose.minutes for dose in doses)
    if given > part.minutes:
        raise CannotPublishActivity(f"{part.title} lasts {part.minutes} minutes, but gives {given} in all.")


def _identity(trust: Trust, part: Part, module_key: str, by: Account | None) -> Activity:
    words = {"kind": part.kind, "title": part.title, "title_cy": part.title_cy, "position": part.position}
    words |= {"way": part.way, "is_refresher": part.is_refresher, "retired_date": None}
    activity, _ = Activity.objects.select_for_update().update_or_create(
        trust=trust,
        key=part.key,
        defaults=words | {"module_key": module_key},
        create_defaults=words | {"module_key": module_key, "recorded_by": by},
    )
    return activity


def _given_by(version: ActivityVersion) -> set[Dose]:
    return {
        Dose(dose.skill_id, dose.depth, dose.minutes, dose.practice_kind, dose.practice_count, dose.assessment)
        for dose in version.doses.all()
    }


def _version(
    activity: Activity,
    number: int,
    minutes: int,
    doses: Sequence[Dose],
    content: Mapping[str, Any],
    by: Account | None,
) -> ActivityVersion:
    version = ActivityVersion.objects.create(
        trust=activity.trust,
        activity=activity,
        number=number,
        state=VersionState.PUBLISHED,
        minutes=minutes,
        content=content,
        published_at=Now(),
        published_by=by,
        recorded_by=by,
    )
    ActivityDose.objects.bulk_create(_dose(version, dose) for dose in doses)
    note(by=by, did="published an activity", to=version, trust=activity.trust, key=activity.key, number=number)
    version.refresh_from_db()
    return version


def _dose(version: ActivityVersion, dose: Dose) -> ActivityDose:
    return ActivityDose(
        trust=version.trust,
        version=version,
        skill_id=dose.skill,
        depth=dose.depth,
        minutes=dose.minutes,
        practice_kind=dose.practice_kind,
        practice_count=dose.practice_count,
        assessment=dose.assessment,
    )
