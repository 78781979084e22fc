"""The organisation: units apart from their dated places in the tree."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from ..enums import UnitKind
from .stretch import Recorded, Stretch, StretchQuerySet, ends_after_it_begins, keeps_its_history, never_two_at_once
from .trust import Trust


class Unit(Recorded):
    """A part of a trust that stays itself through moves and new names. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="units")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    def __str__(self) -> str:
        return f"unit {self.pk}"


@keeps_its_history()
class UnitPlace(Stretch):
    """Where a unit stands in the tree, and what it is called, for some days.

    A unit has exactly one place on each day that it lives; the top unit has no parent. Personal data: none.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="places")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="child_places")
    kind = models.CharField(max_length=12, choices=UnitKind)
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    name_cy = models.CharField("name in Welsh", max_length=200, blank=True)

    class Meta:
        constraints = [
            ends_after_it_begins("unit_place_ends_after_it_begins"),
            never_two_at_once("unit_has_one_place_a_day", "trust", "unit"),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("unit")), name="unit_is_not_its_own_parent"),
        ]
        indexes = [models.Index(fields=["trust", "parent"], name="unit_place_by_parent")]

    def __str__(self) -> str:
        return self.name


class UnitSuccessor(Recorded):
    """A unit merged into, or split off as, another one on a day. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successors")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="predecessors")
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "unit", "successor", "since"], name="unit_successor_is_told_once"),
            models.CheckConstraint(condition=~Q(unit=F("successor")), name="unit_does_not_succeed_itself"),
        ]


class UnitReach(models.Model):
    """Derived: on these days `unit` is `ancestor` or lies below it. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.CASCADE, related_name="+")
    ancestor = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="reaches_down")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="reaches_up")
    distance = models.PositiveSmallIntegerField(help_text="0: the unit itself; 1: its child")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = StretchQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_it_begins("unit_reach_ends_after_it_begins"),
            never_two_at_once("unit_reach_is_told_once", "trust", "ancestor", "unit"),
        ]
        indexes = [models.Index(fields=["trust", "unit"], name="unit_reach_by_unit")]
