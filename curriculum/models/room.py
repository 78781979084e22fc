from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from workforce.models import Site, Trust
from workforce.models.stretch import Recorded


class Room(Recorded):
    """Where sessions are held, on a site. No two open sessions are in one at the same time. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(max_length=100)
    places = models.PositiveSmallIntegerField(help_text="How many people it holds")
    closed_date = models.DateField(null=True, blank=True, help_text="No session is planned there from this day on")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "site", "name"], name="room_name_is_used_once_on_a_site"),
            models.CheckConstraint(condition=Q(places__gte=1), name="room_holds_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.site}"
