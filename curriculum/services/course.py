"""What courses are here: matched to an activity, not counted, or left for later. The lines concerned are read again."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from workforce.models import Account, ImportRun, Job, Trust
from workforce.services.decision import note
from workforce.services.job import request_job
from workforce.services.refusal import Refused

from ..models import Activity, CourseMapping
from ..queries.course import LONGEST, LOOK_AGAIN, course_key, mappings_of
from .locks import hold_training


class CannotMatchCourse(Refused):
    """The course cannot be this activity."""


class _NotCounted:
    """What somebody says of a course that is nothing here."""


NOT_COUNTED = _NotCounted()
Match = Activity | _NotCounted | None


@transaction.atomic
def match_courses(*, trust: Trust, matches: Mapping[str, Match], by: Account | None) -> Job | None:
    """Each course by its name: an activity, not counted, or (None) to be decided later. No job: nothing was new."""
    hold_training(trust.pk)
    now = mappings_of(trust, map(course_key, matches))
    changed = [name for name, match in matches.items() if _is_new(now.get(course_key(name)), match)]
    for name in changed:
        _match(trust, name, matches[name], by)
    if not changed:
        return None
    note(by=by, did="matched courses", to=trust, courses=len(changed))
    return request_job(name=LOOK_AGAIN, arguments={"courses": [*map(course_key, changed)]}, by=by, trust=trust)


@transaction.atomic
def look_again(*, trust: Trust, by: Account | None, run: ImportRun | None = None) -> Job:
    """People may have come to be known since a file was read. Without a file: all there are."""
    return request_job(name=LOOK_AGAIN, arguments={"run": run.pk} if run else {}, by=by, trust=trust)


def _is_new(now: CourseMapping | None, match: Match) -> bool:
    if now is None or match is None:
        return (now is None) != (match is None)
    return now.activity_id != (match.pk if isinstance(match, Activity) else None)


def _match(trust: Trust, name: str, match: Match, by: Account | None) -> None:
    mappings, key = CourseMapping.objects.filter(trust=trust), course_key(name)
    if match is None:
        mappings.filter(key=key).delete()
        return
    activity = match if isinstance(match, Activity) else None
    if activity and activity.trust_id != trust.pk:
        raise CannotMatchCourse("The activity belongs to another trust.")
    mappings.update_or_create(
        trust=trust, key=key, defaults={"name": name[:LONGEST], "activity": activity, "recorded_by": by}
    )
