from __future__ import annotations

import datetime as dt
import uuid
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from workforce.enums import NAMED_ACCESS, Role
from workforce.models import Account, Person, Site, Trust
from workforce.models.reaching import OfPeopleQuerySet
from workforce.models.stretch import Recorded

from .activity import ActivityVersion

SEES_ATTENDANCE = (Role.ACADEMY_LEAD, *NAMED_ACCESS)


class TaughtSessionQuerySet(models.QuerySet):
    def visible_to(self, account: Account | AnonymousUser, *, on: dt.date) -> Self:
        """Those that the account recorded, and those that somebody came to whom it reaches."""
        came = Attendance.objects.open_to(account, on=on)
        own = Q(recorded_by=account.pk) if isinstance(account, AbstractBaseUser) else Q(pk__in=[])
        return self.filter(own | Q(pk__in=came.values("session")))


class TaughtSession(Recorded):
    """An activity that was given on a day: in a room, as practice, or shown to an assessor and signed off.

    Personal data: who recorded it.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(ActivityVersion, on_delete=models.PROTECT, related_name="sessions")
    given_date = models.DateField()
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = TaughtSessionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["trust", "given_date"], name="taught_session_by_day")]


class AttendanceQuerySet(OfPeopleQuerySet):
    def open_to(self, account: Account | AnonymousUser, *, on: dt.date) -> Self:
        """Of people whom the account reaches, and what it recorded itself: whoever wrote a name down may read it."""
        if not isinstance(account, AbstractBaseUser):
            return self.none()
        reached = Person.objects.reached_by(account, SEES_ATTENDANCE, on=on)
        return self.filter(Q(recorded_by=account.pk) | Q(person__in=reached.values("pk")))


class Attendance(Recorded):
    """Somebody came to a session; its uuid is the source of their ledger entries. Personal data: who came.

    An attendance recorded by mistake keeps its row; its entries are voided in the ledger.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(TaughtSession, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")
    void_reason = models.CharField(max_length=200, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "session", "person"], name="person_attends_a_session_once")
        ]
