"""A team from its first interest: who it is, what it wants to improve, and its people."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from workforce.models import Account, Person
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import TeamPart, TeamState
from ..models import Academy, Pathway, Programme, Team, TeamDecision, TeamMember
from .slot import ToldSlot, set_slot


class CannotChangeTeam(Refused):
    """The team cannot be like this. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class Interest:
    """What a team tells of itself when it applies."""

    name: str
    problem: str
    academy: Academy
    programme: Programme
    pathway: Pathway | None = None
    sponsor: Person | None = None
    slot: ToldSlot | None = None


@transaction.atomic
def express_interest(*, team: uuid.UUID, told: Interest, applicant: Person, on: dt.date, by: Account) -> Team:
    """Sent twice, it is one team. Whoever applies leads it until the team says otherwise."""
    Academy.objects.select_for_update().get(pk=told.academy.pk)
    if again := Team.objects.filter(trust=told.academy.trust_id, uuid=team).first():
        return again
    _name_must_be_free(told.academy, told.name)
    if told.sponsor == applicant:
        raise CannotChangeTeam("The sponsor is somebody else, who clears the way for the team.")
    row = Team.objects.create(
        trust=told.academy.trust,
        uuid=team,
        academy=told.academy,
        programme=told.programme,
        pathway=told.pathway,
        name=told.name.strip(),
        problem=told.problem.strip(),
        state_date=on,
        recorded_by=by,
    )
    TeamDecision.objects.create(trust=row.trust, team=row, state=TeamState.INTERESTED, date=on, recorded_by=by)
    for person, part in ((applicant, TeamPart.LEAD), (told.sponsor, TeamPart.SPONSOR)):
        if person:
            add_member(team=row, person=person, part=part, on=on, by=by)
    if told.slot:
        set_slot(team=row, told=told.slot, since=on, on=on, by=by)
    note(by=by, did="expressed a team's interest", to=row)
    return row


@transaction.atomic
def change_team(
    *, team: Team, name: str, problem: str, aim: str, pathway: Pathway | None, transition_plan: str, by: Account
) -> Team:
    team = Team.objects.select_for_update().get(pk=team.pk)
    if name.strip() != team.name:
        _name_must_be_free(team.academy, name)
    team.name, team.problem, team.aim = name.strip(), problem.strip(), aim.strip()
    team.pathway, team.transition_plan = pathway, transition_plan.strip()
    team.save(update_fields=["name", "problem", "aim", "pathway", "transition_plan"])
    note(by=by, did="changed what a team says of itself", to=team)
    return team


@transaction.atomic
def add_member(*, team: Team, person: Person, part: str, on: dt.date, by: Account) -> TeamMember:
    """Somebody who belongs already takes the new part from today."""
    team = Team.objects.select_for_update().get(pk=team.pk)
    if person.trust_id != team.trust_id:
        raise CannotChangeTeam("This person does not belong to the trust.")
    now = TeamMember.objects.filter(Q(until=None) | Q(until__gt=on), team=team, person=person)
    if (same := now.on(on).filter(part=part).first()) is not None:
        return same
    end_rows(now, on)
    row = TeamMember.objects.create(trust=team.trust, team=team, person=person, part=part, since=on, recorded_by=by)
    note(by=by, did="added somebody to a team", to=row, part=part)
    return row


@transaction.atomic
def end_membership(*, member: TeamMember, on: dt.date, by: Account) -> None:
    note(by=by, did="took somebody out of a team", to=member)
    end_rows(TeamMember.objects.filter(pk=member.pk), on)


def end_rows(rows: object, on: dt.date) -> None:
    """Dated rows end with the day before; what would have begun today or later never was."""
    rows.filter(since__gte=on).delete()  # type: ignore[attr-defined]  # a queryset of stretches
    rows.on(on).update(until=on)  # type: ignore[attr-defined]  # likewise


def _name_must_be_free(academy: Academy, name: str) -> None:
    if Team.objects.filter(academy=academy, name__iexact=name.strip()).exists():
        raise CannotChangeTeam("A team of the academy has this name already. Add what tells yours apart.")
