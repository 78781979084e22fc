"""Accounts, and whose they are. An account without a person waits in the queue of the unmatched."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from ..models import Account, Person, Trust
from .decision import note
from .grant import check_administered
from .refusal import Refused
from .way_in import end_ways_in


class CannotMatchAccount(Refused):
    """The account cannot be this person's."""


class CannotMakeAccount(Refused):
    """Somebody has the name or the address already."""


class CannotCloseAccount(Refused):
    """The way in has to stay open."""


@transaction.atomic
def make_account(
    *,
    trust: Trust | None,
    username: str,
    by: Account | None,
    email: str = "",
    password: str | None = None,
    person: Person | None = None,
    purpose: str = "",
) -> Account:
    """Without a person it waits in the queue of the unmatched, unless it is a system's and says what for."""
    if Account.objects.filter(Q(username__iexact=username) | Q(email__iexact=email, email__gt="")).exists():
        raise CannotMakeAccount(f"There is an account of {email or username} already.")
    account = Account(trust=trust, username=username, email=email, purpose=purpose)
    account.set_password(password)
    account.save()
    note(by=by, did="made an account", to=account)
    if person is not None:
        match_account(account=account, person=person, by=by)
        account.refresh_from_db(fields=["person"])
    return account


@transaction.atomic
def match_account(*, account: Account, person: Person, by: Account | None) -> None:
    """The account is this person's."""
    account = Account.objects.select_for_update().get(pk=account.pk)
    if account.purpose:
        raise CannotMatchAccount("This account is a system's, and nobody's own.")
    _check_free(account, Person.objects.select_for_update(no_key=True).get(pk=person.pk))
    account.person = person
    account.save(update_fields=["person"])
    note(by=by, did="matched an account", to=account, person=person.pk)


@transaction.atomic
def unmatch_account(*, account: Account, by: Account | None) -> None:
    """It was matched to the wrong person: it waits again, and what it did keeps its name."""
    if account.person_id is None:
        raise CannotMatchAccount("The account is not matched to anybody.")
    was, account.person = account.person_id, None
    account.save(update_fields=["person"])
    note(by=by, did="unmatched an account", to=account, person=was)


@transaction.atomic
def close_account(*, account: Account, on: dt.date, by: Account | None) -> None:
    """Nobody signs in with it any more, and who is signed in is out. What it did keeps its name."""
    if by is not None and account.pk == by.pk:
        raise CannotCloseAccount("You cannot close your own account. Somebody else can.")
    if account.trust:
        check_administered(account.trust, on=on, without=Q(account=account))
    _open_or_close(account, False)
    end_ways_in([account.pk])
    note(by=by, did="closed an account", to=account)


@transaction.atomic
def reopen_account(*, account: Account, by: Account | None) -> None:
    _open_or_close(account, True)
    note(by=by, did="opened an account again", to=account)


def _open_or_close(account: Account, is_open: bool) -> None:
    account.is_active = is_open
    account.save(update_fields=["is_active"])


def _check_free(account: Account, person: Person) -> None:
    if account.trust_id != person.trust_id:
        raise CannotMatchAccount("The account and the person belong to different trusts.")
    if account.person_id not in (None, person.pk):
        raise CannotMatchAccount("The account already belongs to somebody else. Unmatch it first.")
    if Account.objects.filter(person=person).exclude(pk=account.pk).exists():
        raise CannotMatchAccount(f"{person} already has another account.")
