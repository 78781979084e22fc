"""The address that somebody's calendar reads: told once, when it is made; and another when it got about."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction
from django.db.models.functions import Now

from workforce.models import Account
from workforce.services.decision import note

from ..models import CalendarFeed
from ..queries.calendar_feed import hash_of

LETTERS = 32  # bytes of chance in the address, which is all that guards it


@transaction.atomic
def new_address(*, account: Account) -> str:
    """Its key, of which only the hash is kept. From now on nobody reads the old one."""
    assert account.trust is not None  # somebody of a trust: an operator has no sessions
    key = secrets.token_urlsafe(LETTERS)
    told = {"trust": account.trust, "key_hash": hash_of(key), "made_at": Now(), "read_date": None}
    feed, _made = CalendarFeed.objects.update_or_create(account=account, defaults=told)
    note(by=account, did="made a calendar address", to=feed)
    return key


def mark_read(feed: CalendarFeed, *, on: dt.date) -> None:
    """Once a day: a calendar asks every hour."""
    if feed.read_date != on:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_date=on)
