"""What a course or qualification from elsewhere is worth here, said once for everybody."""

from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from workforce.models import Trust
from workforce.models.stretch import Recorded

from ..enums import Depth
from .skill import Skill


class CredentialQuerySet(models.QuerySet["Credential"]):
    def claimable(self) -> Self:
        return self.filter(retired_date=None)


class Credential(Recorded):
    """A course, certificate or badge from elsewhere, and for which skills it counts. Personal data: who recorded it."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(max_length=200)
    given_by = models.CharField(max_length=200)
    valid_months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="From the day of the award; empty: it has no end of its own"
    )
    evidence_asked = models.CharField(max_length=400)
    managers_decide = models.BooleanField(
        default=False, help_text="Managers may decide claims of it, of their own people"
    )
    retired_date = models.DateField(null=True, blank=True)

    objects = CredentialQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "title", "given_by"],
                condition=Q(retired_date=None),
                name="credential_is_in_the_map_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_months=None) | Q(valid_months__gte=1), name="credential_valid_months_are_some"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.given_by}"


class CredentialSkill(models.Model):
    """A skill and the depth that a credential shows; with minutes, so much learning of it. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    credential = models.ForeignKey(Credential, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    depth = models.PositiveSmallIntegerField(choices=Depth)
    minutes = models.PositiveIntegerField(default=0, help_text="0: the skill is shown")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "credential", "skill"], name="credential_names_a_skill_once"),
            models.CheckConstraint(condition=Q(depth__gte=1, depth__lte=4), name="credential_depth_is_1_to_4"),
        ]
