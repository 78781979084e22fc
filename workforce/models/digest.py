from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q

from ..enums import DigestState, Letters
from .account import Account
from .person import Person
from .reaching import OfAccountsQuerySet, OfPeopleQuerySet
from .trust import Trust


class LetterChoice(models.Model):
    """Which letters an account wants, and when none. Without a row it is as the fields begin.

    Personal data: when somebody wants no letters.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="letter_choice")
    letters = models.CharField(max_length=8, choices=Letters, default=Letters.WEEKLY)
    quiet_since = models.TimeField(default=dt.time(20))
    quiet_until = models.TimeField(default=dt.time(8), help_text="The same as its beginning: no quiet hours")
    is_quiet_at_weekends = models.BooleanField(default=False)

    objects = OfAccountsQuerySet.as_manager()


class DigestQuerySet(OfPeopleQuerySet):
    def due(self, *, at: dt.datetime) -> DigestQuerySet:
        return self.filter(state=DigestState.WAITING, due_at__lte=at)


class Digest(models.Model):
    """The one letter of a person in a week. The row is taken before the letter goes out, and taken once.

    Personal data: that somebody was written to, and when.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, db_index=False, related_name="+")
    week = models.DateField(help_text="Its Monday")
    state = models.CharField(max_length=8, choices=DigestState, default=DigestState.WAITING)
    due_at = models.DateTimeField(help_text="It does not go out before: quiet hours, or the letter before it")
    attempts = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "person", "week"], name="digest_is_one_a_week"),
            models.CheckConstraint(
                condition=Q(state=DigestState.SENT, sent_at__isnull=False)
                | (~Q(state=DigestState.SENT) & Q(sent_at=None)),
                name="digest_is_sent_at_a_time",
            ),
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="digest_week_begins_on_monday"),
        ]
        indexes = [
            models.Index(fields=["trust", "due_at"], condition=Q(state="WAITING"), name="digest_waiting"),
            models.Index(fields=["trust", "week"], name="digest_by_week"),
        ]
