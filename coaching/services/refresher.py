"""A coach who lapsed is invited back with a refresher; they answer, and the lead says when it was taken."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from workforce.enums import NoticeKind
from workforce.models import Account
from workforce.services.decision import note
from workforce.services.notice import tell
from workforce.services.refusal import Refused

from ..calc.coach_state import CoachState
from ..enums import RefresherAnswer
from ..models import Coach, Refresher
from ..queries.coach import line_of


class CannotInvite(Refused):
    """There is nothing to invite to, or to answer. Its text is for the reader."""


@transaction.atomic
def invite_back(*, coach: Coach, link: str, on: dt.date, by: Account) -> Refresher:
    """Told by a notice. Clicked twice it is one invitation."""
    Coach.objects.select_for_update().get(pk=coach.pk)
    if found := coach.refreshers.filter(answer="", done_date=None).first():
        return found
    if line_of(coach, on=on).state != CoachState.LAPSED:
        raise CannotInvite(f"{coach} has not lapsed, so there is nothing to come back from.")
    row = Refresher.objects.create(trust=coach.trust, coach=coach, invited_date=on, recorded_by=by)
    words = f"{coach.academy} would like to have you back as a coach, after a short refresher. Say what you think."
    key = f"refresher {row.pk}"
    tell(trust=coach.trust, person=coach.person, kind=NoticeKind.WORK, words=words, link=link, key=key, by=by)
    note(by=by, did="invited a coach back", to=row)
    return row


@transaction.atomic
def answer_invitation(*, refresher: Refresher, answer: str, on: dt.date, by: Account) -> Refresher:
    """One may change one's mind until the refresher was taken. A smaller team is kept as a wish of the profile."""
    refresher = Refresher.objects.select_for_update().select_related("coach").get(pk=refresher.pk)
    if answer not in RefresherAnswer.values:
        raise CannotInvite("Choose one of the answers.")
    if refresher.done_date:
        raise CannotInvite("You have taken the refresher already. Welcome back.")
    refresher.answer, refresher.answered_date = answer, on
    refresher.save(update_fields=["answer", "answered_date"])
    if answer == RefresherAnswer.SMALLER:
        Coach.objects.filter(pk=refresher.coach_id).update(takes_smaller=True)
    note(by=by, did="answered an invitation back", to=refresher, answer=answer)
    return refresher


@transaction.atomic
def tell_refresher_taken(*, refresher: Refresher, on: dt.date, by: Account) -> Refresher:
    """From that day on the coach rests, and no longer counts as lapsed."""
    refresher = Refresher.objects.select_for_update().get(pk=refresher.pk)
    if refresher.answer in ("", RefresherAnswer.NOT_NOW):
        raise CannotInvite("They have not said yes. Ask them first.")
    if refresher.done_date is None:
        refresher.done_date = on
        refresher.save(update_fields=["done_date"])
        note(by=by, did="told that a refresher was taken", to=refresher)
    return refresher
