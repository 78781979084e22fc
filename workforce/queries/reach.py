"""Where an account may look."""

from __future__ import annotations

import datetime as dt

from ..enums import Role
from ..models import Account, Unit, UnitReach
from ..models.reaching import unit_in_reach


def units_of(account: Account, *roles: Role, on: dt.date) -> set[int]:
    """The units where the account has one of the roles on the day, and everything below them."""
    return set(Unit.objects.filter(unit_in_reach("", account, roles, on)).values_list("pk", flat=True))


def units_below(unit: Unit, *, on: dt.date) -> set[int]:
    """The unit and everything below it on the day."""
    return set(UnitReach.objects.filter(ancestor=unit).on(on).values_list("unit", flat=True))


def units_above(unit: Unit, *, on: dt.date) -> list[int]:
    """The unit's ancestors on the day, the top first, itself last."""
    above = UnitReach.objects.filter(unit=unit).on(on).order_by("-distance")
    return list(above.values_list("ancestor", flat=True))
