"""What the people of a team do until a day."""

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

from ..models import Action, Team, TeamSession


class CannotChangeAction(Refused):
    """It is closed. Its text is for the reader."""


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
def change_action(*, action: Action, told: NewAction, by: Account) -> None:
    """Other words, somebody else, another day. What is closed stays as it was."""
    held = Action.objects.select_for_update().get(pk=action.pk)
    if held.closed_at:
        raise CannotChangeAction("This action is closed. To change it, open it again first.")
    held.words, held.owner, held.due_date = told.words.strip(), told.owner, told.due_date
    held.save(update_fields=["words", "owner", "due_date"])
    note(by=by, did="changed an action", to=held)


@transaction.atomic
def open_again(*, action: Action, by: Account) -> None:
    """It was ticked or let go of by mistake."""
    Action.objects.filter(pk=action.pk).update(closed_at=None, closed_by=None, was_done=False)
    note(by=by, did="opened an action again", to=action)
