"""Answers and place kept as one goes: notes of several pages and devices, sent late, twice or in any order.

A page counts its notes from one. Each says how long ago it was made, so that no device's clock is believed.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from enum import StrEnum

from .check import Answers

LONGEST_WAIT = dt.timedelta(days=2)
"""A page that slept longer is believed to have been touched then: nobody's lesson lasts two days."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where somebody is: the last block reached, what is chosen, when it was made, and the page that said so."""

    place: int = 0
    answers: Answers = field(default_factory=dict)
    made_at: dt.datetime | None = None
    page: uuid.UUID | None = None
    number: int = 0


class Took(StrEnum):
    """What became of a note."""

    KEPT = "kept"
    ECHO = "echo"  # it was heard before
    OLDER = "older"  # another page was told something since: it only fills what is empty
    SENT = "sent"  # its check has been sent since: there is nothing left to keep


@dataclass(frozen=True, slots=True)
class Outcome:
    now: Kept
    took: Took
    is_elsewhere: bool
    """Another page was told something after this one was opened: whoever reads this one should know."""


def taken(
    note: Kept, kept: Kept, *, sent_at: dt.datetime | None = None, opened_at: dt.datetime | None = None
) -> Outcome:
    """The later note wins, whichever comes in first; what is chosen in one and not in the other stays."""
    own = note.page == kept.page
    elsewhere = not own and _is_after(kept.made_at, opened_at)
    if own and note.number <= kept.number:
        return Outcome(kept, Took.ECHO, elsewhere)
    if sent_at and _at(note) <= sent_at:
        return Outcome(kept, Took.SENT, elsewhere)
    if own or kept.made_at is None or _at(note) >= kept.made_at:
        return Outcome(_over(note, kept), Took.KEPT, elsewhere)
    filled = Kept(kept.place, {**note.answers, **kept.answers}, kept.made_at, kept.page, kept.number)
    return Outcome(filled, Took.OLDER, elsewhere)


def made_at(now: dt.datetime, ago: dt.timedelta) -> dt.datetime:
    """When a note was made, by our clock. A device that says the future, or long ago, is not believed."""
    return now - min(max(ago, dt.timedelta()), LONGEST_WAIT)


def _over(note: Kept, kept: Kept) -> Kept:
    return Kept(note.place, {**kept.answers, **note.answers}, note.made_at, note.page, note.number)


def _is_after(made: dt.datetime | None, opened: dt.datetime | None) -> bool:
    return made is not None and (opened is None or made > opened)


def _at(note: Kept) -> dt.datetime:
    assert note.made_at is not None  # only what was never told has no time
    return note.made_at
