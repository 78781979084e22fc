from __future__ import annotations

from django.db import models
from django.db.models import Q

from workforce.models import Trust
from workforce.models.stretch import Recorded, keeps_its_history

from ..enums import TargetKind
from .academy import Academy


@keeps_its_history()
class AcademyTarget(Recorded):
    """How many of a kind an academy means to have by a day. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    academy = models.ForeignKey(Academy, on_delete=models.PROTECT, related_name="targets")
    kind = models.CharField(max_length=11, choices=TargetKind)
    number = models.PositiveSmallIntegerField()
    due_date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "academy", "kind", "due_date"], name="academy_has_one_target_of_a_kind_by_a_day"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="target_is_something"),
        ]
