"""What the people of a team do until a day, and what gets in their way."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models.functions import Now

from workforce.models import Account, Person
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import OwnerLevel
from ..models import Action, Barrier, Team, TeamSession

LEVELS = list(OwnerLevel)


class CannotKeepBarrier(Refused):
    """The barrier cannot be kept like this. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class NewAction:
    words: str
    owner: Person | None = None
    due_date: dt.date | None = None


def add_actions(*, team: Team, session: TeamSession | None, actions: Iterable[NewAction], by: Account) -> list[Action]:
    """The same words twice of one session are one action: a form that was sent again adds nothing."""
    known = set(session.actions.values_list("words", flat=True)) if session else set()
    new = {one.words.strip(): one for one in actions if one.words.strip() and one.words.strip() not in known}
    return Action.objects.bulk_create(
        Action(
            trust=team.trust,
            team=team,
            session=session,
            words=words,
            owner=one.owner,
            due_date=one.due_date,
            recorded_by=by,
        )
        for words, one in new.items()
    )


def close_actions(*, team: Team, done: Collection[uuid.UUID], dropped: Collection[uuid.UUID], by: Account) -> int:
    """Ticked: done; let go of: closed without having been done. What was closed before stays as it is."""
    still = team.actions.filter(closed_at=None)
    ended = still.filter(uuid__in=done).update(closed_at=Now(), closed_by=by, was_done=True)
    return ended + still.filter(uuid__in=dropped).update(closed_at=Now(), closed_by=by)


@transaction.atomic
def open_again(*, action: Action, by: Account) -> None:
    """It was ticked by mistake."""
    Action.objects.filter(pk=action.pk).update(closed_at=None, closed_by=None, was_done=False)
    note(by=by, did="opened an action again", to=action)


@transaction.atomic
def raise_barrier(
    *,
    team: Team,
    code: str,
    words: str,
    severity: int,
    on: dt.date,
    by: Account,
    owner: str = "",
    due_date: dt.date | None = None,
    session: TeamSession | None = None,
) -> Barrier:
    if not words.strip():
        raise CannotKeepBarrier("Say in a few words what gets in the way.")
    row = Barrier.objects.create(
        trust=team.trust,
        team=team,
        session=session,
        code=code,
        severity=severity,
        words=words.strip(),
        owner=owner.strip(),
        raised_date=on,
        level_date=on,
        due_date=due_date,
        recorded_by=by,
    )
    note(by=by, did="raised a barrier", to=row, code=code)
    return row


@transaction.atomic
def escalate_barrier(*, barrier: Barrier, on: dt.date, by: Account) -> Barrier:
    """To the level above; at the highest there is none."""
    barrier = Barrier.objects.select_for_update().get(pk=barrier.pk)
    if barrier.closed_date is not None:
        raise CannotKeepBarrier("This barrier is closed already.")
    if barrier.level == LEVELS[-1]:
        raise CannotKeepBarrier("It lies with the board already: there is no level above.")
    barrier.level, barrier.level_date = LEVELS[LEVELS.index(OwnerLevel(barrier.level)) + 1], on
    barrier.save(update_fields=["level", "level_date"])
    note(by=by, did="escalated a barrier", to=barrier, level=barrier.level)
    return barrier


@transaction.atomic
def close_barrier(*, barrier: Barrier, outcome: str, on: dt.date, by: Account) -> Barrier:
    barrier = Barrier.objects.select_for_update().get(pk=barrier.pk)
    if barrier.closed_date is not None:
        raise CannotKeepBarrier("This barrier is closed already.")
    if not outcome.strip():
        raise CannotKeepBarrier("Say what became of it, in a few words.")
    barrier.closed_date, barrier.outcome = on, outcome.strip()
    barrier.save(update_fields=["closed_date", "outcome"])
    note(by=by, did="closed a barrier", to=barrier)
    return barrier
