"""How many people there are, and how much of their time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from ..enums import BESIDE, PostKind
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
        posts_of_unknown_fte=Count("pk", filter=Q(fte=None)),
        fte=Sum("fte", default=Decimal(0)),  # last: from here on Django takes the name for the sum
    )
    return Headcount(**counted)


def people_by_kind(unit: Unit, *, on: dt.date) -> dict[PostKind, int]:
    """Distinct people with such a post on the day, in the unit or below. A kind that nobody has is left out."""
    posts = PostStretch.objects.filter(trust=unit.trust_id, kind__in=BESIDE).on(on).in_unit_or_below(unit, on)
    people = posts.values("kind").annotate(people=Count("person", distinct=True)).order_by("kind")
    return {PostKind(row["kind"]): row["people"] for row in people}
