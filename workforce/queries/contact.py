"""Whom somebody in a trust asks for help."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..enums import Role
from ..models import Account, Trust

ASKED_FIRST = (Role.ADMINISTRATOR, Role.PROGRAMME_LEAD)


@dataclass(frozen=True, slots=True)
class Contact:
    """`name` is empty where an account has none."""

    role: Role
    name: str
    email: str


def contacts_of(trust: Trust, *, on: dt.date) -> list[Contact]:
    """Administrators and programme leads of the day, by role and name. Whoever has no address is left out."""
    accounts = Account.objects.filter(trust=trust, is_active=True).exclude(email="").select_related("person")
    return [
        Contact(role, _name(account), account.email)
        for role in ASKED_FIRST
        for account in sorted(
            accounts.filter(pk__in=trust.grants.on(on).filter(role=role).values("account")), key=_as_listed
        )
    ]


def _name(account: Account) -> str:
    """As the person it belongs to is called. Empty: nobody knows more than the address."""
    return str(account.person or account.get_full_name())


def _as_listed(account: Account) -> tuple[str, str, str]:
    named = account.person
    family, given = (named.family_name, named.given_name) if named else (account.last_name, account.first_name)
    return family.casefold(), given.casefold(), account.email
