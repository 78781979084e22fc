"""Whose calendar an address is, and whether it is in use."""

from __future__ import annotations

import datetime as dt
import hashlib

from workforce.models import Account, Person

from ..models import CalendarFeed

IN_USE = dt.timedelta(days=14)  # a calendar that has not asked for so long has been forgotten


def hash_of(key: str) -> str:
    """So much chance needs no slow hash."""
    return hashlib.sha256(key.encode()).hexdigest()


def feed_at(key: str) -> CalendarFeed | None:
    return CalendarFeed.objects.select_related("account__person").filter(key_hash=hash_of(key)).first()


def feed_of(account: Account) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(account=account).first()


def is_read_by_a_calendar(person: Person, *, on: dt.date) -> bool:
    """What an invitation would put beside it stood there twice."""
    return CalendarFeed.objects.filter(account__person=person, read_date__gt=on - IN_USE).exists()
