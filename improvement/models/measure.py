"""What a team counts over time. Values are exact decimals; a correction leaves the row as it was in its history."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from coaching.models import Team
from workforce.models import Account, Person, Trust
from workforce.models.stretch import Recorded, keeps_its_history

from ..enums import Frequency, Good, MeasureKind

FIGURES, PLACES = 18, 6  # of a value: before and behind the point together, and behind it
BASELINE = 12  # points, where nobody says otherwise


class OfTeamQuerySet(models.QuerySet):
    def visible_to(self, account: Account | AnonymousUser, *, on: dt.date) -> Self:
        """Whoever sees the team sees what changed for it."""
        return self.filter(team__in=Team.objects.visible_to(account, on=on).values("pk"))


class MeasureQuerySet(OfTeamQuerySet):
    def in_use(self) -> Self:
        return self.filter(closed_date=None)


@keeps_its_history()
class Measure(Recorded):
    """What a team counts, and exactly how. With a denominator each point is told as two counts.

    Personal data: whose measure it is; free words about a team's work.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="measures")
    name = models.CharField(max_length=150)
    why = models.TextField(blank=True, help_text="What it tells the team")
    definition = models.TextField(blank=True, help_text="Who counts what, where and when, so that two count the same")
    unit = models.CharField(max_length=40, blank=True, help_text="minutes, patients, %")
    kind = models.CharField(max_length=9, choices=MeasureKind, default=MeasureKind.OUTCOME)
    good = models.CharField(max_length=7, choices=Good, default=Good.UP)
    target = models.DecimalField(max_digits=FIGURES, decimal_places=PLACES, null=True, blank=True)
    frequency = models.CharField(max_length=9, choices=Frequency, default=Frequency.WEEK)
    numerator = models.CharField(max_length=200, blank=True, help_text="What is counted")
    denominator = models.CharField(max_length=200, blank=True, help_text="Out of what")
    per = models.PositiveIntegerField(default=1, help_text="100: per cent; 1,000: per thousand")
    baseline_points = models.PositiveSmallIntegerField(
        null=True, blank=True, default=BASELINE, help_text="The median is of so many first points; empty: of all"
    )
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_date = models.DateField(null=True, blank=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "team", "name"], name="measure_name_is_used_once"),
            models.CheckConstraint(
                condition=Q(numerator="", denominator="") | (~Q(numerator="") & ~Q(denominator="")),
                name="measure_has_both_counts_or_none",
            ),
            models.CheckConstraint(condition=Q(per__gte=1), name="measure_is_told_per_something"),
            models.CheckConstraint(
                condition=Q(baseline_points=None) | Q(baseline_points__gte=1), name="measure_baseline_has_points"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_ratio(self) -> bool:
        return bool(self.denominator)


@keeps_its_history()
class MeasurePoint(Recorded):
    """What was counted on a day. Who told it last, and when, is beside it; what it said before, in its history.

    Personal data: free words about a team's work.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="points")
    date = models.DateField()
    value = models.DecimalField(max_digits=FIGURES, decimal_places=PLACES)
    numerator = models.DecimalField(max_digits=FIGURES, decimal_places=PLACES, null=True, blank=True)
    denominator = models.DecimalField(max_digits=FIGURES, decimal_places=PLACES, null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "measure", "date"], name="measure_has_one_point_a_day"),
            models.CheckConstraint(
                condition=Q(numerator=None, denominator=None) | Q(numerator__isnull=False, denominator__gt=0),
                name="point_has_both_counts_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"point {self.pk}"


@keeps_its_history()
class MeasureNote(Recorded):
    """What happened on a day, written on the chart: “new form begun”. Personal data: free words."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="notes")
    date = models.DateField()
    words = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "measure", "date", "words"], name="measure_note_is_told_once"),
        ]

    def __str__(self) -> str:
        return self.words
