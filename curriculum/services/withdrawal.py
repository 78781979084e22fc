"""Whoever has a place in a session, or is half-way through a lesson, is told of a withdrawal: once, and before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from workforce.enums import NoticeKind
from workforce.models import Person, Trust
from workforce.services.notice import Telling, tell_many

from ..models import Booking, Progress
from ..queries.withdrawal import half_way, places_after

Row = TypeVar("Row", Booking, Progress)
LONGEST = 500
LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What is withdrawn, as people know it, from when on, and which activities go with it. `code` names it."""

    code: str
    title: str
    keys: frozenset[str]
    at: dt.datetime
    link: str

    @property
    def day(self) -> dt.date:
        return timezone.localdate(self.at)


@transaction.atomic
def tell_of_withdrawal(*, trust: Trust, withdrawal: Withdrawal, now: dt.datetime) -> None:
    """Told again for the same day, only those are told who were not yet."""
    is_done = withdrawal.at <= now
    places = _by_person(places_after(trust, withdrawal.keys, after=max(withdrawal.at, now)))
    begun = _by_person(half_way(trust, withdrawal.keys, on=timezone.localdate(now)))
    people = {pk: rows[0].person for pk, rows in begun.items()} | {pk: rows[0].person for pk, rows in places.items()}
    tellings = [
        _telling(person, withdrawal, is_done, places.get(pk, ()), begun.get(pk, ())) for pk, person in people.items()
    ]
    tell_many(trust=trust, tellings=tellings)


def _by_person(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return found


def _telling(
    person: Person, what: Withdrawal, is_done: bool, places: Collection[Booking], begun: Collection[Progress]
) -> Telling:
    words = " ".join(_sentences(what, is_done, places, begun))[:LONGEST]
    kind = NoticeKind.BOOKING if places else NoticeKind.RECORD
    return Telling(person, kind, words, what.link, f"withdrawn {what.code} {what.day}")


def _sentences(
    what: Withdrawal, is_done: bool, places: Collection[Booking], begun: Collection[Progress]
) -> Iterator[str]:
    title = what.title[:LONGEST_TITLE]
    yield f"“{title}” was withdrawn." if is_done else f"“{title}” can be learned until {what.day:%-d %B %Y}."
    for booking in list(places)[:1]:
        day = timezone.localdate(booking.session.starts_at)
        yield f"Your session on {day:%-d %B %Y} stays as it is unless you hear otherwise, and it will count."
    for progress in list(begun)[:1]:
        lesson = progress.activity.title[:LONGEST_TITLE]
        yield (
            f"What you had answered in “{lesson}” is kept in case it comes back."
            if is_done
            else f"You are half-way through “{lesson}”: finish it before then."
        )
    yield "What it has given you stays yours."
