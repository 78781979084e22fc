"""Who is asked to coach, and who speaks for a team, are told so; and whoever asked them, that somebody declined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from workforce.enums import NoticeKind
from workforce.models import Account
from workforce.services.notice import Telling, tell_many

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
