"""A letter of a person and week: planned, taken once, and then sent, put back or given up.

Whoever sends takes the row first, and commits that: two workers never send the same letter. Where nobody knows whether
a letter arrived, because the worker died or the connection broke, it stays taken and is not sent again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import F

from ..enums import DigestState, Letters
from ..models import Account, Digest, LetterChoice, Notice, Trust
from .decision import note

AT_ONCE, ATTEMPTS = 1000, 3
LATER = dt.timedelta(hours=1)


def plan_digests(trust: Trust, *, week: dt.date, due: Mapping[int, dt.datetime]) -> None:
    """By person, when theirs may go out. Whoever has one of the week, in whatever state, keeps it."""
    rows = [Digest(trust=trust, person_id=person, week=week, due_at=at) for person, at in due.items()]
    Digest.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)


def take(digest: Digest, *, at: dt.datetime) -> bool:
    """Whether it is ours to send."""
    waiting = Digest.objects.filter(pk=digest.pk, state=DigestState.WAITING)
    return bool(waiting.update(state=DigestState.TAKEN, taken_at=at, attempts=F("attempts") + 1))


@transaction.atomic
def sent(digest: Digest, *, mentioned: Collection[Notice], at: dt.datetime) -> None:
    Digest.objects.filter(pk=digest.pk).update(state=DigestState.SENT, sent_at=at)
    Notice.objects.filter(pk__in=[notice.pk for notice in mentioned], mailed_at=None).update(mailed_at=at)


def put_back(digest: Digest, *, at: dt.datetime) -> None:
    """It is known that it did not go out: later again, but not for ever."""
    ours = Digest.objects.filter(pk=digest.pk, state=DigestState.TAKEN)
    ours.filter(attempts__gte=ATTEMPTS).update(state=DigestState.FAILED)
    ours.update(state=DigestState.WAITING, due_at=at + LATER)


def put_off(digest: Digest, *, until: dt.datetime) -> None:
    Digest.objects.filter(pk=digest.pk, state=DigestState.WAITING).update(due_at=until)


def drop(digest: Digest) -> None:
    """There is nothing to say, or nobody to say it to: something may come up later in the week."""
    Digest.objects.filter(pk=digest.pk, state=DigestState.WAITING).delete()


@transaction.atomic
def choose_letters(*, choice: LetterChoice, by: Account | None) -> None:
    told = {name: getattr(choice, name) for name in ("letters", "quiet_since", "quiet_until", "is_quiet_at_weekends")}
    LetterChoice.objects.update_or_create(trust_id=choice.trust_id, account=choice.account, defaults=told)
    note(by=by, did="chose letters", to=choice.account, letters=choice.letters)


def stop_letters(account: Account) -> None:
    """By the link in a letter, so whoever has the letter: nobody is known to be signed in."""
    if account.trust is None:
        return
    found = LetterChoice.objects.filter(account=account).first() or LetterChoice(trust=account.trust, account=account)
    found.letters = Letters.NEVER
    choose_letters(choice=found, by=None)


@transaction.atomic
def send_letters(*, trust: Trust, sends: bool, by: Account | None) -> None:
    """On or off for the whole trust, at once."""
    Trust.objects.filter(pk=trust.pk).update(sends_letters=sends)
    note(by=by, did="turned letters on" if sends else "turned letters off", to=trust)
