"""What gets in a team's way: raised, taken to the level that can take it away, closed with what helped."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from workforce.models import Account
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import OwnerLevel, Severity
from ..models import Barrier, Team, TeamSession

LEVELS = list(OwnerLevel)


class CannotKeepBarrier(Refused):
    """The barrier cannot be kept like this. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class ToldBarrier:
    """As the people of the team tell it; it begins with themselves."""

    code: str
    words: str
    severity: int = Severity.SLOWS
    owner: str = ""
    due_date: dt.date | None = None


@transaction.atomic
def raise_barrier(
    *, team: Team, told: ToldBarrier, on: dt.date, by: Account, session: TeamSession | None = None
) -> Barrier:
    """The same words twice on one day are one barrier: a form that was sent again adds nothing."""
    _must_be_sound(told)
    Team.objects.select_for_update().get(pk=team.pk)
    if again := team.barriers.filter(words=told.words.strip(), code=told.code, raised_date=on).first():
        return again
    row = Barrier(trust=team.trust, team=team, session=session, raised_date=on, level_date=on, recorded_by=by)
    _write(row, told)
    note(by=by, did="raised a barrier", to=row, code=row.code)
    return row


@transaction.atomic
def change_barrier(*, barrier: Barrier, told: ToldBarrier, by: Account) -> Barrier:
    _must_be_sound(told)
    barrier = _open(barrier)
    _write(barrier, told)
    note(by=by, did="changed a barrier", to=barrier, code=barrier.code)
    return barrier


@transaction.atomic
def escalate_barrier(*, barrier: Barrier, on: dt.date, by: Account, owner: str = "") -> Barrier:
    """To the level above, where somebody else sees to it; at the highest there is none."""
    barrier = _open(barrier)
    if barrier.level == LEVELS[-1]:
        raise CannotKeepBarrier("It lies with the board already: there is no level above.")
    barrier.level, barrier.level_date = LEVELS[LEVELS.index(OwnerLevel(barrier.level)) + 1], on
    barrier.owner = owner.strip()
    barrier.save(update_fields=["level", "level_date", "owner"])
    note(by=by, did="escalated a barrier", to=barrier, level=barrier.level)
    return barrier


@transaction.atomic
def close_barrier(*, barrier: Barrier, outcome: str, on: dt.date, by: Account) -> Barrier:
    barrier = _open(barrier)
    if not outcome.strip():
        raise CannotKeepBarrier("Say what helped, in a few words.")
    barrier.closed_date, barrier.outcome = on, outcome.strip()
    barrier.save(update_fields=["closed_date", "outcome"])
    note(by=by, did="closed a barrier", to=barrier)
    return barrier


def _must_be_sound(told: ToldBarrier) -> None:
    if not told.words.strip():
        raise CannotKeepBarrier("Say in a few words what gets in the way.")


def _open(barrier: Barrier) -> Barrier:
    barrier = Barrier.objects.select_for_update().get(pk=barrier.pk)
    if barrier.closed_date is not None:
        raise CannotKeepBarrier("This barrier is closed already.")
    return barrier


def _write(row: Barrier, told: ToldBarrier) -> None:
    row.code, row.severity, row.words = told.code, told.severity, told.words.strip()
    row.owner, row.due_date = told.owner.strip(), told.due_date
    row.save()
