"""Who was asked about a published pair and has not answered yet."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from workforce.models import Person

from ..enums import Answer, PairingState, ProposedState, TeamState
from ..models import Pairing, ProposedSeat, ProposedTeam, Team, TeamMember
from ..models.proposed import SPEAKS_FOR_IT

A_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """`people`: the coach; of a team whoever speaks for it. Nobody: then nobody can be reminded."""

    thing: ProposedSeat | ProposedTeam
    team: Team
    people: tuple[Person, ...]
    asked_date: dt.date

    @property
    def is_of_team(self) -> bool:
        return isinstance(self.thing, ProposedTeam)

    @property
    def reminded_date(self) -> dt.date | None:
        return self.thing.reminded_date

    def may_be_reminded(self, on: dt.date) -> bool:
        """Nobody is written to twice in a week."""
        return bool(self.people) and (self.reminded_date is None or self.reminded_date <= on - A_WEEK)

    def is_due(self, on: dt.date) -> bool:
        """For the reminder that goes by itself: a week after they were asked, and a week after the last one."""
        return self.asked_date <= on - A_WEEK and self.may_be_reminded(on)


def unanswered(pairing: Pairing, *, on: dt.date) -> list[Unanswered]:
    """By team, the coaches before the team itself."""
    if pairing.state != PairingState.PUBLISHED or pairing.published_at is None:
        return []
    rows = _asked(pairing)
    asked = timezone.localdate(pairing.published_at)
    seats = ProposedSeat.objects.filter(proposed__in=rows, answer=Answer.ASKED).select_related("coach__person")
    by_team: dict[int, list[ProposedSeat]] = defaultdict(list)
    for seat in seats.order_by("part", "pk"):
        by_team[seat.proposed_id].append(seat)
    speak = _speakers(rows, on)
    found: list[Unanswered] = []
    for row in rows:
        found += [Unanswered(seat, row.team, (seat.coach.person,), asked) for seat in by_team[row.pk]]
        if row.answer == Answer.ASKED:
            found.append(Unanswered(row, row.team, tuple(speak[row.team_id]), asked))
    return found


def with_unanswered() -> QuerySet[Pairing]:
    """Proposals in which an answer is waited for."""
    asked = ProposedTeam.objects.filter(state=ProposedState.ASKED, team__state=TeamState.SELECTED)
    rows = Pairing.objects.filter(state=PairingState.PUBLISHED, pk__in=asked.values("pairing"))
    return rows.select_related("trust").order_by("pk")


def _asked(pairing: Pairing) -> list[ProposedTeam]:
    """Of teams that still wait for coaches."""
    rows = pairing.teams.filter(state=ProposedState.ASKED, team__state=TeamState.SELECTED).select_related("team")
    return list(rows.order_by("team__name", "pk"))


def _speakers(rows: list[ProposedTeam], on: dt.date) -> dict[int, list[Person]]:
    here = Q(person__left_date=None) | Q(person__left_date__gt=on)
    members = TeamMember.objects.filter(here, team__in=[row.team_id for row in rows], part__in=SPEAKS_FOR_IT).on(on)
    found: dict[int, list[Person]] = defaultdict(list)
    for member in members.select_related("person").order_by("pk"):
        found[member.team_id].append(member.person)
    return found
