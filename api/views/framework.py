from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from curriculum.models import Framework, FrameworkVersion, LevelDose, Target

from ..serializers.framework import FrameworkAsked, FrameworkOut, FrameworksAsked, FrameworkWholeOut
from .reading import Reading


class Frameworks(Reading):
    """The frameworks of the trust. They hold no personal data: everybody in the trust may read them."""

    scope = "frameworks:read"
    asked_class = FrameworksAsked
    serializer_class = FrameworkOut

    def get_queryset(self) -> QuerySet[Framework]:
        return Framework.objects.filter(trust=self.trust)

    @extend_schema(parameters=[FrameworksAsked], operation_id="frameworks")
    def get(self, request: Request) -> Response:
        return self.page_of(self.get_queryset())


class OneFramework(Reading):
    """One framework as it is in force on a day: its skills, and each level with its dose."""

    scope = "frameworks:read"
    asked_class = FrameworkAsked
    serializer_class = FrameworkWholeOut

    @extend_schema(parameters=[FrameworkAsked], operation_id="framework")
    def get(self, request: Request, uuid: str) -> Response:
        framework = get_object_or_404(Framework, trust=self.trust, uuid=uuid)
        return Response(FrameworkWholeOut(self._whole(framework)).data)

    def _whole(self, framework: Framework) -> dict[str, Any]:
        version = framework.versions.in_force_on(self.on).first()
        return {
            "framework": framework,
            "version": version,
            "skills": framework.skills.select_related("group").order_by("position", "code"),
            "levels": _doses_of(version) if version else [],
        }


def _doses_of(version: FrameworkVersion) -> QuerySet[LevelDose]:
    targets = Prefetch("targets", Target.objects.select_related("skill").order_by("skill__position", "skill__code"))
    return (
        version.doses.select_related("level")
        .prefetch_related(targets, "practice_targets")
        .order_by("level__position", "level__code")
    )
