"""An academy is opened, called otherwise and closed; and what counts in it as active, lapsed, quiet or stalled."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from curriculum.models import Level
from workforce.models import Account, Trust
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import AcademyKind, TeamState
from ..models import Academy, Cohort, Licence, Team

SETTINGS = ("active_weeks", "resting_weeks", "unmet_weeks", "stalled_weeks", "coaches_a_supervisor")


class CannotSetAcademy(Refused):
    """These settings contradict each other. Its text is for the reader."""


class CannotOpenAcademy(Refused):
    """The name is taken, or it cannot be of this kind. Its text is for the reader."""


class CannotCloseAcademy(Refused):
    """Something in it still goes on. Its text is for the reader."""


@transaction.atomic
def open_academy(*, trust: Trust, name: str, kind: str, level: Level | None, by: Account) -> Academy:
    Trust.objects.select_for_update(no_key=True).get(pk=trust.pk)
    _must_be_free(trust.pk, name)
    made = Academy.objects.create(trust=trust, name=name, kind=kind, level=level, recorded_by=by)
    note(by=by, did="opened an academy", to=made)
    return made


@transaction.atomic
def change_academy(*, academy: Academy, name: str, kind: str, level: Level | None, by: Account) -> Academy:
    """`level`: what its coaches must hold, from the next certificate on."""
    Trust.objects.select_for_update(no_key=True).get(pk=academy.trust_id)
    _must_be_free(academy.trust_id, name, besides=academy)
    if kind != AcademyKind.CENTRAL and Licence.objects.filter(central=academy).exists():
        raise CannotOpenAcademy("Other academies hold a licence of this one, so it stays a central academy.")
    academy.name, academy.kind, academy.level = name, kind, level
    academy.save(update_fields=["name", "kind", "level"])
    note(by=by, did="changed an academy", to=academy)
    return academy


@transaction.atomic
def close_academy(*, academy: Academy, on: dt.date, by: Account) -> Academy:
    """What was done in it stays; nothing new begins in it, and it is on no list of academies any more."""
    academy = Academy.objects.select_for_update().get(pk=academy.pk)
    still = Team.objects.filter(academy=academy, state__in=[TeamState.SELECTED, TeamState.COACHED]).count()
    if still:
        raise CannotCloseAcademy(f"Teams of it are coached or wait for coaches: {still}. Decide about them first.")
    if Cohort.objects.filter(academy=academy, until__gt=on).exists():
        raise CannotCloseAcademy("A cohort of it has not ended. Close the academy after that, or end the cohort.")
    if Licence.objects.filter(central=academy).overlapping(on, None).exists():
        raise CannotCloseAcademy("Other academies hold a licence of it. End the licences first.")
    academy.closed_date = academy.closed_date or on
    academy.save(update_fields=["closed_date"])
    note(by=by, did="closed an academy", to=academy)
    return academy


@transaction.atomic
def open_academy_again(*, academy: Academy, by: Account) -> Academy:
    academy.closed_date = None
    academy.save(update_fields=["closed_date"])
    note(by=by, did="opened an academy again", to=academy)
    return academy


def _must_be_free(trust: int, name: str, besides: Academy | None = None) -> None:
    same = Academy.objects.filter(trust=trust, name__iexact=name)
    if same.exclude(pk=besides.pk if besides else 0).exists():
        raise CannotOpenAcademy(f"There is an academy called {name} already. Give this one a name of its own.")


@transaction.atomic
def set_academy(*, academy: Academy, settings: dict[str, int], by: Account) -> Academy:
    """From today every figure is counted so; what was published before stays as it was."""
    academy = Academy.objects.select_for_update().get(pk=academy.pk)
    if settings["resting_weeks"] < settings["active_weeks"]:
        raise CannotSetAcademy("A coach rests after being active, so resting lasts at least as long.")
    for name in SETTINGS:
        setattr(academy, name, settings[name])
    academy.save(update_fields=[*SETTINGS])
    note(by=by, did="changed what counts in an academy", to=academy, weeks=settings)
    return academy
