from __future__ import annotations

import uuid

from django.db import models


class Trust(models.Model):
    """One employer with its own people, units, framework and ledger. Personal data: none."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    name_cy = models.CharField("name in Welsh", max_length=200, blank=True)
    ods_code = models.CharField("ODS code", max_length=10, blank=True)
    suppress_below = models.PositiveSmallIntegerField(
        default=8, help_text="Readers without named access see no count smaller than this."
    )
    round_to = models.PositiveSmallIntegerField(
        default=5, help_text="Counts shown to them are rounded to a multiple of this."
    )
    sends_letters = models.BooleanField(default=False, help_text="Whether weekly letters go out")
    second_step_from = models.DateField(
        null=True, blank=True, help_text="From then on whoever sees people by name signs in with a second step."
    )

    def __str__(self) -> str:
        return self.name
