"""Who acts for whom: as their manager sees it, and as the deputy does."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from ..enums import Role
from ..models import Account, Grant


def own_grants(account: Account, *, on: dt.date) -> QuerySet[Grant]:
    """The units that an account manages itself, now or later: those that somebody can act in for it."""
    own = Grant.objects.filter(account=account, role=Role.UNIT_MANAGER, acts_for=None)
    return own.filter(Q(until=None) | Q(until__gt=on)).select_related("unit", "trust", "account").order_by("pk")


def deputies_of(account: Account) -> QuerySet[Grant]:
    """Everybody who acts, will act or acted for it; the latest first."""
    lent = Grant.objects.filter(acts_for__account=account)
    return lent.select_related("account__person", "unit", "acts_for").order_by("-until", "-pk")


def acting_for(account: Account, *, on: dt.date) -> QuerySet[Grant]:
    """For whom it acts on the day, and until when."""
    held = Grant.objects.on(on).filter(account=account).exclude(acts_for=None)
    return held.select_related("acts_for__account__person", "unit").order_by("until", "pk")
