"""Activities: the smallest things that give dose. Only a published version gives it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from workforce.models import Account, Trust
from workforce.models.stretch import Recorded

from ..enums import ActivityKind, Assessment, Depth, PracticeKind, VersionState
from .skill import Skill


class Activity(Recorded):
    """One thing that gives dose, known by a stable key in all its versions and languages. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=80, help_text="Stable: a lesson has one for all its languages")
    kind = models.CharField(max_length=9, choices=ActivityKind)
    title = models.CharField(max_length=200)
    title_cy = models.CharField("title in Welsh", max_length=200, blank=True)
    module_key = models.CharField(max_length=80, blank=True, help_text="The module it is a part of")
    way = models.CharField(max_length=80, blank=True, help_text="Of the ways to take its module, the one it is part of")
    is_refresher = models.BooleanField(default=False, help_text="It keeps a skill that was reached, and teaches none")
    position = models.PositiveSmallIntegerField(default=0)
    retired_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trust", "key"], name="activity_key_is_used_once")]
        indexes = [models.Index(fields=["trust", "module_key", "position"], name="activity_by_module")]

    def __str__(self) -> str:
        return self.title


class ActivityVersion(Recorded):
    """What an activity gives, as published. Never changed once published. Personal data: who published."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=VersionState, default=VersionState.DRAFT)
    minutes = models.PositiveSmallIntegerField(help_text="Its whole length")
    content = models.JSONField(default=dict, blank=True, help_text="The check as it was published, for old attempts")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "activity", "number"], name="activity_version_number_once"),
            models.CheckConstraint(
                condition=Q(state="DRAFT", published_at=None) | Q(state="PUBLISHED", published_at__isnull=False),
                name="activity_version_published_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity}, version {self.number}"


class ActivityDose(models.Model):
    """What one version gives in one skill. The minutes of a version never exceed its length. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(ActivityVersion, on_delete=models.CASCADE, related_name="doses")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    depth = models.PositiveSmallIntegerField(choices=Depth)
    minutes = models.PositiveSmallIntegerField(default=0)
    practice_kind = models.CharField(max_length=20, choices=PracticeKind, blank=True)
    practice_count = models.PositiveSmallIntegerField(default=0)
    assessment = models.CharField(max_length=10, choices=Assessment, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "version", "skill"], name="activity_gives_a_skill_once"),
            models.CheckConstraint(condition=Q(depth__gte=1, depth__lte=4), name="activity_dose_depth_is_1_to_4"),
            models.CheckConstraint(
                condition=Q(practice_kind="", practice_count=0) | (~Q(practice_kind="") & Q(practice_count__gte=1)),
                name="activity_practice_has_kind_and_count",
            ),
        ]
