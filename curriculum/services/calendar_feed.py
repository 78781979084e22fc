"""The address that somebody's calendar reads: made when it is first asked for, and another when it got about."""

from __future__ import annotations

from django.db import transaction

from workforce.models import Account
from workforce.services.decision import note

from ..models import CalendarFeed
from ..models.calendar_feed import new_key


def feed_of(account: Account) -> CalendarFeed:
    """Of somebody of a trust: an operator has no sessions."""
    assert account.trust is not None
    found, _made = CalendarFeed.objects.get_or_create(account=account, defaults={"trust": account.trust})
    return found


@transaction.atomic
def renew_feed(*, account: Account) -> CalendarFeed:
    """From now on nobody reads the old address."""
    feed = feed_of(account)
    feed.key = new_key()
    feed.save(update_fields=["key"])
    note(by=account, did="renewed a calendar address", to=feed)
    return feed
