"""Whom somebody in a trust asks for help."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..enums import Role
from ..models import Account, Trust

ASKED_FIRST = (Role.ADMINISTRATOR, Role.PROGRAMME_LEAD)


@dataclass(frozen=True, slots=True)
class Contact:
    role: Role
    name: str
    email: str


def contacts_of(trust: Trust, *, on: dt.date) -> list[Contact]:
    """Administrators and programme leads of the day, by role and name. Whoever has no address is left out."""
    accounts = Account.objects.filter(trust=trust, is_active=True).exclude(email="")
    return [
        Contact(role, account.get_full_name() or account.get_username(), account.email)
        for role in ASKED_FIRST
        for account in accounts.filter(pk__in=trust.grants.on(on).filter(role=role).values("account")).order_by(
            "last_name", "first_name", "username"
        )
    ]
