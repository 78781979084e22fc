"""The second step of signing in: asked for from a day on, and taken away when it was lost."""

from __future__ import annotations

import datetime as dt

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from ..models import Account, Trust
from .browser_session import sign_out
from .decision import note
from .refusal import Refused


class CannotTakeAway(Refused):
    """The second step stays."""


@transaction.atomic
def ask_for_second_step(*, trust: Trust, since: dt.date | None, by: Account) -> None:
    """Of whoever sees people by name, from the day on; without a day, of nobody."""
    trust.second_step_from = since
    trust.save(update_fields=["second_step_from"])
    note(by=by, did="asked for a second step", to=trust, on=since.isoformat() if since else "")


@transaction.atomic
def take_away_second_step(*, account: Account, by: Account) -> None:
    """The telephone is lost. Whoever has it is out, and the account comes in with its password, to set up another."""
    if account.pk == by.pk:
        raise CannotTakeAway(_("You cannot take away your own here. Change it in your account, or ask somebody else."))
    if not has_second_step(account):
        raise CannotTakeAway(_("The account has no second step."))
    Authenticator.objects.filter(user=account).delete()
    sign_out(account=account, by=by)
    note(by=by, did="took away a second step", to=account)


def has_second_step(account: Account) -> bool:
    return Authenticator.objects.filter(user=account).exists()
