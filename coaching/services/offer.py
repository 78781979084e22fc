"""An offer of a place that nobody answers lapses after the days that the cohort says, and goes to whoever waits."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from workforce.services.decision import note

from ..enums import EnrolmentEnd, EnrolmentState
from ..models import Enrolment
from ..models.cohort import EnrolmentQuerySet
from .application import withdraw
from .cohort import hold_cohort
from .cohort_news import tell_once, tell_own

BEFORE = dt.timedelta(days=3)  # so long before it lapses whoever has not answered is told


def tell_of_offers(*, on: dt.date) -> int:
    """Once of each offer; how many end soon."""
    ending = _offers().filter(offer_until__gte=on, offer_until__lte=on + BEFORE)
    for row in ending:
        day = f"{row.offer_until:%-d %B %Y}"
        words = f"Your place in {row.cohort} is kept for you until {day}. Say whether you take it."
        tell_once(row, words, key=f"offer ends {row.offer_until}")
    return len(ending)


def lapse_offers(*, on: dt.date) -> int:
    """Each by itself, so that one that cannot lapse keeps no other; how many lapsed."""
    return sum(_lapse(row, on) for row in _offers().filter(offer_until__lt=on))


def _offers() -> EnrolmentQuerySet:
    rows = Enrolment.objects.filter(state=EnrolmentState.OFFERED).exclude(offer_until=None)
    return rows.select_related("cohort", "person", "trust").order_by("pk")


@transaction.atomic
def _lapse(row: Enrolment, on: dt.date) -> bool:
    """Whoever takes it at the same moment keeps it."""
    hold_cohort(row.cohort_id)
    now = Enrolment.objects.get(pk=row.pk)
    if now.state != EnrolmentState.OFFERED or now.offer_until is None or now.offer_until >= on:
        return False
    withdraw(enrolment=now, reason=EnrolmentEnd.OFFER_LAPSED, on=on, by=None)
    row.refresh_from_db()
    words = "Your place in {cohort} was kept for you and has lapsed. While applications are open you can apply again."
    tell_own([row], words, key="offer lapsed", by=None)
    note(by=None, did="let an offer lapse", to=row)
    return True
