"""A published proposal is withdrawn as a whole, for a reason that everybody reads.

What all have accepted stays, and so does what a coach has accepted and begun: that is ended on the team's own page, one
by one. Who has not begun has their seat back; teams that were being asked are open again.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models.functions import Now

from workforce.models import Account
from workforce.services.decision import note

from ..enums import Answer, PairingState, ProposedState
from ..models import Cohort, Pairing, ProposedSeat, ProposedTeam
from .pairing import CannotPair, move
from .pairing_news import tell_of_withdrawal
from .proposed import has_begun, hold_team

LONGEST_REASON = 300


@transaction.atomic
def withdraw_proposal(*, pairing: Pairing, reason: str, on: dt.date, by: Account) -> Pairing:
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise CannotPair(f"Say why, in at most {LONGEST_REASON} letters. Everybody who was asked reads it.")
    Cohort.objects.select_for_update().get(pk=pairing.cohort_id)  # before the teams, as where it is published
    held = Pairing.objects.select_for_update(of=("self",)).select_related("trust", "cohort").get(pk=pairing.pk)
    held = move(held, PairingState.WITHDRAWN)
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_because = Now(), by, reason
    held.save(update_fields=["state", "withdrawn_at", "withdrawn_by", "withdrawn_because"])
    asked = held.teams.filter(state=ProposedState.ASKED).order_by("pk").values_list("pk", flat=True)
    for pk in asked:
        _open_again(hold_team(pk), on)
    note(by=by, did="withdrew a proposal of pairs", to=held)
    tell_of_withdrawal(held, on=on, by=by)
    return held


def _open_again(row: ProposedTeam, on: dt.date) -> None:
    """Answered in the meantime, all of it: then it is no longer asked about, and stays."""
    if row.state != ProposedState.ASKED:
        return
    for seat in row.seats.filter(answer__in=(Answer.ASKED, Answer.ACCEPTED)).select_related("coaching"):
        _ask_no_more(seat, on)
    ProposedTeam.objects.filter(pk=row.pk).update(state=ProposedState.REOPENED, answer=Answer.WITHDRAWN)


def _ask_no_more(seat: ProposedSeat, on: dt.date) -> None:
    given = seat.coaching
    if given and has_begun(given, seat.proposed, on=on):
        return
    seat.coaching, seat.answer = None, Answer.WITHDRAWN
    seat.save(update_fields=["coaching", "answer"])
    if given:
        given.delete()  # what has not begun never was; its history keeps it
