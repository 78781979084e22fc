"""What other systems call our things. A code names one thing on a day, and may name another one later."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from ..models import (
    Account,
    Person,
    PersonIdentifier,
    Post,
    PostIdentifier,
    Site,
    SiteIdentifier,
    Unit,
    UnitIdentifier,
)
from ..models.identifier import Identifier
from .decision import note
from .refusal import Refused

KINDS: dict[type, tuple[type[Identifier], str]] = {
    Person: (PersonIdentifier, "person"),
    Post: (PostIdentifier, "post"),
    Site: (SiteIdentifier, "site"),
    Unit: (UnitIdentifier, "unit"),
}


class CannotIdentify(Refused):
    """The code already names something else on some of these days."""


@transaction.atomic
def identify(
    *,
    thing: Person | Post | Site | Unit,
    system: str,
    value: str,
    since: dt.date,
    by: Account | None,
    until: dt.date | None = None,
) -> Identifier:
    model, noun = KINDS[type(thing)]
    told = {"trust": thing.trust, "system": system, "value": value, "since": since, "until": until, noun: thing}
    try:
        with transaction.atomic():
            identifier = model(recorded_by=by, **told)
            identifier.save(force_insert=True)
    except IntegrityError:
        raise CannotIdentify(f"{system} {value} already names another {noun} on some of these days.") from None
    note(by=by, did="gave an identifier", to=thing, system=system)
    return identifier


@transaction.atomic
def end_identifier(*, identifier: Identifier, on: dt.date, by: Account | None) -> None:
    """It names nothing from the day on. Ended on or before its first day, it never did."""
    note(by=by, did="ended an identifier", to=identifier)
    if on <= identifier.since:
        identifier.delete()
    elif identifier.until is None or on < identifier.until:
        identifier.until = on
        identifier.save(update_fields=["until"])
