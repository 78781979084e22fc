"""How many people there are, and how much of their time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from ..models import PostStretch, Trust, Unit


@dataclass(frozen=True, slots=True)
class Headcount:
    people: int
    posts: int
    fte: Decimal
    posts_of_unknown_fte: int


def headcount(trust: Trust, *, on: dt.date, unit: Unit | None = None) -> Headcount:
    """Distinct people with a post of any kind on the day, in the unit or below, or in the whole trust."""
    posts = PostStretch.objects.filter(trust=trust).on(on)
    counted = (posts.in_unit_or_below(unit, on) if unit else posts).aggregate(
        people=Count("person", distinct=True),
        posts=Count("pk"),
        fte=Sum("fte", default=Decimal(0)),
        posts_of_unknown_fte=Count("pk", filter=Q(fte=None)),
    )
    return Headcount(**counted)
