"""Plans of a trust: what units mean to have at levels, and by when."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from workforce.models import Trust

from ..models import LevelPlan


def plans_of(trust: Trust, *, units: Iterable[int] | None = None) -> QuerySet[LevelPlan]:
    """By level, then the nearest day first; of these units, or of all."""
    plans = LevelPlan.objects.filter(trust=trust).select_related("level", "unit")
    if units is not None:
        plans = plans.filter(unit__in=units)
    return plans.order_by("level__position", "by_date", "unit")
