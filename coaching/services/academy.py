"""What counts as active, lapsed, quiet or stalled in an academy."""

from __future__ import annotations

from django.db import transaction

from workforce.models import Account
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..models import Academy

SETTINGS = ("active_weeks", "resting_weeks", "unmet_weeks", "stalled_weeks", "coaches_a_supervisor")


class CannotSetAcademy(Refused):
    """These settings contradict each other. Its text is for the reader."""


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
