from __future__ import annotations

import secrets

from django.db import models

from workforce.models import Account, Trust
from workforce.models.reaching import OfAccountsQuerySet

LETTERS = 32  # bytes of chance in the address, which is all that guards it


def new_key() -> str:
    return secrets.token_urlsafe(LETTERS)


class CalendarFeed(models.Model):
    """An address that nobody can guess, from which somebody's own calendar reads their sessions; renewed at will.

    Personal data: with the address, where somebody will be and when. A closed account's is closed too.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="calendar_feed")
    key = models.CharField(max_length=64, unique=True, default=new_key)

    objects = OfAccountsQuerySet.as_manager()

    def __str__(self) -> str:
        return f"calendar of {self.account_id}"
