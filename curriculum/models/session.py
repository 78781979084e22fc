from __future__ import annotations

import uuid

from django.db import models

from workforce.models import Person, Site, Trust
from workforce.models.reaching import OfPeopleQuerySet
from workforce.models.stretch import Recorded

from .activity import ActivityVersion


class TaughtSession(Recorded):
    """An activity that was given in a room on a day. Personal data: who recorded it."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(ActivityVersion, on_delete=models.PROTECT, related_name="sessions")
    given_date = models.DateField()
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["trust", "given_date"], name="taught_session_by_day")]


class Attendance(Recorded):
    """Somebody came to a session; its uuid is the source of their ledger entries. Personal data: who came.

    An attendance recorded by mistake keeps its row; its entries are voided in the ledger.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(TaughtSession, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")
    void_reason = models.CharField(max_length=200, blank=True)

    objects = OfPeopleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "session", "person"], name="person_attends_a_session_once")
        ]
