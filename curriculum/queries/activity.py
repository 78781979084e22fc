from __future__ import annotations

from workforce.models import Trust

from ..enums import ActivityKind, VersionState
from ..models import Activity, ActivityVersion


def latest_version(activity: Activity) -> ActivityVersion | None:
    """The published version that gives dose now."""
    published = activity.versions.filter(state=VersionState.PUBLISHED).prefetch_related("doses")
    return published.order_by("-number").first()


def offered_keys(trust: Trust, module_key: str) -> set[str]:
    """What a module offers now. What is signed off by somebody is not offered by its page."""
    offered = Activity.objects.filter(trust=trust, module_key=module_key, retired_date=None)
    return set(offered.exclude(kind=ActivityKind.SIGN_OFF).values_list("key", flat=True))
