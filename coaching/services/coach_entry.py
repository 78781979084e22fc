"""A coach who did not come through a cohort here: trained elsewhere, or before the academy was kept here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from workforce.models import Account, Person
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..models import Academy, Certification, Coach, Programme
from .coach_level import name_for_the_level


class CannotAddCoach(Refused):
    """They are a coach already, or the days do not fit. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """`until`: the day after the last; none: it does not end."""

    programme: Programme
    since: dt.date
    until: dt.date | None = None


@transaction.atomic
def add_coach(
    *, academy: Academy, person: Person, is_clinical: bool, certificate: Certificate, on: dt.date, by: Account
) -> Coach:
    """With what they are certified for: without it nobody is given a team."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    _must_be_sound(person, certificate, on, by)
    made = Coach.objects.create(
        trust=academy.trust, academy=academy, person=person, is_clinical=is_clinical, recorded_by=by
    )
    programme, since, until = certificate.programme, certificate.since, certificate.until
    Certification.objects.create(
        trust=academy.trust, person=person, programme=programme, since=since, until=until, recorded_by=by
    )
    name_for_the_level(academy=academy, person=person, since=since, until=until, by=by)
    note(by=by, did="added a coach", to=made, programme=programme.code)
    return made


def _must_be_sound(person: Person, certificate: Certificate, on: dt.date, by: Account) -> None:
    if found := Coach.objects.filter(person=person).first():
        raise CannotAddCoach(f"{found} is a coach of {found.academy} already.")
    if by.person_id == person.pk:
        raise CannotAddCoach("Nobody certifies themselves. Ask another lead.")
    if certificate.since > on:
        raise CannotAddCoach("The certificate begins on a day that has not come yet.")
    if certificate.until is not None and certificate.until <= certificate.since:
        raise CannotAddCoach("The certificate ends before it begins. Look at the two days once more.")
    held = Certification.objects.filter(person=person, programme=certificate.programme)
    if held.overlapping(certificate.since, certificate.until).exists():
        raise CannotAddCoach("They are certified for some of these days already.")
