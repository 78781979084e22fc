"""What an account may do, where, and for how long."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Q

from ..enums import Role
from ..models import Account, Grant, Trust, Unit
from ..models.reaching import true_on
from .decision import note
from .refusal import Refused


class CannotGiveGrant(Refused):
    """The role cannot be given like this."""


class CannotEndGrant(Refused):
    """The role cannot be taken away."""


@transaction.atomic
def give_grant(
    *,
    account: Account,
    role: Role | str,
    unit: Unit,
    since: dt.date,
    by: Account | None,
    until: dt.date | None = None,
    acts_for: Grant | None = None,
) -> Grant:
    _check(account, unit, since, until)
    told = {"account": account, "role": role, "unit": unit, "since": since, "until": until, "acts_for": acts_for}
    grant = Grant(trust=unit.trust, recorded_by=by, **told)
    try:
        with transaction.atomic():
            grant.save(force_insert=True)
    except IntegrityError:
        raise CannotGiveGrant("The account already has this role there on some of these days.") from None
    note(by=by, did="gave a role", to=grant, role=str(role), unit=unit.pk, account=account.pk)
    return grant


@transaction.atomic
def end_grant(*, grant: Grant, on: dt.date, by: Account | None) -> None:
    """The account may no longer do it on the day. Ended on or before its first day, it never was."""
    if grant.role == Role.ADMINISTRATOR:
        _check_not_own(grant, by)
        check_administered(grant.trust, on=on, without=Q(pk=grant.pk))
    for deputy in grant.deputies.filter(until__gt=on):
        end_grant(grant=deputy, on=on, by=by)
    note(by=by, did="ended a role", to=grant, role=grant.role, on=on.isoformat(), account=grant.account_id)
    if on <= grant.since:
        grant.delete()
    elif grant.until is None or on < grant.until:
        grant.until = on
        grant.save(update_fields=["until"])


def check_administered(trust: Trust, *, on: dt.date, without: Q) -> None:
    """Somebody administers the whole trust, from the day on and without an end, also without these grants."""
    Trust.objects.select_for_update(no_key=True).get(pk=trust.pk)
    at_the_top = Q(unit__places__parent=None) & true_on("unit__places", on)
    whole = Grant.objects.filter(at_the_top, trust=trust, role=Role.ADMINISTRATOR, account__is_active=True).on(on)
    if whole.filter(without).exists() and not whole.filter(until=None).exclude(without).exists():
        raise CannotEndGrant("Nobody else would administer the whole trust. Give somebody else the role first.")


def _check_not_own(grant: Grant, by: Account | None) -> None:
    if by is not None and grant.account_id == by.pk:
        raise CannotEndGrant("You cannot take away your own role of administrator. Somebody else can.")


def _check(account: Account, unit: Unit, since: dt.date, until: dt.date | None) -> None:
    if account.trust_id != unit.trust_id:
        raise CannotGiveGrant("The account and the unit belong to different trusts.")
    if until is not None and until <= since:
        raise CannotGiveGrant("The role would end before it begins.")
    if not unit.places.on(since).exists():
        raise CannotGiveGrant(f"The unit does not exist on {since:%-d %B %Y}.")
