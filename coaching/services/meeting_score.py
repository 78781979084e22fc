"""How good a meeting was, told by everybody in the room from their own phone, without a name."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.db.models.functions import Now

from workforce.models import Account
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import SessionState
from ..models import MeetingScore, Team, TeamSession
from ..queries.score import is_open
from .session_rows import row_on

BEST, LONGEST, MOST = 10, 300, 200


class CannotScore(Refused):
    """The score cannot be taken. Its text is for the reader."""


@transaction.atomic
def session_to_score(*, team: Team, on: dt.date, by: Account) -> TeamSession:
    """The session of the day; where nobody said anything of it yet, it is prepared, so that it has a code."""
    Team.objects.select_for_update().get(pk=team.pk)
    found = team.sessions.filter(date=on).exclude(state=SessionState.CALLED_OFF).first()
    if found:
        return found
    row = row_on(uuid.uuid4(), team, on)
    row.recorded_by = by
    row.save()
    note(by=by, did="prepared a session", to=row)
    return row


@transaction.atomic
def score_meeting(*, session: TeamSession, marker: uuid.UUID, score: int, words: str, on: dt.date) -> MeetingScore:
    """Once a browser: told again, the later counts. `marker`: what the browser was given, and nothing of a person."""
    session = TeamSession.objects.select_for_update().get(pk=session.pk)
    if not is_open(session, on=on):
        raise CannotScore("This session takes no scores any more. Thank you all the same.")
    if not 0 <= score <= BEST:
        raise CannotScore(f"A score goes from 0 to {BEST}.")
    if len(words) > LONGEST:
        raise CannotScore(f"That is more than {LONGEST} letters. Say it in fewer words.")
    others = session.scores.exclude(marker=marker)
    if others.count() >= MOST:
        raise CannotScore("More scores have come than people fit into a room. Ask the coach for help.")
    told = {"trust": session.trust, "score": score, "words": words.strip()}
    row, _new = MeetingScore.objects.update_or_create(
        session=session, marker=marker, defaults=told | {"told_at": Now()}
    )
    return row
