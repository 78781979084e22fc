"""What the entries of three years came from: checks that were answered, rooms that were sat in. In bulk, as history."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any

from django.utils import timezone

from curriculum.calc.question import right_choice
from curriculum.enums import SourceKind
from curriculum.models import Attempt, Attendance, Progress, TaughtSession
from curriculum.services.bulk import Given
from workforce.enums import Role
from workforce.models import Account, Site, Trust

BATCH = 2_000
OF_THE_COACH = 6


def load_sources(trust: Trust, given: Iterable[Given]) -> None:
    """An attempt for each lesson, an attendance for each session: whoever opens a record finds what it was."""
    by_kind: dict[str, list[Given]] = {}
    for row in given:
        by_kind.setdefault(row.source_kind, []).append(row)
    lessons, rooms = by_kind.get(SourceKind.LESSON, []), by_kind.get(SourceKind.ATTENDANCE, [])
    Attempt.objects.bulk_create([_attempt(trust, row) for row in lessons], BATCH)
    Progress.objects.bulk_create([_progress(trust, row) for row in lessons], BATCH, ignore_conflicts=True)
    sessions = _sessions(trust, rooms)
    _held_by_the_coach(trust, sessions, rooms)
    TaughtSession.objects.bulk_create(sessions.values(), BATCH)
    came = [_attendance(trust, row, sessions[row.version.pk, row.given_date]) for row in rooms]
    Attendance.objects.bulk_create(came, BATCH)


def right_answers(content: dict[str, Any]) -> dict[str, list[Any]]:
    return {question["key"]: right_choice(question) for question in content.get("questions", ())}


def _attempt(trust: Trust, row: Given) -> Attempt:
    return Attempt(
        trust=trust,
        uuid=row.source_id,
        person_id=row.person,
        version=row.version,
        answered_at=_noon(row.given_date),
        answers=right_answers(row.version.content),
        score=100,
        passed=True,
    )


def _progress(trust: Trust, row: Given) -> Progress:
    day = _noon(row.given_date)
    return Progress(trust=trust, person_id=row.person, activity=row.version.activity, touched_at=day, finished_at=day)


def _sessions(trust: Trust, rooms: Iterable[Given]) -> dict[tuple[int, dt.date], TaughtSession]:
    held = {(row.version.pk, row.given_date): row.version for row in rooms}
    sites: list[Site | None] = [*Site.objects.filter(trust=trust).order_by("code")] or [None]
    return {
        (pk, day): TaughtSession(
            trust=trust, uuid=uuid.uuid4(), version=version, given_date=day, site=sites[number % len(sites)]
        )
        for number, ((pk, day), version) in enumerate(sorted(held.items(), key=itemgetter(0)))
    }


def _held_by_the_coach(trust: Trust, sessions: Mapping[tuple[int, dt.date], TaughtSession], rooms: list[Given]) -> None:
    """The latest that the coach who can sign in did not sit in: nobody records that they came themselves."""
    coach = Account.objects.filter(trust=trust, grants__role=Role.COACH).first()
    sat_in = {(row.version.pk, row.given_date) for row in rooms if coach and row.person == coach.person_id}
    free = sorted(sessions.keys() - sat_in, key=itemgetter(1, 0), reverse=True)
    for key in free[:OF_THE_COACH]:
        sessions[key].recorded_by = coach


def _attendance(trust: Trust, row: Given, session: TaughtSession) -> Attendance:
    by = session.recorded_by
    return Attendance(trust=trust, uuid=row.source_id, session=session, person_id=row.person, recorded_by=by)


def _noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
