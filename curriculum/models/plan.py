from __future__ import annotations

from django.db import models
from django.db.models import Q

from workforce.models import Trust, Unit
from workforce.models.stretch import Recorded, keeps_its_history

from .level import Level


@keeps_its_history()
class LevelPlan(Recorded):
    """How many people, as a number or a share, a unit means to have at a level by a day. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="level_plans")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="plans")
    by_date = models.DateField()
    people = models.PositiveIntegerField(null=True, blank=True)
    share = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True, help_text="0.15 is 15 %")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "unit", "level", "by_date"], name="level_plan_is_made_once_a_day"),
            models.CheckConstraint(
                condition=Q(people=None, share__isnull=False) | Q(people__isnull=False, share=None),
                name="level_plan_is_a_number_or_a_share",
            ),
            models.CheckConstraint(condition=Q(share=None) | Q(share__gt=0, share__lte=1), name="level_plan_share"),
        ]
