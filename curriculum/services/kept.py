"""What is chosen and read is kept as one goes, on whatever device: nothing is sent twice, and nothing is lost."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models.functions import Now

from workforce.models import Person

from ..calc.check import Answers
from ..calc.kept import Kept, Outcome, taken
from ..models import Activity, Progress

SEEN = """
SELECT (SELECT max(attempt.answered_at)
          FROM curriculum_attempt attempt JOIN curriculum_activityversion version ON version.id = attempt.version_id
         WHERE attempt.trust_id = %s AND attempt.person_id = %s AND version.activity_id = %s),
       kept.id, kept.place, kept.answers, kept.made_at, kept.page, kept.number, kept.xmin::text || kept.ctid::text
  FROM (SELECT) here LEFT JOIN curriculum_progress kept
    ON kept.trust_id = %s AND kept.person_id = %s AND kept.activity_id = %s
"""
WRITTEN = """
UPDATE curriculum_progress
   SET place = %s, answers = %s, made_at = %s, page = %s, number = %s, touched_at = statement_timestamp()
 WHERE id = %s AND xmin::text || ctid::text = %s
"""
BEGUN = """
INSERT INTO curriculum_progress
       (place, answers, made_at, page, number, trust_id, person_id, activity_id, started_at, touched_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, statement_timestamp(), statement_timestamp())
    ON CONFLICT (trust_id, person_id, activity_id) DO NOTHING
"""


@transaction.atomic
def keep_answers(*, person: Person, activity: Activity, answers: Answers) -> None:
    """All that is chosen and not yet sent, to go on with on any device."""
    Progress.objects.update_or_create(
        trust=person.trust,
        person=person,
        activity=activity,
        defaults={"answers": _plain(answers), "touched_at": Now(), "made_at": Now(), "page": None, "number": 0},
    )


def keep_note(*, person: Person, activity: Activity, note: Kept, opened_at: dt.datetime | None = None) -> Outcome:
    """What one opened page tells as one goes: only what was touched there.

    Told every few seconds by everybody who reads, so nobody waits for a lock: what was read is written only where it
    still stands. Where it does not, somebody else's note or answers came between, and are read too.
    """
    while True:
        seen = _seen(person, activity)
        outcome = taken(note, seen.kept, sent_at=seen.sent_at, opened_at=opened_at)
        if (seen.row and outcome.now == seen.kept) or _is_written(person, activity, seen, outcome.now):
            return outcome


class _Seen(NamedTuple):
    """What is kept, when the check was sent last, and which row said so; None: there is none yet."""

    kept: Kept
    sent_at: dt.datetime | None
    row: tuple[int, str] | None


def _seen(person: Person, activity: Activity) -> _Seen:
    with connection.cursor() as cursor:
        cursor.execute(SEEN, [person.trust_id, person.pk, activity.pk] * 2)
        sent_at, pk, place, answers, made_at, page, number, change = cursor.fetchone()
    if pk is None:
        return _Seen(Kept(), sent_at, None)
    return _Seen(Kept(place, json.loads(answers), made_at, page, number), sent_at, (pk, change))


def _is_written(person: Person, activity: Activity, seen: _Seen, now: Kept) -> bool:
    """Not, where the row has been changed since it was seen, or has come."""
    told: list[Any] = [now.place, json.dumps(_plain(now.answers)), now.made_at, now.page, now.number]
    with connection.cursor() as cursor:
        if seen.row:
            cursor.execute(WRITTEN, [*told, *seen.row])
        else:
            cursor.execute(BEGUN, [*told, person.trust_id, person.pk, activity.pk])
        return cursor.rowcount > 0


def _plain(answers: Answers) -> dict[str, list[int | str | None]]:
    return {key: list(chosen) for key, chosen in answers.items()}
