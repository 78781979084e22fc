from __future__ import annotations

from django.db import models

from workforce.models import Person, Trust
from workforce.models.stretch import StretchQuerySet, ends_after_it_begins

from .coverage import pointer
from .level import Level
from .skill import Skill


class Holding(models.Model):
    """Derived: the days on which a person holds a level's target, or (no skill) has the level itself.

    The output of the fold, under the version in force on each day, known now for all of the future.
    Personal data: what a person can do.
    """

    trust = pointer(Trust)
    person = models.ForeignKey(
        Person, on_delete=models.DO_NOTHING, related_name="holdings", db_constraint=False, db_index=False
    )
    level = pointer(Level)
    skill = pointer(Skill, null=True, help_text="Empty: the level")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = StretchQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_it_begins("holding_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["trust", "person", "level", "skill", "since"],
                nulls_distinct=False,
                name="holding_begins_once_a_day",
            ),
        ]
