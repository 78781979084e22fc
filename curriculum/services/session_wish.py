"""Somebody asks to be told when a session of an activity is planned; is told once, or no longer wants to be."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from workforce.enums import NoticeKind
from workforce.models import Account, Person, Trust
from workforce.services.notice import Telling, tell_many
from workforce.services.refusal import Refused

from ..models import Activity, PlannedSession, SessionWish
from ..queries.session_wish import wishes_of_leavers, without_a_session
from .booking import hours
from .locks import hold_bookings

SESSION = "/sessions/{}/"
LONGEST = 500


class CannotWish(Refused):
    """A session is planned already, or there will be none. Its text is for the reader."""


@transaction.atomic
def wish_for_session(*, activity: Activity, person: Person, now: dt.datetime, by: Account) -> SessionWish:
    """Asked twice, it is wished once. Whoever plans one meanwhile waits, so nobody waits for what is planned."""
    hold_bookings(activity.trust_id)
    if person.trust_id != activity.trust_id or activity.retired_date is not None:
        raise CannotWish(f"“{activity}” is no longer given here, so there is nothing to wait for.")
    if not without_a_session(activity.trust_id, now=now).filter(pk=activity.pk).exists():
        raise CannotWish(f"A session of “{activity}” is planned already: book a place in it.")
    wish, _new = SessionWish.objects.get_or_create(
        trust_id=activity.trust_id, person=person, activity=activity, defaults={"recorded_by": by}
    )
    return wish


def give_up_wish(*, activity: Activity, person: Person) -> None:
    SessionWish.objects.filter(trust=activity.trust_id, person=person, activity=activity).delete()


def tell_who_wished(session: PlannedSession, *, now: dt.datetime, by: Account) -> int:
    """In the transaction that plans it. How many were told; they wait no more. Whoever leads it knows already."""
    today, wishes = timezone.localdate(now), SessionWish.objects.filter(activity=session.activity_id)
    leading = session.bookings.booked().values("person")
    here = wishes.exclude(person__left_date__lte=today).exclude(person__in=leading).select_related("person")
    words = f"A session that you wait for is planned: {session.activity}, {hours(session)}, {session.where}."[:LONGEST]
    told = [_telling(wish.person, session, words) for wish in here]
    tell_many(trust=session.trust, tellings=told, by=by)
    wishes.delete()
    return len(told)


def forget_wishes_of_leavers(trust: Trust, *, on: dt.date) -> None:
    wishes_of_leavers(trust, on=on).delete()


def _telling(person: Person, session: PlannedSession, words: str) -> Telling:
    link = SESSION.format(session.uuid)
    return Telling(person, NoticeKind.BOOKING, words, link, f"session {session.pk} that was wished for")
