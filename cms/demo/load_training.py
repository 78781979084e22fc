"""Three years of learning into the ledger, through its bulk door; and of lessons, that their checks were passed."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from curriculum.calc.source import past_training_source
from curriculum.enums import SourceKind
from curriculum.models import ActivityVersion, Attempt, Progress
from curriculum.services.bulk import Given, enter_many
from workforce.models import Account, Person, Trust

from .training import Learned

AT_ONCE = 2_000
NOON = dt.time(12, tzinfo=dt.UTC)


def load_training(trust: Trust, people: dict[str, Person], learned: Iterable[Learned], by: Account | None) -> int:
    """How many ledger entries that made."""
    versions, learned = _published(trust), list(learned)
    rows = (
        Given(
            person=people[told.employee].pk,
            version=versions[told.key],
            source_kind=told.source,
            source_id=_source(told, people[told.employee], versions[told.key]),
            given_date=told.day,
        )
        for told in learned
    )
    _load_attempts(trust, people, versions, [told for told in learned if told.source == SourceKind.LESSON])
    return enter_many(trust=trust, rows=rows, by=by).entries


def _source(told: Learned, person: Person, version: ActivityVersion) -> uuid.UUID:
    """As a file of past training names it, where it came from one."""
    if told.source == SourceKind.PAST_TRAINING:
        return past_training_source(person.uuid, version.activity.uuid, told.day)
    return told.source_id


def _load_attempts(
    trust: Trust, people: dict[str, Person], versions: dict[str, ActivityVersion], lessons: list[Learned]
) -> None:
    attempts = (
        Attempt(
            trust=trust,
            uuid=told.source_id,
            person=people[told.employee],
            version=versions[told.key],
            answered_at=dt.datetime.combine(told.day, NOON),
            score=100,
            passed=True,
        )
        for told in lessons
    )
    finished = (
        Progress(
            trust=trust,
            person=people[told.employee],
            activity=versions[told.key].activity,
            finished_at=dt.datetime.combine(told.day, NOON),
        )
        for told in lessons
    )
    Attempt.objects.bulk_create(attempts, batch_size=AT_ONCE)
    Progress.objects.bulk_create(finished, batch_size=AT_ONCE, ignore_conflicts=True)


def _published(trust: Trust) -> dict[str, ActivityVersion]:
    """The latest published version of each activity, by the activity's key."""
    versions = ActivityVersion.objects.filter(trust=trust, published_at__isnull=False).select_related("activity")
    return {version.activity.key: version for version in versions.order_by("number").prefetch_related("doses")}
