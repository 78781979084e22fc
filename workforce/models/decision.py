from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models.functions import Now

from .account import Account
from .trust import Trust


class Decision(models.Model):
    """The trail: who did what to which thing. Written by services, read by investigators, never by features.

    Personal data: who acted; `detail` holds ids and codes only.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    did = models.CharField(max_length=80)
    to_model = models.CharField(max_length=80)
    to_id = models.BigIntegerField(null=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["trust", "at"], name="decision_by_time"),
            models.Index(fields=["to_model", "to_id"], name="decision_by_thing"),
        ]
        triggers = [
            pgtrigger.Protect(name="trail_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.did} {self.to_model} {self.to_id}"
