"""A local academy delivers what a central one owns, for the days of a licence."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from workforce.models import Account
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import AcademyKind
from ..models import Academy, Licence


class CannotLicense(Refused):
    """Not between these two, or not for these days. Its text is for the reader."""


@transaction.atomic
def grant_licence(
    *, academy: Academy, central: Academy, since: dt.date, until: dt.date | None, terms: str, by: Account
) -> Licence:
    """`until`: the day after the last; none: until it is ended."""
    academy = Academy.objects.select_for_update().get(pk=academy.pk)
    if academy.kind != AcademyKind.LOCAL or central.kind != AcademyKind.CENTRAL:
        raise CannotLicense("A local academy holds a licence of a central one. Look at which is which.")
    if until is not None and until <= since:
        raise CannotLicense("The licence ends before it begins. Look at the two days once more.")
    if Licence.objects.filter(academy=academy).overlapping(since, until).exists():
        raise CannotLicense("On some of these days it holds a licence already. End that one first, or begin later.")
    made = Licence.objects.create(
        trust=academy.trust, academy=academy, central=central, since=since, until=until, terms=terms, recorded_by=by
    )
    note(by=by, did="granted a licence", to=made)
    return made


@transaction.atomic
def end_licence(*, licence: Licence, on: dt.date, by: Account) -> None:
    """From this day on it holds none. One that has not begun is taken out."""
    licence = Licence.objects.select_for_update().get(pk=licence.pk)
    if licence.until is not None and licence.until <= on:
        raise CannotLicense("The licence has ended already.")
    note(by=by, did="ended a licence", to=licence)
    if on <= licence.since:
        licence.delete()
        return
    licence.until = on
    licence.save(update_fields=["until"])
