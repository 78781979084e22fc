"""Whoever will have left by the day of a session comes to none: their place goes to whoever waits, by itself."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F

from workforce.models import Trust
from workforce.services.decision import note

from ..enums import SessionState
from ..models import Booking
from ..models.planned_session import BookingQuerySet
from .locks import hold_bookings
from .waiting_list import close, move_up_after


def free_places_of_leavers(trust: Trust, *, now: dt.datetime) -> list[Booking]:
    """Answers who moved up. Mostly nobody has left, and nothing is held. Who leads is left to whoever planned it."""
    return _free(trust, now) if _of_leavers(trust, now).exists() else []


@transaction.atomic
def _free(trust: Trust, now: dt.datetime) -> list[Booking]:
    hold_bookings(trust.pk)
    theirs = list(_of_leavers(trust, now))
    close(theirs)
    for booking in theirs:
        note(by=None, did="lost a place on leaving", to=booking)
    return move_up_after(theirs, now=now, by=None)


def _of_leavers(trust: Trust, now: dt.datetime) -> BookingQuerySet:
    to_come = Booking.objects.live().learners().filter(trust=trust, session__starts_at__gt=now)
    return to_come.filter(session__state=SessionState.OPEN, person__left_date__lte=F("session__starts_at__date"))
