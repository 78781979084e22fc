"""Everybody asked accepts or declines. A coach who accepts has their seat; one decline opens that team again, alone."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models.functions import Now

from workforce.models import Account
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import Answer, CoachingEnd, Declining, ProposedState, TeamState
from ..models import Coach, Coaching, ProposedSeat, ProposedTeam, Team, TeamDecision
from .pairing_news import tell_of_decline


class CannotAnswer(Refused):
    """The answer cannot be taken. Its text is for the reader; nothing has changed."""


_OPEN_AGAIN = (
    "This team is open again: somebody else declined, or the proposal was withdrawn. You need not answer any more."
)


@transaction.atomic
def accept_seat(*, seat: ProposedSeat, on: dt.date, by: Account) -> ProposedSeat:
    """Sent twice, it is accepted once. However many accept at once, nobody has more teams than they take."""
    row = hold_team(seat.proposed_id)
    seat = ProposedSeat.objects.select_related("coach").get(pk=seat.pk)
    if seat.answer == Answer.ACCEPTED:
        return seat
    _must_be_asked(row, seat.answer)
    coach = hold_coach(seat.coach_id)
    _must_be_possible(row, coach, on)
    seat.coaching = _coaching(row, seat, coach, max(row.pairing.begins_date or on, on), by)
    _answered(seat, Answer.ACCEPTED, by)
    _agree(row, on, by)
    return seat


@transaction.atomic
def accept_for_team(*, proposed: ProposedTeam, on: dt.date, by: Account) -> ProposedTeam:
    row = hold_team(proposed.pk)
    if row.answer == Answer.ACCEPTED:
        return row
    _must_be_asked(row, row.answer)
    _answered(row, Answer.ACCEPTED, by)
    _agree(row, on, by)
    return row


@transaction.atomic
def decline_seat(*, seat: ProposedSeat, reason: Declining | str, words: str, on: dt.date, by: Account) -> ProposedSeat:
    """Also by whoever has accepted before, as long as somebody else has not."""
    row = hold_team(seat.proposed_id)
    seat = ProposedSeat.objects.select_related("coaching").get(pk=seat.pk)
    _must_be_asked(row, seat.answer, or_accepted=True)
    seat.reason, seat.words = Declining(reason), words.strip()
    given, seat.coaching = seat.coaching, None
    _answered(seat, Answer.DECLINED, by)
    if given:
        _give_back(given, row, on)
    _open_again(row, on, by)
    return seat


@transaction.atomic
def decline_for_team(
    *, proposed: ProposedTeam, reason: Declining | str, words: str, on: dt.date, by: Account
) -> ProposedTeam:
    row = hold_team(proposed.pk)
    _must_be_asked(row, row.answer, or_accepted=True)
    row.reason, row.words = Declining(reason), words.strip()
    _answered(row, Answer.DECLINED, by)
    _open_again(row, on, by)
    return row


def hold_team(proposed: int) -> ProposedTeam:
    """One answer about a team at a time; always before its coach is held, so that nobody waits in a circle."""
    rows = ProposedTeam.objects.select_for_update(of=("self",)).select_related("team", "pairing__published_by__person")
    return rows.get(pk=proposed)


def hold_coach(coach: int) -> Coach:
    """One seat of a coach is given at a time."""
    return Coach.objects.select_for_update(of=("self",)).select_related("person").get(pk=coach)


def free_seat(coach: Coach, *, begins: dt.date) -> int:
    taken = set(Coaching.objects.filter(coach=coach).overlapping(begins, None).values_list("seat", flat=True))
    for seat in range(1, coach.capacity + 1):
        if seat not in taken:
            return seat
    raise CannotAnswer("There is no place left: this coach has as many teams as they take. Decline, or ask the lead.")


def _must_be_asked(row: ProposedTeam, answer: str, *, or_accepted: bool = False) -> None:
    """`or_accepted`: until everybody has accepted, whoever has can still decline."""
    if row.state == ProposedState.REOPENED:
        raise CannotAnswer(_OPEN_AGAIN)
    if row.state == ProposedState.ASKED and or_accepted and answer == Answer.ACCEPTED:
        return
    if row.state != ProposedState.ASKED or answer != Answer.ASKED:
        raise CannotAnswer("This has been answered already.")


def _must_be_possible(row: ProposedTeam, coach: Coach, on: dt.date) -> None:
    if coach.person.left_date is not None and coach.person.left_date <= on:
        raise CannotAnswer("This coach has left the trust since.")
    if row.team.state != TeamState.SELECTED:
        raise CannotAnswer("This team does not wait for coaches any more.")


def _coaching(row: ProposedTeam, seat: ProposedSeat, coach: Coach, begins: dt.date, by: Account) -> Coaching:
    """A coach whom the team had already keeps the coaching that they have."""
    there = Coaching.objects.filter(team=row.team).overlapping(begins, None)
    if own := there.filter(coach=coach).first():
        return own
    if there.filter(part=seat.part).exists():
        raise CannotAnswer("The team has been given such a coach in another way since. Ask the lead.")
    told = {"trust": row.trust, "team": row.team, "coach": coach, "recorded_by": by}
    number = free_seat(coach, begins=begins)
    return Coaching.objects.create(**told, part=seat.part, seat=number, since=begins)


def _answered(thing: ProposedSeat | ProposedTeam, answer: Answer, by: Account) -> None:
    thing.answer, thing.answered_at, thing.answered_by = answer, Now(), by
    thing.save()
    note(by=by, did=f"{answer.lower()} a proposed pair", to=thing)


def _agree(row: ProposedTeam, on: dt.date, by: Account) -> None:
    """All have accepted: the team is coached, and its page says since when."""
    if row.answer != Answer.ACCEPTED or row.seats.exclude(answer=Answer.ACCEPTED).exists():
        return
    ProposedTeam.objects.filter(pk=row.pk).update(state=ProposedState.AGREED)
    since = max(row.pairing.begins_date or on, on)  # not before it begins: nobody asks why it has not met
    team = Team.objects.filter(pk=row.team_id, state=TeamState.SELECTED)
    if team.update(state=TeamState.COACHED, state_date=since):
        told = {"trust": row.trust, "state": TeamState.COACHED, "date": on, "recorded_by": by}
        TeamDecision.objects.create(team=row.team, **told)


def _open_again(row: ProposedTeam, on: dt.date, by: Account) -> None:
    """Nobody else's pair is touched. Who had accepted is let go, and has their seat back."""
    for seat in row.seats.filter(answer__in=(Answer.ASKED, Answer.ACCEPTED)).select_related("coaching"):
        given, seat.coaching, seat.answer = seat.coaching, None, Answer.LET_GO
        seat.save(update_fields=["coaching", "answer"])
        if given:
            _give_back(given, row, on)
    team = row.answer if row.answer == Answer.DECLINED else Answer.LET_GO
    ProposedTeam.objects.filter(pk=row.pk).update(state=ProposedState.REOPENED, answer=team)
    tell_of_decline(row, by=by)


def _give_back(coaching: Coaching, row: ProposedTeam, on: dt.date) -> None:
    """What has not begun never was; its history keeps it. A coach whom the team had before stays."""
    if coaching.recorded_at < _asked_at(row):
        return
    if coaching.since >= on:
        coaching.delete()
    else:
        Coaching.objects.filter(pk=coaching.pk).update(until=on, end_reason=CoachingEnd.OTHER)


def has_begun(coaching: Coaching, row: ProposedTeam, *, on: dt.date) -> bool:
    """They coach the team today, or did so before they were asked."""
    return coaching.since <= on or coaching.recorded_at < _asked_at(row)


def _asked_at(row: ProposedTeam) -> dt.datetime:
    asked = row.pairing.published_at
    assert asked is not None  # the database holds it of whatever is published
    return asked
