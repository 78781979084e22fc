"""What a proposal asks of somebody."""

from __future__ import annotations

import datetime as dt

from workforce.models import Account
from workforce.queries.built_once import BuiltOnce

from ..enums import Answer
from ..models import ProposedSeat, ProposedTeam


def answers_owed(account: Account, *, on: dt.date) -> int:
    """How many answers of theirs are waited for: as a coach, and for the teams that they speak for on the day."""
    return len(_SEATS(account=account.pk)) + len(_TEAMS(account=account.pk, on=on))


_SEATS = BuiltOnce(
    lambda account: (
        ProposedSeat.objects.all().asked_of(Account(pk=account)).filter(answer=Answer.ASKED).values_list("pk")
    )
)
_TEAMS = BuiltOnce(
    lambda account, on: (
        ProposedTeam.objects.all().asked_of(Account(pk=account), on=on).filter(answer=Answer.ASKED).values_list("pk")
    )
)
