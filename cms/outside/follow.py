"""Links to other sites are followed once a day each, a few at a time with a pause between them.

A row is written after each look, so a worker that dies loses nothing. No editor waits for any of it.
"""

from __future__ import annotations

import datetime as dt
import time

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from workforce.models import Trust

from ..models import Outcome, OutsideLink
from ..models.outside_link import FAILING
from .addresses import pages_by_address, published
from .guard import Guard
from .look import look_at

AT_ONCE = 20
PAUSE = 1.0  # seconds


@transaction.atomic
def know_links(trust: Trust) -> None:
    """What is linked to today; of what no page links to any more nothing is kept."""
    addresses = set(pages_by_address(published(trust)))
    OutsideLink.objects.filter(trust=trust).exclude(address__in=addresses).delete()
    new = [OutsideLink(trust=trust, address=address) for address in sorted(addresses)]
    OutsideLink.objects.bulk_create(new, ignore_conflicts=True)


def follow_links(trust: Trust, *, on: dt.date, guard: Guard | None = None, pause: float = PAUSE) -> int:
    """Those that were not looked at today, the longest unseen first. How many were looked at."""
    if not settings.FOLLOWS_OUTSIDE_LINKS:
        return 0
    due = OutsideLink.objects.filter(Q(looked_date=None) | Q(looked_date__lt=on), trust=trust)
    some = list(due.order_by(F("looked_date").asc(nulls_first=True), "pk")[:AT_ONCE])
    for number, link in enumerate(some):
        time.sleep(pause if number else 0)
        keep(link, look_at(link.address, guard or Guard()), on=on)
    return len(some)


def keep(link: OutsideLink, outcome: Outcome, *, on: dt.date) -> None:
    """One look a day counts, whoever else has looked meanwhile."""
    failed = outcome in FAILING
    now = {
        "looked_date": on,
        "outcome": outcome,
        "failed_days": link.failed_days + 1 if failed else 0,
        "failed_since_date": (link.failed_since_date or on) if failed else None,
    }
    OutsideLink.objects.filter(pk=link.pk, looked_date=link.looked_date).update(**now)
