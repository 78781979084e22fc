"""Somebody comes in by single sign-on for the first time."""

from __future__ import annotations

from django.db import transaction

from ..models import Account, Person, Trust
from .account import match_account
from .decision import note


@transaction.atomic
def welcome_account(*, account: Account, trust: Trust, email: str, by: Account | None = None) -> None:
    """It joins the trust, and is the one person's who has this address; else it waits in the queue of the unmatched."""
    account.trust = trust
    account.save(update_fields=["trust"])
    note(by=by, did="made an account", to=account)
    people = list(Person.objects.filter(trust=trust, email__iexact=email, account=None)[:2]) if email else []
    if len(people) == 1:
        match_account(account=account, person=people[0], by=by)
