"""Exemptions: for some days a person is not counted for a level. Somebody else approves, and there is an end."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from workforce.models import Account, Person
from workforce.services.changed import tell_changed
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..models import Exemption, Level


class CannotExempt(Refused):
    """The exemption breaks a rule. Its text is for the reader."""


@transaction.atomic
def exempt_person(
    *,
    person: Person,
    level: Level | None,
    reason: str,
    since: dt.date,
    until: dt.date | None,
    approved_by: Account,
    by: Account | None,
) -> Exemption:
    """`until` is the first day on which the person counts again. No level: every level."""
    _must_be_sound(person, level, since, until, approved_by)
    exemption = Exemption.objects.create(
        trust=person.trust,
        person=person,
        level=level,
        reason=reason,
        since=since,
        until=until,
        approved_by=approved_by,
        recorded_by=by,
    )
    note(by=by, did="exempted a person", to=exemption, trust=person.trust, approved_by=approved_by.pk)
    tell_changed(exemption.trust, [exemption.person_id])
    return exemption


@transaction.atomic
def end_exemption(*, exemption: Exemption, until: dt.date, by: Account | None) -> Exemption:
    if not exemption.since < until <= (exemption.until or until):
        raise CannotExempt("An exemption ends after it begins, and is not made longer: give a new one instead.")
    exemption.until = until
    exemption.save(update_fields=["until"])
    note(by=by, did="ended an exemption", to=exemption, trust=exemption.trust, until=str(until))
    tell_changed(exemption.trust, [exemption.person_id])
    return exemption


def _must_be_sound(
    person: Person, level: Level | None, since: dt.date, until: dt.date | None, approved_by: Account
) -> None:
    if until is None or until <= since:
        raise CannotExempt("An exemption needs an end, after the day on which it begins.")
    if approved_by.person_id == person.pk:
        raise CannotExempt("Somebody else has to approve an exemption.")
    if approved_by.trust_id not in (None, person.trust_id) or (level and level.trust_id != person.trust_id):
        raise CannotExempt("The person, the level and the approver belong to one trust.")
    if Exemption.objects.filter(person=person, level=level).overlapping(since, until).exists():
        raise CannotExempt("There is an exemption for some of these days already.")
