from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from workforce.models import Person, PersonIdentifier, PostIdentifier, PostStretch, UnitReach

from ..serializers.staff import StaffAsked, StaffOut
from .reading import Reading


def with_posts(people: QuerySet[Person], day: dt.date) -> QuerySet[Person]:
    """With each person their codes and their posts on the day: five queries, however many people."""
    codes = PersonIdentifier.objects.on(day)
    post_codes = Prefetch("post__identifiers", PostIdentifier.objects.on(day), to_attr="identifiers_on_the_day")
    posts = PostStretch.objects.on(day).select_related("post", "unit", "site", "manager").order_by("post")
    return people.prefetch_related(
        Prefetch("identifiers", codes, to_attr="identifiers_on_the_day"),
        Prefetch("stretches", posts.prefetch_related(post_codes), to_attr="stretches_on_the_day"),
    )


class Staff(Reading):
    """People, with their posts on a day, as far as the account may see them by name."""

    scope = "staff:read"
    asked_class = StaffAsked
    serializer_class = StaffOut

    def get_queryset(self) -> QuerySet[Person]:
        people = Person.objects.visible_to(self.account, on=self.today).filter(trust=self.trust)
        return with_posts(self._known_as(self._in_posts(people)), self.on)

    def _in_posts(self, people: QuerySet[Person]) -> QuerySet[Person]:
        """A unit, a staff group and a kind must hold on one and the same post."""
        asked = {name: self.asked[name] for name in ("staff_group", "kind") if name in self.asked}
        posts = PostStretch.objects.on(self.on).filter(trust=self.trust, **asked)
        if unit := self.asked.get("org_unit"):
            reach = UnitReach.objects.filter(trust=self.trust, ancestor__uuid=unit).on(self.on)
            posts = posts.filter(
                unit__in=(reach if self.asked["descendants"] else reach.filter(distance=0)).values("unit")
            )
        elif not asked:
            return people
        return people.filter(pk__in=posts.values("person"))

    def _known_as(self, people: QuerySet[Person]) -> QuerySet[Person]:
        if "identifier" not in self.asked:
            return people
        system, value = self.asked["identifier"].split(":", 1)
        codes = PersonIdentifier.objects.on(self.on).filter(trust=self.trust, system=system, value=value)
        post_codes = PostIdentifier.objects.on(self.on).filter(trust=self.trust, system=system, value=value)
        return people.filter(pk__in=codes.values("person").union(post_codes.values("post__person")))

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "on": self.on}

    @extend_schema(parameters=[StaffAsked], operation_id="staff")
    def get(self, request: Request) -> Response:
        return self.page_of(self.get_queryset(), on=self.on)
