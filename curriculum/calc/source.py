"""What names the source of an entry, where it is made of facts rather than kept in a row of its own."""

from __future__ import annotations

import datetime as dt
import uuid

PAST_TRAINING = uuid.UUID("6f0a3f86-5c0b-4f0e-9d0a-3f1f6c8f2a51")


def past_training_source(person: uuid.UUID, activity: uuid.UUID, day: dt.date) -> uuid.UUID:
    """This person, this activity, this day: told by several files, it is one source."""
    return uuid.uuid5(PAST_TRAINING, f"{person} {activity} {day.isoformat()}")
