"""What an academy means to reach by a day."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from workforce.models import Account
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..models import Academy, AcademyTarget


class CannotSetTarget(Refused):
    """It is no target. Its text is for the reader."""


@transaction.atomic
def set_target(*, academy: Academy, kind: str, number: int, due_date: dt.date, on: dt.date, by: Account) -> None:
    """For the same kind and day, the later counts."""
    if due_date < on:
        raise CannotSetTarget("The day has passed. A target is for a day that comes.")
    row, _new = AcademyTarget.objects.update_or_create(
        trust=academy.trust,
        academy=academy,
        kind=kind,
        due_date=due_date,
        defaults={"number": number, "recorded_by": by},
    )
    note(by=by, did="set a target", to=row, kind=kind, number=number)


@transaction.atomic
def drop_target(*, target: AcademyTarget, by: Account) -> None:
    note(by=by, did="took a target out", to=target)
    target.delete()
