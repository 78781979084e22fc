"""Three years of learning with what it came from, and into the ledger through its bulk door."""

from __future__ import annotations

from collections.abc import Iterable

from curriculum.models import ActivityVersion
from curriculum.services.bulk import Given, enter_many
from workforce.models import Account, Person, Trust

from .load_sources import load_sources
from .training import Learned


def load_training(trust: Trust, people: dict[str, Person], learned: Iterable[Learned], by: Account | None) -> int:
    """How many ledger entries that made."""
    versions = _published(trust)
    given = [
        Given(
            person=people[told.employee].pk,
            version=versions[told.key],
            source_kind=told.source,
            source_id=told.source_id,
            given_date=told.day,
        )
        for told in learned
    ]
    load_sources(trust, given)
    return enter_many(trust=trust, rows=given, by=by).entries


def _published(trust: Trust) -> dict[str, ActivityVersion]:
    """The latest published version of each activity, by the activity's key."""
    versions = ActivityVersion.objects.filter(trust=trust, published_at__isnull=False).select_related("activity")
    return {version.activity.key: version for version in versions.order_by("number").prefetch_related("doses")}
