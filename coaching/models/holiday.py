from __future__ import annotations

from django.db import models
from django.db.models import Q

from workforce.models import Trust
from workforce.models.stretch import Stretch, ends_after_it_begins

from .academy import Academy
from .team import Team


class Holiday(Stretch):
    """Days on which no slot is held: of one team, or of all teams of an academy. What was planned apart stays.

    Personal data: none.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    academy = models.ForeignKey(Academy, on_delete=models.PROTECT, related_name="holidays")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="holidays")
    words = models.CharField(max_length=100, help_text="Christmas, ward move")

    class Meta:
        constraints = [
            ends_after_it_begins("holiday_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(until__isnull=False), name="holiday_comes_to_an_end"),
            models.UniqueConstraint(
                fields=["trust", "academy", "team", "since"], name="holiday_begins_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return self.words
