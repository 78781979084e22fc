"""Who asks in the benchmarks: a programme lead of the whole trust, and learners with sessions of their own."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from cms.sessions import SessionStore
from workforce.enums import Role
from workforce.models import Account, Trust, Unit
from workforce.services.account import make_account
from workforce.services.grant import give_grant

BACKEND = "cms.backends.AccountBackend"


def lead_of(trust: Trust) -> Account:
    found = Account.objects.filter(username="bench-lead").first()
    if found:
        return found
    lead = make_account(trust=trust, username="bench-lead", by=None)
    top = Unit.objects.get(trust=trust, places__parent=None)
    give_grant(account=lead, role=Role.PROGRAMME_LEAD, unit=top, since=dt.date(2020, 1, 1), by=None)
    return lead


def learners_of(trust: Trust, people: list[int]) -> list[tuple[Account, str]]:
    """An account a person, each with the key of a session."""
    names = {f"bench-{person}": person for person in people}
    known = set(Account.objects.filter(username__in=names).values_list("username", flat=True))
    Account.objects.bulk_create(
        Account(username=name, trust=trust, person_id=person) for name, person in names.items() if name not in known
    )
    accounts = {account.person_id: account for account in Account.objects.filter(username__in=names)}
    return [(accounts[person], _session_of(accounts[person])) for person in people]


def _session_of(account: Any) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    return str(session.session_key)
