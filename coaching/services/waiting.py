"""The waiting list of a cohort moves up by itself: whoever stands first is offered the place that is free.

Whoever calls these holds the cohort.
"""

from __future__ import annotations

import datetime as dt

from curriculum.calc.days import add_months
from workforce.models import Account
from workforce.services.decision import note

from ..enums import EnrolmentState
from ..models import Cohort, Enrolment
from ..queries.selection import free_places, waiting_line
from .cohort_news import tell_own


def move_up(cohort: Cohort, *, on: dt.date, by: Account | None) -> list[Enrolment]:
    if not takes_more_on(cohort, on):
        return []
    moved = []
    for place, enrolment in zip(free_places(cohort), waiting_line(cohort), strict=False):
        give_place(enrolment, place, on=on)
        note(by=by, did="moved up from a waiting list", to=enrolment)
        moved.append(enrolment)
    tell_own(moved, "A place in {cohort} has become free, and it is offered to you.", key="moved up", by=by)
    return moved


def takes_more_on(cohort: Cohort, day: dt.date) -> bool:
    """Once the first month of the course is over nobody comes to it any more."""
    return day < add_months(cohort.since, 1)


def give_place(enrolment: Enrolment, place: int, *, on: dt.date) -> None:
    """Offered, for as many days as the cohort says."""
    enrolment.state, enrolment.state_date, enrolment.place = EnrolmentState.OFFERED, on, place
    days = enrolment.cohort.offer_days
    enrolment.offer_until = on + dt.timedelta(days=days) if days else None
    enrolment.save(update_fields=["state", "state_date", "place", "offer_until"])
