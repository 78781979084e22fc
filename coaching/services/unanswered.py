"""Who has not answered a published proposal is reminded: by itself once a week, or by a lead; never twice in a week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from workforce.enums import NoticeKind
from workforce.models import Account, Person, Trust
from workforce.services.decision import note
from workforce.services.notice import Telling, tell_many

from ..models import Pairing, ProposedSeat, ProposedTeam
from ..queries.unanswered import Unanswered, unanswered, with_unanswered
from .pairing_news import ASKED


@transaction.atomic
def remind(*, pairing: Pairing, on: dt.date, by: Account) -> int:
    """All who may be reminded today; how many answers that is."""
    told = [one for one in _held(pairing, on) if one.may_be_reminded(on)]
    _remind(pairing, told, on, by)
    return len(told)


def remind_by_itself(*, on: dt.date) -> int:
    """Sent twice on a day, it reminds once."""
    return sum(_remind_who_is_due(pairing, on) for pairing in with_unanswered())


@transaction.atomic
def _remind_who_is_due(pairing: Pairing, on: dt.date) -> int:
    told = [one for one in _held(pairing, on) if one.is_due(on)]
    _remind(pairing, told, on, None)
    return len(told)


def _held(pairing: Pairing, on: dt.date) -> list[Unanswered]:
    """One who reminds at a time: the second finds whom the first has reminded."""
    row = Pairing.objects.select_for_update(of=("self",)).select_related("trust").get(pk=pairing.pk)
    return unanswered(row, on=on)


def _remind(pairing: Pairing, told: list[Unanswered], on: dt.date, by: Account | None) -> None:
    for model in (ProposedSeat, ProposedTeam):
        pks = [one.thing.pk for one in told if isinstance(one.thing, model)]
        model.objects.filter(pk__in=pks).update(reminded_date=on)
    _tell(pairing.trust, ((one, person) for one in told for person in one.people), on, by)
    if told:
        note(by=by, did="reminded who has not answered", to=pairing, answers=len(told))


def _tell(trust: Trust, told: Iterable[tuple[Unanswered, Person]], on: dt.date, by: Account | None) -> None:
    tellings = [
        Telling(person, NoticeKind.REMINDER, reminder_words(one), ASKED, f"{_key(one)} reminded {on}")
        for one, person in told
    ]
    tell_many(trust=trust, tellings=tellings, by=by)


def reminder_words(one: Unanswered) -> str:
    if one.is_of_team:
        return f"{one.team} waits for your answer: do you accept its coaches?"
    return f"{one.team} waits for your answer: would you coach it?"


def _key(one: Unanswered) -> str:
    return f"{'team' if one.is_of_team else 'seat'} {one.thing.pk}"
