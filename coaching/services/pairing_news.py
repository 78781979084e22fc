"""Who is asked to coach, and who speaks for a team, are told so; and whoever asked them, that somebody declined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from workforce.enums import NoticeKind
from workforce.models import Account
from workforce.services.notice import Telling, tell_many

from ..enums import Answer, ProposedState
from ..models import Pairing, ProposedSeat, ProposedTeam, TeamMember
from ..models.proposed import SPEAKS_FOR_IT

ASKED = "/asked/"


def tell_who_is_asked(pairing: Pairing, *, on: dt.date, by: Account) -> None:
    tell_many(trust=pairing.trust, tellings=[*_to_coaches(pairing), *_to_teams(pairing, on)], by=by)


def _to_coaches(pairing: Pairing) -> Iterator[Telling]:
    seats = ProposedSeat.objects.filter(proposed__pairing=pairing).select_related("proposed__team", "coach__person")
    for seat in seats:
        words = f"You are asked to coach {seat.proposed.team}. Accept or decline."
        yield Telling(seat.coach.person, NoticeKind.WORK, words, ASKED, f"seat {seat.pk} asked")


def _to_teams(pairing: Pairing, on: dt.date) -> Iterator[Telling]:
    rows = ProposedTeam.objects.filter(pairing=pairing, seats__isnull=False).select_related("team").distinct()
    teams = {row.team_id: row for row in rows}
    people = TeamMember.objects.filter(team__in=teams, part__in=SPEAKS_FOR_IT).on(on).select_related("person")
    for member in people:
        row = teams[member.team_id]
        words = f"Coaches are proposed for {row.team}. Accept or decline for the team."
        yield Telling(member.person, NoticeKind.WORK, words, ASKED, f"team {row.pk} asked")


def tell_of_withdrawal(pairing: Pairing, *, on: dt.date, by: Account) -> None:
    """Everybody who has not declined, with what it means for them."""
    because = f"The proposal for {pairing.cohort} was withdrawn: {pairing.withdrawn_because}"
    tellings = [*_withdrawn_from_coaches(pairing, because), *_withdrawn_from_teams(pairing, because, on)]
    tell_many(trust=pairing.trust, tellings=tellings, by=by)


def _withdrawn_from_coaches(pairing: Pairing, because: str) -> Iterator[Telling]:
    seats = ProposedSeat.objects.filter(proposed__pairing=pairing, answer__in=(Answer.ACCEPTED, Answer.WITHDRAWN))
    for seat in seats.select_related("proposed__team", "coach__person"):
        stays = seat.answer == Answer.ACCEPTED
        then = "You coach it as you accepted." if stays else "You need not answer, and are not its coach by this."
        words = f"{seat.proposed.team}: {then} {because}"
        yield Telling(seat.coach.person, NoticeKind.WORK, words, ASKED, f"seat {seat.pk} withdrawn")


def _withdrawn_from_teams(pairing: Pairing, because: str, on: dt.date) -> Iterator[Telling]:
    rows = ProposedTeam.objects.filter(pairing=pairing).exclude(state=ProposedState.UNSERVED).select_related("team")
    teams = {row.team_id: row for row in rows if row.answer in (Answer.ACCEPTED, Answer.WITHDRAWN)}
    people = TeamMember.objects.filter(team__in=teams, part__in=SPEAKS_FOR_IT).on(on).select_related("person")
    for member in people:
        row = teams[member.team_id]
        then = "Its coaches stay." if row.state == ProposedState.AGREED else "Coaches are looked for anew."
        words = f"{row.team}: {then} {because}"
        yield Telling(member.person, NoticeKind.WORK, words, ASKED, f"team {row.pk} withdrawn")


def tell_of_decline(row: ProposedTeam, *, by: Account) -> None:
    """Whoever published it, and the coaches who are let go."""
    pairing, seats = row.pairing, row.seats.select_related("coach__person")
    words = f"{row.team} is open again: somebody declined."
    link = f"/academy/pairing/{pairing.uuid}/"
    tellings = [
        Telling(seat.coach.person, NoticeKind.WORK, words, ASKED, f"seat {seat.pk} let go")
        for seat in seats
        if seat.answer == "LET_GO"
    ]
    if pairing.published_by and pairing.published_by.person:
        lead = pairing.published_by.person
        tellings.append(Telling(lead, NoticeKind.WORK, words, link, f"team {row.pk} declined"))
    tell_many(trust=pairing.trust, tellings=tellings, by=by)
