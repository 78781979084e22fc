from __future__ import annotations

from django.db import models

from workforce.models import Person, Trust
from workforce.models.reaching import OfPeopleQuerySet
from workforce.models.stretch import Recorded

from .activity import Activity


class SessionWish(Recorded):
    """Somebody waits for a session of an activity to be planned. Told of one, or given up, it is there no more.

    Personal data: who wishes to learn what.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, db_index=False, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, db_index=False, related_name="wishes")

    objects = OfPeopleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trust", "person", "activity"], name="session_is_wished_once")]
        indexes = [models.Index(fields=["trust", "activity"], name="session_wish_by_activity")]

    def __str__(self) -> str:
        return f"wish {self.pk}"
