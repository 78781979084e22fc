"""A cycle is talked through in a session of its team: what is said there is added to what stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields

from django.db import transaction

from coaching.models import TeamSession
from workforce.models import Account

from ..models import Pdsa
from .pdsa import ToldPdsa, change_pdsa


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What was said of it in the room. With an `act` it is finished, on the day of the session."""

    do: str = ""
    study: str = ""
    act: str = ""
    next_step: str = ""


@transaction.atomic
def review_pdsa(*, pdsa: Pdsa, said: Reviewed, session: TeamSession, on: dt.date, by: Account) -> Pdsa:
    """Nothing that somebody else wrote meanwhile is lost; sent twice it is added once."""
    held = Pdsa.objects.select_for_update(of=("self",)).select_related("leader").get(pk=pdsa.pk)
    now = {field.name: getattr(held, field.name) for field in fields(ToldPdsa)}
    now |= {"do": _added(held.do, said.do), "study": _added(held.study, said.study), "session": session}
    if said.next_step:
        now["next_step"] = said.next_step
    if said.act:
        now |= {"act": said.act, "finished_date": session.date}
    return change_pdsa(pdsa=held, told=ToldPdsa(**now), on=on, by=by)


def _added(there: str, said: str) -> str:
    said = said.strip()
    return there if not said or there.endswith(said) else f"{there}\n{said}".strip()
