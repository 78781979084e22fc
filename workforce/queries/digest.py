"""Whom a letter may reach, and what waits to be written."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Max, Q, QuerySet

from ..calc.quiet import Quiet
from ..enums import DigestState, Letters
from ..models import Absence, Account, Digest, LetterChoice, Notice, Trust


def choice_of(account: Account) -> LetterChoice:
    """As it was made, or as everybody's begins."""
    found = LetterChoice.objects.filter(account=account).first()
    return found or LetterChoice(trust=account.trust, account=account)


def quiet_of(choice: LetterChoice) -> Quiet:
    return Quiet(choice.quiet_since, choice.quiet_until, choice.is_quiet_at_weekends)


def reachable(trust: Trust, *, on: dt.date) -> QuerySet[Account]:
    """Open, with an address, somebody's who has not left, is not away and has not opted out; and the trust sends.

    `is_away` here is any dated absence: nobody is written to on parental leave or while ill for long.
    """
    away = Absence.objects.filter(trust=trust).on(on).values("person")
    here = Q(person__left_date=None) | Q(person__left_date__gt=on)
    free = Q(person__restricted_date=None) | Q(person__restricted_date__gt=on)
    accounts = Account.objects.filter(here, free, trust=trust, trust__sends_letters=True, is_active=True)
    accounts = accounts.filter(person__isnull=False, person__pseudonymised_date=None).exclude(email="")
    return accounts.exclude(person__in=away).exclude(letter_choice__letters=Letters.NEVER)


def to_mention(trust: Trust) -> QuerySet[Notice]:
    """What was neither read nor in a letter."""
    return Notice.objects.filter(trust=trust, read_at=None, mailed_at=None)


def sent_last(trust: Trust, *, week: dt.date) -> dict[int, dt.datetime]:
    """By person, of this week and the one before: between two letters there is a week."""
    sent = Digest.objects.filter(trust=trust, week__gte=week - dt.timedelta(days=7), state=DigestState.SENT)
    return dict(sent.values("person").annotate(last=Max("sent_at")).values_list("person", "last"))


def how_many(trust: Trust, *, week: dt.date) -> dict[str, int]:
    """By state, of a week."""
    of_week = Digest.objects.filter(trust=trust, week=week).order_by()
    return dict(of_week.values("state").annotate(n=Count("pk")).values_list("state", "n"))
