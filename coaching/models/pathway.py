from __future__ import annotations

from django.db import models

from workforce.models import Site, Trust
from workforce.models.stretch import Recorded


class Pathway(Recorded):
    """The care that patients of a kind are given on their way, across units and employers. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=150)
    closed_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trust", "code"], name="pathway_code_is_used_once")]

    def __str__(self) -> str:
        return self.name


class TravelTime(Recorded):
    """How long it takes from one site to another, either way. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    one = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "one", "other"], name="way_between_sites_is_told_once"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="way_is_told_in_one_direction"),
        ]
