"""People join, are corrected, leave and come back. Nobody is deleted."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from ..enums import LeavingReason
from ..jobs import enqueue
from ..models import Account, Person, PostStretch, Trust
from .changed import tell_changed
from .decision import note
from .refusal import Refused
from .stretch import end_rows

DETAILS = {"given_name", "family_name", "email", "registration_number"}


class CannotChangePerson(Refused):
    """The record of the person would not be true."""


@transaction.atomic
def add_person(
    *,
    trust: Trust,
    family_name: str,
    by: Account | None,
    given_name: str = "",
    email: str = "",
    registration_number: str = "",
) -> Person:
    person = Person.objects.create(
        trust=trust,
        given_name=given_name,
        family_name=family_name,
        email=email,
        registration_number=registration_number,
        recorded_by=by,
    )
    note(by=by, did="added a person", to=person)
    return person


@transaction.atomic
def correct_person(*, person: Person, by: Account | None, **details: str) -> bool:
    """The name or another detail is now known better; whether anything changed."""
    changed = {field: value for field, value in details.items() if getattr(person, field) != value}
    if unknown := set(changed) - DETAILS:
        raise TypeError(f"not a detail of a person: {sorted(unknown)}")
    for field, value in changed.items():
        setattr(person, field, value)
    if changed:
        person.save(update_fields=list(changed))
        note(by=by, did="corrected a person", to=person, fields=sorted(changed))
    return bool(changed)


@transaction.atomic
def end_person(*, person: Person, on: dt.date, reason: LeavingReason | str, by: Account | None) -> None:
    """The person leaves: the day is the first on which they do not belong. All their posts end by then."""
    if person.left_date is not None:
        raise CannotChangePerson(f"{person} has already left, on {person.left_date:%-d %B %Y}.")
    person.left_date, person.left_reason = on, reason
    person.save(update_fields=["left_date", "left_reason"])
    end_rows(PostStretch.objects.filter(person=person), on=on)
    tell_changed(person.trust, [person.pk])
    enqueue("workforce.end_leavers")
    note(by=by, did="ended a person", to=person, on=on.isoformat(), reason=str(reason))


@transaction.atomic
def bring_back(*, person: Person, by: Account | None) -> None:
    """Somebody who had left belongs again; their new post says since when."""
    person.left_date, person.left_reason = None, ""
    person.save(update_fields=["left_date", "left_reason"])
    note(by=by, did="brought back a person", to=person)
