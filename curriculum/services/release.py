"""Release: a manager lets somebody go for the hours of a session, or does not, and then the place is free again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from workforce.models import Account
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import Release
from ..models import Booking
from .locks import hold_bookings
from .session_news import News, tell
from .waiting_list import close, move_up_after

LONGEST_WORDS = 200
LONGEST_MINUTES = 24 * 60


class CannotRelease(Refused):
    """It is not asked for any more, or not yours to decide. Its text is for the reader."""


@transaction.atomic
def give_releases(*, bookings: Collection[Booking], minutes: Mapping[int, int], by: Account) -> int:
    """`minutes`: for how long, by booking. Of two managers at once the second finds it decided, and leaves it so."""
    for booking in bookings:
        must_be_hours(minutes[booking.pk])
    asked = _still_asked(bookings, by)
    for booking in asked:
        decide_release(booking, Release.GIVEN, by, planned_minutes=minutes[booking.pk])
    tell(News.RELEASED, asked)
    return len(asked)


@transaction.atomic
def refuse_releases(*, bookings: Collection[Booking], words: str, now: dt.datetime, by: Account) -> int:
    """Their places are free again, and the waiting list moves up."""
    words = words.strip()
    if not words or len(words) > LONGEST_WORDS:
        raise CannotRelease(f"Say why, in at most {LONGEST_WORDS} letters: whoever booked reads it.")
    asked = _still_asked(bookings, by)
    close(asked)
    for booking in asked:
        decide_release(booking, Release.REFUSED, by, release_words=words)
    tell(News.NOT_RELEASED, asked)
    move_up_after(asked, now=now, by=by)
    return len(asked)


def must_be_hours(minutes: int) -> None:
    if not 0 < minutes <= LONGEST_MINUTES:
        raise CannotRelease("Say for how many hours, at most 24.")


def _still_asked(bookings: Collection[Booking], by: Account) -> list[Booking]:
    if any(booking.person_id == by.person_id for booking in bookings):
        raise CannotRelease("Nobody releases themselves: your own manager does.")
    for trust in sorted({booking.trust_id for booking in bookings}):
        hold_bookings(trust)
    asked = Booking.objects.booked().filter(pk__in=[booking.pk for booking in bookings], release=Release.ASKED)
    found = list(asked.select_related("session", "person").order_by("pk"))
    if not found:
        raise CannotRelease("This was decided already, or the place was given up.")
    return found


def decide_release(booking: Booking, release: Release, by: Account, **told: object) -> None:
    Booking.objects.filter(pk=booking.pk).update(
        release=release, release_at=Now(), release_by=by, revision=F("revision") + 1, changed_at=Now(), **told
    )
    note(by=by, did=f"release: {release.lower()}", to=booking)
