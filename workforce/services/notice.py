"""Notices: people are told things, once, and read them.

`key` says what a notice is about, such as "booking 41 moved to 3 May": told again with the same key, nothing happens.
Words are for the reader, in plain English and without mark-up; `link` is a path of this site.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from ..enums import NoticeKind
from ..models import Account, Notice, Person, Trust
from .refusal import Refused

AT_ONCE = 1000
KEPT = dt.timedelta(days=365)


class CannotTell(Refused):
    """The person is of another trust."""


@dataclass(frozen=True, slots=True)
class Telling:
    person: Person
    kind: NoticeKind
    words: str
    link: str
    key: str


def tell(
    *, trust: Trust, person: Person, kind: NoticeKind, words: str, link: str, key: str, by: Account | None = None
) -> Notice:
    """The notice as it was told first."""
    tell_many(trust=trust, tellings=[Telling(person, kind, words, link, key)], by=by)
    return Notice.objects.get(trust=trust, person=person, key=key)


@transaction.atomic
def tell_many(*, trust: Trust, tellings: Iterable[Telling], by: Account | None = None) -> None:
    """However many, in one question for each thousand."""
    told = [_notice(trust, telling, by) for telling in tellings]
    Notice.objects.bulk_create(told, batch_size=AT_ONCE, ignore_conflicts=True)


def read_notice(*, notice: Notice, at: dt.datetime) -> None:
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=at)


def read_notices(*, until: Notice, at: dt.datetime) -> None:
    """This one and all that the same person was told before it; what came since stays unread."""
    own = Notice.objects.filter(trust=until.trust_id, person=until.person_id, read_at=None)
    own.filter(told_at__lte=until.told_at).update(read_at=at)


def told_by_letter(notice: Notice, *, at: dt.datetime) -> None:
    Notice.objects.filter(pk=notice.pk, mailed_at=None).update(mailed_at=at)


def forget_notices(*, at: dt.datetime) -> None:
    """What was read and is older than a year. What nobody has read stays."""
    Notice.objects.filter(told_at__lt=at - KEPT).exclude(read_at=None).delete()


def _notice(trust: Trust, telling: Telling, by: Account | None) -> Notice:
    if telling.person.trust_id != trust.pk:
        raise CannotTell("A notice stays within a trust.")
    said = {"kind": telling.kind, "words": telling.words, "link": telling.link, "key": telling.key}
    return Notice(trust=trust, person=telling.person, told_by=by, **said)
