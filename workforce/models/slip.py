from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q

from .account import Account
from .person import Person
from .reaching import OfPeopleQuerySet
from .trust import Trust


class SlipQuerySet(OfPeopleQuerySet):
    def good(self, *, at: dt.datetime) -> SlipQuerySet:
        """Neither used, nor taken back, nor too old."""
        return self.filter(used_at=None, ended_at=None, expires_at__gt=at)


class Slip(models.Model):
    """A code on paper with which somebody comes in once, and chooses a username and password. The code is not kept.

    Personal data: to whom it was given, by whom, and when it was used.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="slips")
    code_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = SlipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "person"], condition=Q(used_at=None, ended_at=None), name="slip_of_a_person_is_one"
            ),
            models.UniqueConstraint(fields=["trust", "code_hash"], name="slip_has_a_code_of_its_own"),
        ]
        indexes = [models.Index(fields=["code_hash"], name="slip_by_code")]

    def __str__(self) -> str:
        return f"Slip {self.pk}"
