"""The framework: identities that last, and versions that say what they ask for from a day on."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from workforce.models import Account, Trust
from workforce.models.stretch import Recorded

from ..enums import VersionState


class Framework(Recorded):
    """What a trust asks of its people in improvement. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="frameworks")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    name_cy = models.CharField("name in Welsh", max_length=200, blank=True)
    source_note = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class FrameworkVersionQuerySet(models.QuerySet):
    def published(self) -> Self:
        return self.filter(state=VersionState.PUBLISHED)

    def in_force_on(self, day: dt.date) -> Self:
        """At most one row: the published version with the latest first day that is not after `day`."""
        return self.published().filter(effective_date__lte=day).order_by("-effective_date")[:1]


class FrameworkVersion(Recorded):
    """What the levels ask for from `effective_date` until the next published version begins.

    Exactly one version is in force in a trust on any day from the first one on. Personal data: who published.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=VersionState, default=VersionState.DRAFT)
    effective_date = models.DateField(null=True, blank=True)
    change_note = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = FrameworkVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "framework", "number"], name="framework_version_number_once"),
            models.UniqueConstraint(
                fields=["trust", "effective_date"],
                condition=Q(state="PUBLISHED"),
                name="one_framework_version_begins_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="DRAFT", published_at=None)
                | Q(state="PUBLISHED", published_at__isnull=False, effective_date__isnull=False),
                name="framework_version_published_with_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework}, version {self.number}"
