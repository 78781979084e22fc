from __future__ import annotations

import secrets

from django.db import models
from django.db.models.functions import Now

from workforce.models import Account, Trust
from workforce.models.reaching import OfAccountsQuerySet


def new_key() -> str:
    """Only the migration that made the table asks for it still."""
    return secrets.token_urlsafe(32)


class CalendarFeed(models.Model):
    """An address that nobody can guess, from which somebody's own calendar reads their sessions; replaced at will.

    Personal data: with the address, where somebody will be and when. It is shown once and not kept: a copy of the
    database is no help in reading. A closed account's is closed too.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="calendar_feed")
    key_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(db_default=Now())
    read_date = models.DateField(null=True, help_text="The last day on which a calendar asked")

    objects = OfAccountsQuerySet.as_manager()

    def __str__(self) -> str:
        return f"calendar of {self.account_id}"
