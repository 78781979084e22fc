"""Who may no longer come in is out at once: browsers are signed out, and what machines were given is taken back.

The doors refuse a leaver by the day they left, whatever is left here; this takes away what would come back to life
with an account that is opened again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q, QuerySet
from oauth2_provider.models import get_access_token_model, get_grant_model, get_refresh_token_model

from ..models import Account, BrowserSession
from .deputy import end_deputies


@transaction.atomic
def end_ways_in(accounts: Collection[int] | QuerySet) -> None:
    BrowserSession.objects.filter(account__in=accounts).delete()
    for model in (get_refresh_token_model(), get_access_token_model(), get_grant_model()):
        model.objects.filter(Q(user__in=accounts) | Q(application__user__in=accounts)).delete()


def end_leavers(*, on: dt.date) -> None:
    """Those whose last post has ended by the day; and whoever acts for them, acts for nobody any more."""
    end_ways_in(Account.objects.filter(person__left_date__lte=on).values("pk"))
    end_deputies(on=on)
