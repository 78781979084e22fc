"""The organisation: units apart from their dated places in the tree."""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from ..enums import UnitKind
from .stretch import Recorded, Stretch, StretchQuerySet, ends_after_it_begins, keeps_its_history, never_two_at_once
from .trust import Trust

# Asked when the transaction ends, one transaction of a trust after the other: so two moves that are right each by
# itself never make a circle together.
STANDS_IN_NO_CIRCLE = """
PERFORM pg_advisory_xact_lock(hashtext('unit tree'), NEW.trust_id::int);
PERFORM 1 FROM (
    WITH RECURSIVE above(unit_id, days) AS (
        SELECT parent_id, daterange(since, until) FROM workforce_unitplace WHERE id = NEW.id AND parent_id IS NOT NULL
        UNION
        SELECT p.parent_id, a.days * daterange(p.since, p.until)
          FROM above a JOIN workforce_unitplace p ON p.unit_id = a.unit_id
         WHERE p.parent_id IS NOT NULL AND a.days && daterange(p.since, p.until)
    )
    SELECT 1 FROM above WHERE unit_id = NEW.unit_id
) circle;
IF FOUND THEN
    RAISE EXCEPTION 'unit % would lie below itself', NEW.unit_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'unit_stands_in_no_circle';
END IF;
RETURN NULL;
"""


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
        triggers = [
            pgtrigger.Trigger(
                name="unit_stands_in_no_circle",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Condition("NEW.parent_id IS NOT NULL"),
                func=pgtrigger.Func(STANDS_IN_NO_CIRCLE),
            ),
        ]

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
