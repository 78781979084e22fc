from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.db.models.functions import Now

from workforce.models import Person, Trust

from .activity import Activity


class ReflectionQuerySet(models.QuerySet):
    def of(self, person: Person) -> Self:
        """The only way to read one: whoever wrote it, and nobody else whatever their role."""
        return self.filter(trust=person.trust_id, writer=person)


class Reflection(models.Model):
    """What somebody thought at a place of a lesson, for themselves. No manager, editor or report reads it.

    Personal data: free words of a person, which they alone read, change and take out.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    writer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    place = models.UUIDField(help_text="Which question of the lesson")
    asked = models.CharField(max_length=400, help_text="The question as it was when this was written")
    words = models.TextField()
    written_at = models.DateTimeField(db_default=Now())

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "writer", "place"], name="reflection_is_kept_once"),
        ]
