from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ..enums import JobState
from .account import Account
from .reaching import OfAccountsQuerySet
from .trust import Trust


class JobQuerySet(OfAccountsQuerySet):
    account_path = "requested_by"


class Job(models.Model):
    """A long piece of work, written in the transaction that asks for it. The broker only wakes a worker.

    Personal data: who asked. `arguments` holds ids and choices, never names.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, null=True, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=80, help_text="The registered task that does it")
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=JobState, default=JobState.WAITING)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True)
    words = models.CharField(max_length=200, blank=True, help_text="What it is doing now, for a person to read")
    result = models.JSONField(null=True)
    error = models.TextField(blank=True, help_text="Why it ended without a result, for a person to read")
    attempts = models.PositiveSmallIntegerField(default=0)
    requested_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    requested_at = models.DateTimeField(db_default=Now(), editable=False)
    started_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True, help_text="The last sign of life of the worker that runs it")
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["DONE", "FAILED"], finished_at__isnull=False)
                | Q(state__in=["WAITING", "RUNNING"], finished_at=None),
                name="job_is_finished_when_it_ended",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "heard_at"], condition=Q(state__in=["WAITING", "RUNNING"]), name="job_not_yet_ended"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_state_display()})"
