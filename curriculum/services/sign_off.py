"""Sign-off: somebody who can do a skill has seen somebody else do it, and says so with their name."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from workforce.models import Account, Person

from ..enums import ActivityKind, SourceKind
from ..models import ActivityVersion, Evidence, TaughtSession
from ..queries.assessor import signable
from .session import CannotRecordSession, record_session

LONGEST = 2_000


class CannotSignOff(CannotRecordSession):
    """It was not signed off. Its text is for the reader."""


@transaction.atomic
def sign_off(
    *,
    session: uuid.UUID,
    person: Person,
    version: ActivityVersion,
    seen_date: dt.date,
    words: str,
    answers_for_assessors: bool,
    on: dt.date,
    by: Account,
) -> TaughtSession:
    """`words`: what was seen. `answers_for_assessors`: need not hold the skill, having asked somebody who does."""
    words = words.strip()
    if version.activity.kind != ActivityKind.SIGN_OFF:
        raise CannotSignOff("Choose what is signed off.")
    if not words or len(words) > LONGEST:
        raise CannotSignOff(f"Say what was seen, in at most {LONGEST} letters.")
    if not answers_for_assessors and not signable(by.person, [version], on=on):
        raise CannotSignOff("Whoever signs off a skill holds it, at this depth or deeper. You do not hold it today.")
    signed = record_session(session=session, version=version, given_date=seen_date, people=[person], on=on, by=by)
    _keep_words(signed.session, person, words, by)
    return signed.session


def _keep_words(session: TaughtSession, person: Person, words: str, by: Account) -> None:
    """Once, however often the form is sent."""
    source = session.attendances.get(person=person).uuid
    Evidence.objects.get_or_create(
        trust=session.trust,
        person=person,
        source_kind=SourceKind.SIGN_OFF,
        source_id=source,
        defaults={"words": words, "recorded_by": by},
    )
