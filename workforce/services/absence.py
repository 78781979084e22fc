"""Somebody is away for some days, for a coded reason."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from ..enums import AbsenceKind
from ..models import Absence, Account, Person
from .changed import tell_changed
from .decision import note
from .refusal import Refused


class CannotRecordAbsence(Refused):
    """The absence would not be true."""


@transaction.atomic
def begin_absence(
    *, person: Person, kind: AbsenceKind | str, since: dt.date, by: Account | None, until: dt.date | None = None
) -> Absence:
    if until is not None and until <= since:
        raise CannotRecordAbsence("The absence would end before it begins.")
    absence = Absence.objects.create(
        trust_id=person.trust_id, person=person, kind=kind, since=since, until=until, recorded_by=by
    )
    _tell(absence, by, "began an absence")
    return absence


@transaction.atomic
def end_absence(*, absence: Absence, on: dt.date, by: Account | None) -> None:
    """The person is back on the day."""
    if on <= absence.since:
        raise CannotRecordAbsence("They would be back before they were away. Withdraw the absence instead.")
    absence.until = on
    absence.save(update_fields=["until"])
    _tell(absence, by, "ended an absence")


@transaction.atomic
def withdraw_absence(*, absence: Absence, by: Account | None) -> None:
    """It was recorded by mistake; its row history keeps what was said."""
    _tell(absence, by, "withdrew an absence")
    absence.delete()


def _tell(absence: Absence, by: Account | None, did: str) -> None:
    tell_changed(absence.trust, [absence.person_id])
    note(by=by, did=did, to=absence)
