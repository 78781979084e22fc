from __future__ import annotations

from django.db.models import Q, QuerySet, Subquery

from workforce.models import Trust
from workforce.queries.built_once import BuiltOnce

from ..enums import ActivityKind, VersionState
from ..models import Activity, ActivityVersion


def latest_version(activity: Activity) -> ActivityVersion | None:
    """The published version that gives dose now."""
    published = activity.versions.filter(state=VersionState.PUBLISHED).prefetch_related("doses")
    return published.order_by("-number").first()


def latest_of(trust: int, key: str) -> ActivityVersion | None:
    """The published version of the activity with this key."""
    published = ActivityVersion.objects.filter(activity__trust=trust, activity__key=key, state=VersionState.PUBLISHED)
    return published.select_related("activity").order_by("-number").first()


def shown_and_latest(trust: int, version: int) -> tuple[ActivityVersion, ActivityVersion] | None:
    """A version, and the published one that gives dose now, in one question; without one the version itself."""
    found = _SHOWN_AND_LATEST(trust=trust, version=version)
    shown = next((one for one in found if one.pk == version), None)
    latest = next((one for one in found if one.state == VersionState.PUBLISHED), shown)
    return (shown, latest) if shown and latest else None


def _of_the_same(version: int) -> QuerySet[ActivityVersion]:
    """The published versions of the activity of a version, the latest first."""
    same = ActivityVersion.objects.filter(activity__versions=version, state=VersionState.PUBLISHED)
    return same.order_by("-number")


_SHOWN_AND_LATEST = BuiltOnce(
    lambda trust, version: (
        ActivityVersion.objects.select_related("activity")
        .filter(Q(pk=version) | Q(pk=Subquery(_of_the_same(version).values("pk")[:1])), trust=trust)
        .order_by("-number")
    )
)


def offered_keys(trust: Trust, module_key: str) -> set[str]:
    """What a module offers now. What is signed off by somebody is not offered by its page."""
    offered = Activity.objects.filter(trust=trust, module_key=module_key, retired_date=None)
    return set(offered.exclude(kind=ActivityKind.SIGN_OFF).values_list("key", flat=True))
