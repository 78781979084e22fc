from __future__ import annotations

from ..enums import VersionState
from ..models import Activity, ActivityVersion


def latest_version(activity: Activity) -> ActivityVersion | None:
    """The published version that gives dose now."""
    published = activity.versions.filter(state=VersionState.PUBLISHED).prefetch_related("doses")
    return published.order_by("-number").first()
