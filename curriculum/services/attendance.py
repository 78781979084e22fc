"""Who came to a session that was planned: confirmed once, by whoever runs it, and only then does it give its dose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from workforce.models import Account, Person
from workforce.services.decision import note

from ..enums import SessionState
from ..models import ActivityVersion, PlannedSession, TaughtSession
from ..queries.activity import latest_version
from .locks import hold_bookings
from .session import CannotRecordSession, Recorded, record_session

LONGEST_MINUTES = 24 * 60


@transaction.atomic
def record_attendance(
    *, session: PlannedSession, people: Sequence[Person], minutes: int, now: dt.datetime, by: Account
) -> Recorded:
    """The session that was held has the uuid of the one that was planned: sent twice, it is recorded once.

    `minutes`: how long those who came were away from their work for it.
    """
    hold_bookings(session.trust_id)
    session = PlannedSession.objects.select_related("activity").get(pk=session.pk)
    if told := TaughtSession.objects.filter(trust=session.trust_id, uuid=session.uuid).first():
        return Recorded(told, [])
    _must_have_been_held(session, minutes, now)
    recorded = record_session(
        session=session.uuid,
        version=_version_of(session),
        given_date=timezone.localdate(session.starts_at),
        people=people,
        on=timezone.localdate(now),
        by=by,
    )
    learners = session.bookings.booked().learners()
    learners.filter(person__in=people).update(given_minutes=minutes, changed_at=Now())
    learners.exclude(person__in=people).update(given_minutes=0, changed_at=Now())
    note(by=by, did="confirmed who came", to=session, people=len(people))
    return recorded


def _version_of(session: PlannedSession) -> ActivityVersion:
    """What was published last, also where it was withdrawn since: those who booked had been promised it."""
    if version := latest_version(session.activity):
        return version
    raise CannotRecordSession("This activity is no longer one that is given.")


def _must_have_been_held(session: PlannedSession, minutes: int, now: dt.datetime) -> None:
    if session.state == SessionState.CANCELLED:
        raise CannotRecordSession("This session was called off. If it was held after all, record it by names.")
    if session.starts_at > now:
        raise CannotRecordSession("This session has not begun. Who came is confirmed once it has.")
    if not 0 < minutes <= LONGEST_MINUTES:
        raise CannotRecordSession("Say for how many hours, at most 24.")
