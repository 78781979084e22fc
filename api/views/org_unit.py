from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from workforce.models import UnitIdentifier, UnitPlace, UnitReach

from ..serializers.org_unit import OrgUnitOut, OrgUnitsAsked
from .reading import Reading


def places_on(places: QuerySet[UnitPlace], day: dt.date) -> QuerySet[UnitPlace]:
    """With each place the way down to it, whether anything lies below it, and the unit's codes on the day."""
    way_down = UnitReach.objects.on(day).filter(unit=OuterRef("unit")).order_by("-distance")
    below = UnitPlace.objects.on(day).filter(parent=OuterRef("unit"))
    codes = Prefetch("unit__identifiers", UnitIdentifier.objects.on(day), to_attr="identifiers_on_the_day")
    return (
        places.on(day)  # type: ignore[attr-defined]  # a StretchQuerySet
        .select_related("unit", "parent")
        .prefetch_related(codes)
        .annotate(path=ArraySubquery(way_down.values("ancestor__uuid")), has_children=Exists(below))
    )


class OrgUnits(Reading):
    """The organisation on a day, a unit a row. It holds no personal data: everybody in the trust may read it."""

    scope = "org:read"
    asked_class = OrgUnitsAsked
    serializer_class = OrgUnitOut

    def get_queryset(self) -> QuerySet[UnitPlace]:
        places = places_on(UnitPlace.objects.filter(trust=self.trust), self.on)
        if code := self.asked.get("code"):
            places = places.filter(code=code)
        return places.filter(unit__in=self._below_the_root()) if self._is_narrowed() else places

    def _is_narrowed(self) -> bool:
        return "root" in self.asked or "depth" in self.asked

    def _below_the_root(self) -> QuerySet[UnitReach, Any]:
        reach = UnitReach.objects.filter(trust=self.trust).on(self.on)
        if root := self.asked.get("root"):
            reach = reach.filter(ancestor__uuid=root)
        else:
            reach = reach.filter(ancestor__places__in=UnitPlace.objects.on(self.on).filter(parent=None))
        if (depth := self.asked.get("depth")) is not None:
            reach = reach.filter(distance__lte=depth)
        return reach.values("unit")

    @extend_schema(parameters=[OrgUnitsAsked], operation_id="org_units")
    def get(self, request: Request) -> Response:
        return self.page_of(self.get_queryset(), on=self.on)
