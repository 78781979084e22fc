"""The row of a date: what was said of it, or one that begins with what its slot says."""

from __future__ import annotations

import datetime as dt
import uuid

from ..models import Team, TeamSession
from ..queries.session import slot_on


def row_on(session: uuid.UUID, team: Team, date: dt.date) -> TeamSession:
    """For a date of which nothing was said: not saved yet."""
    slot = slot_on(team, date)
    free = slot and not team.sessions.filter(slot_date=date).exists()
    begun = TeamSession(trust=team.trust, team=team, uuid=session, date=date, slot_date=date if free else None)
    if slot:
        begun.begins, begun.minutes, begun.place, begun.mode = slot.begins, slot.minutes, slot.place, slot.mode
    return begun
