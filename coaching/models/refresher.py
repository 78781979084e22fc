from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from workforce.models import Trust
from workforce.models.stretch import Recorded, keeps_its_history

from ..enums import RefresherAnswer
from .coach import Coach


@keeps_its_history()
class Refresher(Recorded):
    """A coach who lapsed is invited back, and what they say. Personal data: a colleague's answer."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    coach = models.ForeignKey(Coach, on_delete=models.PROTECT, related_name="refreshers")
    invited_date = models.DateField()
    answer = models.CharField(max_length=7, choices=RefresherAnswer, blank=True)
    answered_date = models.DateField(null=True, blank=True)
    done_date = models.DateField(null=True, blank=True, help_text="When the refresher was taken")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "coach"], condition=Q(answer="", done_date=None), name="coach_is_invited_back_once"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_date=None) | (~Q(answer="") & Q(answered_date__isnull=False)),
                name="refresher_is_answered_on_a_day",
            ),
        ]
