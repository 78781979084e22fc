"""A manager lets a colleague act for them: what they may do in one unit and below, from a day and until a day.

A deputy holds a grant like any other, so that every list and every rule gives them exactly that, and nothing more.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from ..enums import NoticeKind, Role
from ..models import Account, Grant
from .decision import note
from .grant import end_grant, give_grant
from .notice import tell
from .refusal import Refused

LONGEST = dt.timedelta(days=366)


class CannotNameDeputy(Refused):
    """Nobody acts for anybody."""


@transaction.atomic
def name_deputy(*, grant: Grant, deputy: Account, since: dt.date, until: dt.date, on: dt.date, words: str) -> Grant:
    """`grant`: the manager's own. `words`: what the deputy is told."""
    _check_grant(grant, since, until, on)
    _check_deputy(grant, deputy)
    told = {"account": deputy, "unit": grant.unit, "since": since, "until": until, "acts_for": grant}
    lent = give_grant(role=Role.UNIT_MANAGER, by=grant.account, **told)  # type: ignore[arg-type]  # as they are called
    if deputy.person:
        said = {"kind": NoticeKind.WORK, "words": words, "link": "/manage/people/", "key": f"deputy {lent.pk}"}
        tell(trust=grant.trust, person=deputy.person, by=grant.account, **said)  # type: ignore[arg-type]
    return lent


@transaction.atomic
def take_back(*, lent: Grant, on: dt.date, by: Account | None) -> None:
    """From the day on the colleague sees and does no more than before."""
    if lent.acts_for is None or (by is not None and lent.acts_for.account_id != by.pk):
        raise CannotNameDeputy("It was not you who asked them to act for you.")
    note(by=by, did="took back from a deputy", to=lent, account=lent.account_id, on=on.isoformat())
    end_grant(grant=lent, on=on, by=by)


def end_deputies(*, on: dt.date) -> None:
    """Of those who have left: nobody acts for them any more."""
    left = Grant.objects.filter(acts_for__account__person__left_date__lte=on, until__gt=on)
    for lent in left:
        end_grant(grant=lent, on=on, by=None)


def _check_grant(grant: Grant, since: dt.date, until: dt.date, on: dt.date) -> None:
    if grant.role != Role.UNIT_MANAGER or grant.acts_for_id is not None:
        raise CannotNameDeputy("Only who manages a unit themselves can let somebody act for them.")
    if since < on:
        raise CannotNameDeputy("Choose today or a later day to begin.")
    if until <= since:
        raise CannotNameDeputy("It would end before it begins.")
    if until - since > LONGEST:
        raise CannotNameDeputy("Somebody acts for you for a year at most. Choose an earlier end, and name them again.")
    if grant.since > since or (grant.until is not None and until > grant.until):
        raise CannotNameDeputy("You do not manage the unit yourself on all of these days.")


def _check_deputy(grant: Grant, deputy: Account) -> None:
    if deputy.pk == grant.account_id:
        raise CannotNameDeputy("Choose somebody else: you cannot act for yourself.")
    if deputy.trust_id != grant.trust_id or deputy.person is None or not deputy.is_active:
        raise CannotNameDeputy("They have no account in your trust that is open and matched to a person.")
