"""Somebody stops coaching a team that goes on, and somebody else takes their place, without a new proposal."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from workforce.enums import NoticeKind
from workforce.models import Account
from workforce.services.decision import note
from workforce.services.notice import Telling, tell_many
from workforce.services.refusal import Refused

from ..enums import CoachingEnd, CoachPart, TeamState
from ..models import Coach, Coaching, Team
from ..queries.handover import parts_open, who_could
from .proposed import free_seat, hold_coach

OF_THE_COACH = (
    CoachingEnd.HANDED_OVER,
    CoachingEnd.NO_TIME,
    CoachingEnd.MOVED_POST,
    CoachingEnd.LEFT,
    CoachingEnd.OTHER,
)


class CannotHandOver(Refused):
    """Not this coach, or not this team. Its text is for the reader."""


@transaction.atomic
def end_coaching(*, coaching: Coaching, reason: str, on: dt.date, by: Account) -> None:
    """From today on they read nothing of the team any more. One that has not begun is taken out."""
    hold_coach(coaching.coach_id)
    coaching = Coaching.objects.select_related("team", "coach__person").get(pk=coaching.pk)
    if coaching.until is not None and coaching.until <= on:
        raise CannotHandOver("They do not coach this team any more.")
    if reason not in OF_THE_COACH:
        raise CannotHandOver("Say why they stop, with one of the reasons that there are.")
    note(by=by, did="ended the coaching of a team", to=coaching, reason=reason)
    if coaching.since >= on:
        coaching.delete()
        return
    coaching.until, coaching.end_reason = on, reason
    coaching.save(update_fields=["until", "end_reason"])


@transaction.atomic
def give_coach(*, team: Team, coach: Coach, part: CoachPart, link: str, on: dt.date, by: Account) -> Coaching:
    """By the rules by which pairs are found; the coach is told, with a link to the team."""
    coach = hold_coach(coach.pk)
    team = Team.objects.select_for_update(of=("self",)).select_related("programme", "academy").get(pk=team.pk)
    if team.state != TeamState.COACHED:
        raise CannotHandOver("Only a team that is coached is given one coach more; for others a proposal is made.")
    since = max(on, team.state_date)
    if part not in parts_open(team, on=since):
        raise CannotHandOver("The team has such a coach already.")
    if coach not in who_could(team, part, on=since):
        raise CannotHandOver(f"{coach} cannot take this team: a rule of pairing stands against it.")
    seat = free_seat(coach, begins=since)
    told = {"trust": team.trust, "team": team, "coach": coach, "part": part, "recorded_by": by}
    made = Coaching.objects.create(**told, seat=seat, since=since)
    note(by=by, did="gave a team a coach", to=made)
    words = f"You coach “{team}” from {since.day} {since:%B %Y} on."
    telling = Telling(coach.person, NoticeKind.WORK, words, link, f"coaching {made.pk}")
    tell_many(trust=team.trust, tellings=[telling] if coach.person_id != by.person_id else [], by=by)
    return made
