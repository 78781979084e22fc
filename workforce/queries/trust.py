from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import AnonymousUser

from ..models import Account, Trust, Unit
from ..models.reaching import true_on


def trust_of(account: Account | AnonymousUser) -> Trust | None:
    """The trust in which a signed-in account works; nobody and operators have none."""
    return account.trust if isinstance(account, Account) else None


def top_unit(trust: Trust, *, on: dt.date) -> Unit | None:
    """The unit that contains all others on the day."""
    return Unit.objects.filter(true_on("places", on), trust=trust, places__parent=None).first()
