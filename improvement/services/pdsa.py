"""Cycles of plan, do, study, act: begun with a prediction, filled in as they go, finished with what is done next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from uuid import UUID, uuid4

from django.db import transaction

from coaching.models import TeamSession
from workforce.models import Account, Person
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..models import ChangeIdea, Pdsa
from ..queries.pdsa import gave_dose
from .change_idea import settle_idea

FIRST_YEAR = 2000  # before it, a year is a slip


class CannotKeepPdsa(Refused):
    """It is not sound, or cannot be changed any more. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class ToldPdsa:
    """What a team says of a cycle; see its model."""

    leader: Person
    question: str
    prediction: str
    began_date: dt.date
    plan: str = ""
    do: str = ""
    study: str = ""
    act: str = ""
    next_step: str = ""
    finished_date: dt.date | None = None
    session: TeamSession | None = None


@transaction.atomic
def begin_pdsa(*, idea: ChangeIdea, told: ToldPdsa, on: dt.date, by: Account, uuid: UUID | None = None) -> Pdsa:
    """The next cycle of the idea. With a uuid: sent twice, it is begun once."""
    held = ChangeIdea.objects.select_for_update(no_key=True).get(pk=idea.pk)
    if uuid and (begun := held.pdsas.filter(uuid=uuid).first()):
        return begun
    last = held.pdsas.order_by("-number").first()
    number = last.number + 1 if last else 1
    pdsa = Pdsa(uuid=uuid or uuid4(), trust=held.trust, team=held.team, idea=held, number=number, recorded_by=by)
    _keep(pdsa, told, on)
    note(by=by, did="began a PDSA cycle", to=pdsa)
    return pdsa


@transaction.atomic
def change_pdsa(*, pdsa: Pdsa, told: ToldPdsa, on: dt.date, by: Account) -> Pdsa:
    """One that is confirmed stays as it is, until the confirmation is taken back."""
    held = Pdsa.objects.select_for_update(of=("self",)).select_related("idea").get(pk=pdsa.pk)
    if held.is_confirmed:
        raise CannotKeepPdsa("This cycle is confirmed. To change it, the confirmation has to be taken back first.")
    if held.leader_id != told.leader.pk and gave_dose(held):
        raise CannotKeepPdsa(
            "It was confirmed for somebody else before. Write the cycle down once more, with who led it."
        )
    _keep(held, told, on)
    note(by=by, did="changed a PDSA cycle", to=held)
    return held


def _keep(pdsa: Pdsa, told: ToldPdsa, on: dt.date) -> None:
    _must_be_sound(pdsa, told, on)
    for field in fields(told):
        value = getattr(told, field.name)
        setattr(pdsa, field.name, value.strip() if isinstance(value, str) else value)
    pdsa.save()
    settle_idea(pdsa.idea)


def _must_be_sound(pdsa: Pdsa, told: ToldPdsa, on: dt.date) -> None:
    if told.leader.trust_id != pdsa.trust_id:
        raise CannotKeepPdsa("Whoever led it does not belong to this trust.")
    if told.session is not None and told.session.team_id != pdsa.team_id:
        raise CannotKeepPdsa("This session is one of another team.")
    if not told.question.strip() or not told.prediction.strip():
        raise CannotKeepPdsa("Say what you want to learn, and what you think will happen.")
    if told.began_date > on or (told.finished_date is not None and told.finished_date > on):
        raise CannotKeepPdsa("The day is still to come.")
    if told.began_date.year < FIRST_YEAR:
        raise CannotKeepPdsa(f"Is the year right? Cycles go back to {FIRST_YEAR}.")
    _must_end_well(told)


def _must_end_well(told: ToldPdsa) -> None:
    if bool(told.act) != (told.finished_date is not None):
        raise CannotKeepPdsa("A cycle that is finished has its day, and says what you do with the idea.")
    if told.finished_date is not None and told.finished_date < told.began_date:
        raise CannotKeepPdsa("It cannot have been finished before it began.")
    if told.act and not (told.do.strip() and told.study.strip()):
        raise CannotKeepPdsa("Before you finish it, say what happened, and how that compares with your prediction.")
