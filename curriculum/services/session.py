"""Sessions: who came is written down once, and gives them its dose. A mistake is voided with a reason, and stays.

A name that was voided by mistake is not brought back: the session is recorded once more, which is a row of its own.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from workforce.models import Account, Person, Site
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import VersionState
from ..models import ActivityVersion, Attendance, DoseEntry, TaughtSession
from ..queries.session import SOURCES, recorded_on
from .bulk import Given, give_together
from .bulk_void import void_many
from .holding import fold_people
from .locks import hold_people

LONGEST_REASON = 200


class CannotRecordSession(Refused):
    """It was not recorded. Its text is for the reader."""


class CannotVoidAttendance(Refused):
    """There is nothing to take away, or no reason was given. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The session, and whom it left out because the same had been recorded of them before."""

    session: TaughtSession
    told_before: list[Person]


@transaction.atomic
def record_session(
    *,
    session: uuid.UUID,
    version: ActivityVersion,
    given_date: dt.date,
    people: Sequence[Person],
    on: dt.date,
    by: Account,
    site: Site | None = None,
) -> Recorded:
    """Sent twice, it is recorded once. Of each person one activity is recorded once a day, whoever does it; and no
    coached Big Room beside one that the log of their team gave."""
    _must_be_sound(version, given_date, people, on, by)
    if site is not None and site.trust_id != version.trust_id:
        raise CannotRecordSession("This place does not belong to this trust.")
    hold_people(person.pk for person in people)
    if told := TaughtSession.objects.filter(trust=version.trust_id, uuid=session).first():
        return Recorded(_only_same(told, version, given_date), [])
    before = recorded_on(version.activity, given_date, people)
    new = [person for person in people if person.pk not in before]
    if not new:
        raise CannotRecordSession(
            "All of them are recorded for this activity on that day already, here or in the log of their team."
        )
    written = TaughtSession.objects.create(
        trust=version.trust, uuid=session, version=version, given_date=given_date, site=site, recorded_by=by
    )
    _give(written, new, by)
    note(by=by, did="recorded a session", to=written, people=len(new))
    return Recorded(written, [person for person in people if person.pk in before])


@transaction.atomic
def void_attendances(*, attendances: Iterable[Attendance], reason: str, by: Account) -> int:
    """Takes away what these gave, for all days; how many were taken away now. One or all of a session."""
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise CannotVoidAttendance(f"Say why, in at most {LONGEST_REASON} letters.")
    chosen = list(attendances)
    hold_people(attendance.person_id for attendance in chosen)
    still = Attendance.objects.filter(pk__in=[attendance.pk for attendance in chosen], void_reason="")
    rows = list(still.select_related("session__version__activity", "session__trust"))
    if not rows:
        raise CannotVoidAttendance("This was taken away already. To bring it back, record the session once more.")
    Attendance.objects.filter(pk__in=[row.pk for row in rows]).update(void_reason=reason)
    _void(rows, by)
    return len(rows)


def _void(rows: list[Attendance], by: Account) -> None:
    session = rows[0].session
    kind = SOURCES[session.version.activity.kind]
    void_many(trust=session.trust, source_kind=kind, sources=[row.uuid for row in rows], by=by)
    given = DoseEntry.objects.filter(trust=session.trust_id, source_kind=kind, source_id__in=[row.uuid for row in rows])
    skills = {*given.values_list("skill", flat=True)}
    fold_people(trust=session.trust_id, people=sorted({row.person_id for row in rows}), skills=skills)
    note(by=by, did="voided attendance", to=session, people=len(rows))


def _give(session: TaughtSession, people: Sequence[Person], by: Account) -> None:
    came = Attendance.objects.bulk_create(
        Attendance(trust=session.trust, session=session, person=person, recorded_by=by) for person in people
    )
    kind = SOURCES[session.version.activity.kind]
    rows = [Given(one.person_id, session.version, kind, one.uuid, session.given_date) for one in came]
    give_together(trust=session.trust, rows=rows, by=by)


def _must_be_sound(
    version: ActivityVersion, given_date: dt.date, people: Sequence[Person], on: dt.date, by: Account
) -> None:
    if version.state != VersionState.PUBLISHED or version.activity.kind not in SOURCES:
        raise CannotRecordSession("This activity is not one that is recorded like this.")
    if given_date > on:
        raise CannotRecordSession("The day is still to come. A session is recorded once it has been held.")
    if not people:
        raise CannotRecordSession("There is nobody to record.")
    if any(person.trust_id != version.trust_id for person in people):
        raise CannotRecordSession("Somebody in the list does not belong to this trust.")
    if any(person.pk == by.person_id for person in people):
        raise CannotRecordSession("Nobody records their own dose. Ask somebody else to record that you were there.")


def _only_same(told: TaughtSession, version: ActivityVersion, given_date: dt.date) -> TaughtSession:
    if told.version_id != version.pk or told.given_date != given_date:
        raise CannotRecordSession("This form was sent before, for another session. Begin a new one.")
    return told
