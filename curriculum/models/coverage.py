"""What coverage is read from. All of it is derived: a command makes it anew and says how many cells had differed.

Of each person: the posts through which a level is expected of them, and the days on which they are away, exempt or
let off. Of each unit and level: curves over the days, kept as what changes on each day, summed by month, with marks
of where a curve stands on some days. Nothing points here by foreign key, and nothing is checked by one: the rows are
written in bulk, by services/coverage.py alone.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from workforce.models import Person, Post, Site, Trust, Unit
from workforce.models.stretch import StretchQuerySet

from ..enums import SpellState
from .level import Level


def pointer(model: type[models.Model], **options: Any) -> models.ForeignKey:
    """A foreign key that the database neither checks nor indexes: the rows are made from checked ones."""
    return models.ForeignKey(
        model, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False, **options
    )


class ExpectedPost(models.Model):
    """Derived: on these days a level is expected of a person through one post, in its unit and all above it.

    A day on which the post or the tree changes begins a new row. Personal data: who must be able to do what.
    """

    trust = pointer(Trust)
    person = pointer(Person)
    level = pointer(Level)
    post = pointer(Post)
    unit = pointer(Unit)
    above = ArrayField(models.BigIntegerField(), help_text="The unit, and all that it lies below on these days")
    since = models.DateField()
    until = models.DateField(null=True)
    kind = models.CharField(max_length=16)
    staff_group = models.CharField(max_length=2)
    band = models.CharField(max_length=20)
    site = pointer(Site, null=True)
    fte = models.IntegerField(null=True, help_text="In thousandths")
    elsewhere = models.BooleanField(
        default=False, help_text="On some of these days the level is expected of the person in another unit too"
    )

    objects = StretchQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["trust", "person"], name="expected_post_by_person"),
            models.Index(fields=["trust", "unit", "level"], name="expected_post_by_unit"),
            models.Index(  # a few of each level: who is in more than one row is counted on every page of coverage
                fields=["trust", "level"], condition=models.Q(elsewhere=True), name="expected_post_elsewhere"
            ),
        ]


class Spell(models.Model):
    """Derived: days on which a person is away, exempt, or let off: in time for what they do not hold.

    `line` says for what: every line of the level, the level as a whole, or one skill. Personal data: absences.
    """

    trust = pointer(Trust)
    person = pointer(Person)
    level = pointer(Level)
    line = models.IntegerField(help_text="-1: every line of the level; 0: the level as a whole; else a skill")
    state = models.CharField(max_length=7, choices=SpellState)
    since = models.DateField()
    until = models.DateField(null=True)

    objects = StretchQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["trust", "person"], name="spell_by_person")]


class CoverageChange(models.Model):
    """Derived, and not yet folded into the months: by how much a line changes on a day. Personal data: none."""

    trust = pointer(Trust)
    unit = pointer(Unit)
    level = pointer(Level)
    line = models.IntegerField()
    day = models.DateField()
    people = models.IntegerField()
    beside = models.IntegerField()
    fte = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["trust", "unit", "level", "day"], name="coverage_change_by_unit")]


class CoverageMonth(models.Model):
    """Derived: all changes of a unit and level in one month, by day and line, and each line's sum.

    The arrays of a group run side by side. Personal data: none.
    """

    pk = models.CompositePrimaryKey("trust_id", "unit_id", "level_id", "month")
    trust = pointer(Trust)
    unit = pointer(Unit)
    level = pointer(Level)
    month = models.DateField(help_text="Its first day")
    days = ArrayField(models.SmallIntegerField())
    lines = ArrayField(models.IntegerField())
    people = ArrayField(models.IntegerField())
    beside = ArrayField(models.IntegerField())
    fte = ArrayField(models.IntegerField())
    sum_lines = ArrayField(models.IntegerField())
    sum_people = ArrayField(models.IntegerField())
    sum_beside = ArrayField(models.IntegerField())
    sum_fte = ArrayField(models.IntegerField())


class CoverageMark(models.Model):
    """Derived: where each line of a unit and level stands on a day, that day's changes included.

    Personal data: none.
    """

    pk = models.CompositePrimaryKey("trust_id", "unit_id", "level_id", "day")
    trust = pointer(Trust)
    unit = pointer(Unit)
    level = pointer(Level)
    day = models.DateField()
    lines = ArrayField(models.IntegerField())
    people = ArrayField(models.IntegerField())
    beside = ArrayField(models.IntegerField())
    fte = ArrayField(models.IntegerField())
