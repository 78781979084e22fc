from __future__ import annotations

from django.db import models

from workforce.models import Trust
from workforce.models.stretch import Recorded

from .activity import Activity


class CourseMapping(Recorded):
    """What a course is here, as files of past training call it. Personal data: none beyond who matched it."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200, help_text="The name as it is compared: small letters, single spaces")
    name = models.CharField(max_length=200, help_text="As it stands in a file")
    activity = models.ForeignKey(
        Activity,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="courses",
        help_text="Empty: not counted",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trust", "key"], name="course_is_matched_once")]

    def __str__(self) -> str:
        return self.name
