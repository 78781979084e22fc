"""Who of those asked for may get a slip, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from workforce.models import Account, Person


def slip_lines(people: Iterable[Person], by: Account, *, unknown: list[str], most: int, ticked: bool) -> dict[str, Any]:
    people = list(people)
    gives_all = by.has_perm("workforce.match_account", by.trust)
    lines = [_line(person, gives_all, ticked) for person in people[:most]]
    may, others = ([line for line in lines if line["may"] is may] for may in (True, False))
    return {"lines": may, "others": others, "unknown": unknown, "too_many": len(people) > most, "looked": True}


def _line(person: Any, gives_all: bool, ticked: bool) -> dict[str, Any]:
    account = getattr(person, "account", None)
    may = (gives_all or not person.has_role) and (account is None or account.is_active)
    return {
        "person": person,
        "may": may,
        "chosen": ticked and may and account is None,
        "words": _words(person, account, gives_all),
    }


def _words(person: Any, account: Account | None, gives_all: bool) -> str:
    if account is None:
        return _("No account yet")
    if not account.is_active:
        return _("Their account is closed: an administrator opens it again")
    if person.has_role and not gives_all:
        return _("Holds a role here: an administrator gives the slip")
    return _("Has an account, %(name)s: the slip lets them choose a new password") % {"name": account}
