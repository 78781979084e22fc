from __future__ import annotations

import uuid

from django.db import models

from .stretch import Recorded
from .trust import Trust


class Site(Recorded):
    """A place where people work: a second axis beside units, not a level of the tree. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="sites")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    name_cy = models.CharField("name in Welsh", max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trust", "code"], name="site_code_is_used_once")]

    def __str__(self) -> str:
        return self.name
