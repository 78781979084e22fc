"""What somebody is asked, in words: which team, when and where it meets, beside whom, from when on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coaching.enums import Answer, CoachPart, ProposedState
from coaching.models import ProposedSeat, ProposedTeam, Team, TeamSlot
from coaching.queries.pairing_teams import slots_of, week_slot
from workforce.models import Account

from .pairing import ANSWER_TAGS
from .pairing_clauses import slot_words
from .pairing_names import listed

ASKS = {
    CoachPart.INSIDE: _lazy("You are asked to coach %(team)s from inside its pathway."),
    CoachPart.OUTSIDE: _lazy("You are asked to coach %(team)s from outside its pathway."),
    CoachPart.SOLE: _lazy("You are asked to coach %(team)s."),
}
ASKS_ANOTHER = {
    CoachPart.INSIDE: _lazy("%(coach)s is asked to coach %(team)s from inside its pathway."),
    CoachPart.OUTSIDE: _lazy("%(coach)s is asked to coach %(team)s from outside its pathway."),
    CoachPart.SOLE: _lazy("%(coach)s is asked to coach %(team)s."),
}


@dataclass(frozen=True, slots=True)
class AskedView:
    """`is_own`: for whoever is asked; a lead may answer for somebody who told them."""

    thing: ProposedSeat | ProposedTeam
    row: ProposedTeam
    sentence: str
    beside: str
    meets: str
    place: str
    href: str
    is_own: bool

    @property
    def team(self) -> Team:
        return self.row.team

    @property
    def answer(self) -> str:
        return self.thing.answer

    @property
    def answer_words(self) -> str:
        return str(self.thing.get_answer_display())

    @property
    def tag(self) -> str:
        return ANSWER_TAGS.get(Answer(self.answer), "")

    @property
    def waits(self) -> bool:
        return self.answer == Answer.ASKED and self.row.state == ProposedState.ASKED

    @property
    def begins(self) -> dt.date | None:
        return self.row.pairing.begins_date

    @property
    def pairing_href(self) -> str:
        return reverse("pairing", args=[self.row.pairing.uuid])


def asked_of_coach(seat: ProposedSeat, *, by: Account, on: dt.date) -> AskedView:
    row, is_own = seat.proposed, seat.coach.person_id == by.person_id
    others = [str(one.coach) for one in _seats(row) if one.coach_id != seat.coach_id]
    words = _("Beside you: %(who)s.") if is_own else _("Beside them: %(who)s.")
    beside = words % {"who": listed(others)} if others else ""
    asks = str((ASKS if is_own else ASKS_ANOTHER)[CoachPart(seat.part)])
    sentence, href = asks % {"team": row.team, "coach": seat.coach}, reverse("answer-seat", args=[seat.uuid])
    return AskedView(seat, row, sentence, beside, *_where(row.team, on), href, is_own)


def asked_of_team(row: ProposedTeam, *, by: Account, on: dt.date) -> AskedView:
    told = {"team": row.team, "who": listed(str(one.coach) for one in _seats(row))}
    sentence = _("For %(team)s these coaches are proposed: %(who)s.") % told
    href = reverse("answer-for-team", args=[row.uuid])
    is_own = ProposedTeam.objects.filter(pk=row.pk).asked_of(by, on=on).exists()
    return AskedView(row, row, sentence, "", *_where(row.team, on), href, is_own)


def _seats(row: ProposedTeam) -> list[ProposedSeat]:
    return list(row.seats.select_related("coach__person").order_by("part"))


def _where(team: Team, on: dt.date) -> tuple[str, str]:
    slot: TeamSlot | None = slots_of([team.pk], on=on).get(team.pk)
    if slot is None:
        return _("The team has no weekly slot yet."), ""
    where = [slot.place, str(slot.site or ""), str(slot.get_mode_display()).lower()]
    return slot_words(week_slot(slot)), ", ".join(one for one in where if one)
