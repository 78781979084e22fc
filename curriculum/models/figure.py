"""Figures that are kept: month ends as readers without named access see them, and months frozen as reported."""

from __future__ import annotations

from django.db import models
from django.db.models import F
from django.db.models.functions import Now

from workforce.models import Account, Trust, Unit

from .level import Level


class MonthEnd(models.Model):
    """Derived: a unit's cells at a month's end, already rounded and suppressed over the whole tree.

    `figures` holds, by column ("level" or "level:skill"), six numbers in the order of calc/suppression.py; -1 is
    hidden for being small, -2 for what it would give away. Personal data: none.
    """

    trust = models.ForeignKey(Trust, on_delete=models.CASCADE, related_name="+", db_index=False)
    on = models.DateField()
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", db_index=False)
    figures = models.JSONField(default=dict)
    suppressed_below = models.PositiveSmallIntegerField()
    rounded_to = models.PositiveSmallIntegerField()
    computed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trust", "on", "unit"], name="month_end_is_kept_once")]


class PublishedFigure(models.Model):
    """A unit's and level's figures of a month, frozen as reported. Never changed: a correction stands beside it.

    Personal data: who published.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+", db_index=False)
    on = models.DateField(help_text="The end of the month that is reported")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    required = models.PositiveIntegerField()
    met = models.PositiveIntegerField()
    in_time = models.PositiveIntegerField()
    overdue = models.PositiveIntegerField()
    away = models.PositiveIntegerField()
    exempt = models.PositiveIntegerField()
    published_at = models.DateTimeField(db_default=Now())
    published_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "on", "unit", "level"], name="figure_is_published_once"),
            models.CheckConstraint(
                condition=models.Q(required=F("met") + F("in_time") + F("overdue")),
                name="published_figure_adds_up",
            ),
        ]
