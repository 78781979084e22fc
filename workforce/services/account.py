"""Accounts, and whose they are. An account without a person waits in the queue of the unmatched."""

from __future__ import annotations

from django.db import transaction

from ..models import Account, Person, Trust
from .decision import note
from .refusal import Refused


class CannotMatchAccount(Refused):
    """The account cannot be this person's."""


@transaction.atomic
def make_account(
    *,
    trust: Trust | None,
    username: str,
    by: Account | None,
    email: str = "",
    password: str | None = None,
    person: Person | None = None,
) -> Account:
    account = Account(trust=trust, username=username, email=email)
    account.set_password(password)
    account.save()
    note(by=by, did="made an account", to=account)
    if person is not None:
        match_account(account=account, person=person, by=by)
    return account


@transaction.atomic
def match_account(*, account: Account, person: Person, by: Account | None) -> None:
    """The account is this person's."""
    account = Account.objects.select_for_update().get(pk=account.pk)
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


def _check_free(account: Account, person: Person) -> None:
    if account.trust_id != person.trust_id:
        raise CannotMatchAccount("The account and the person belong to different trusts.")
    if account.person_id not in (None, person.pk):
        raise CannotMatchAccount("The account already belongs to somebody else. Unmatch it first.")
    if Account.objects.filter(person=person).exclude(pk=account.pk).exists():
        raise CannotMatchAccount(f"{person} already has another account.")
