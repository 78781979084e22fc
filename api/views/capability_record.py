from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from curriculum.models import Holding
from workforce.models import Person, PostStretch, UnitReach

from ..serializers.capability_record import RecordOut, RecordsAsked
from .reading import Reading


class CapabilityRecords(Reading):
    """What people hold and until when, derived from the ledger, of the people the account may see by name."""

    scope = "records:read"
    asked_class = RecordsAsked
    serializer_class = RecordOut

    def get_queryset(self) -> QuerySet[Holding]:
        held = Holding.objects.filter(trust=self.trust, person__in=self._people()).select_related(
            "person", "level", "skill"
        )
        if "level" in self.asked:
            held = held.filter(level__code__in=self.asked["level"])
        if "skill" in self.asked:
            held = held.filter(skill__code__in=self.asked["skill"])
        return self._with_status(held)

    def _with_status(self, held: QuerySet[Holding]) -> QuerySet[Holding]:
        match self.asked["status"]:
            case "held":
                return held.on(self.on)  # type: ignore[attr-defined]  # a StretchQuerySet
            case "lapsed":
                return held.filter(until__lte=self.on)
            case "future":
                return held.filter(since__gt=self.on)
        return held

    def _people(self) -> QuerySet[Person, Any]:
        people = Person.objects.visible_to(self.account, on=self.today).filter(trust=self.trust)
        if "staff" in self.asked:
            people = people.filter(uuid=self.asked["staff"])
        if unit := self.asked.get("org_unit"):
            below = UnitReach.objects.filter(trust=self.trust, ancestor__uuid=unit).on(self.on).values("unit")
            people = people.filter(pk__in=PostStretch.objects.on(self.on).filter(unit__in=below).values("person"))
        return people.values("pk")

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "on": self.on}

    @extend_schema(parameters=[RecordsAsked], operation_id="capability_records")
    def get(self, request: Request) -> Response:
        return self.page_of(self.get_queryset(), on=self.on)
