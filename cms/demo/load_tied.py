"""Who signs in to the example not by a role, but by a tie to a team or a cohort: no grant is given to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from coaching.enums import EnrolmentState, TeamPart, TeamState
from coaching.models import CohortFaculty, Enrolment, TeamMember
from workforce.models import Person, Trust
from workforce.services.account import make_account

from .cast import PASSWORD


@dataclass(frozen=True, slots=True)
class Tied:
    email: str
    words: str
    people: Callable[[Trust, dt.date], QuerySet[Person]]


def _members(part: TeamPart, state: TeamState) -> Callable[[Trust, dt.date], QuerySet[Person]]:
    def people(trust: Trust, today: dt.date) -> QuerySet[Person]:
        rows = TeamMember.objects.filter(trust=trust, part=part, team__state=state).on(today)
        return Person.objects.filter(pk__in=rows.values("person"))

    return people


def _faculty(trust: Trust, today: dt.date) -> QuerySet[Person]:
    rows = CohortFaculty.objects.filter(trust=trust, cohort__closes_date__gte=today).on(today)
    return Person.objects.filter(pk__in=rows.values("person"))


def _in_training(trust: Trust, _today: dt.date) -> QuerySet[Person]:
    rows = Enrolment.objects.filter(trust=trust, state=EnrolmentState.IN_TRAINING)
    return Person.objects.filter(pk__in=rows.values("person"))


TIED = [
    Tied(
        "sponsor@example.nhs.uk", "who sponsors a team that is coached", _members(TeamPart.SPONSOR, TeamState.COACHED)
    ),
    Tied("team@example.nhs.uk", "who leads a team that waits for coaches", _members(TeamPart.LEAD, TeamState.SELECTED)),
    Tied("faculty@example.nhs.uk", "who teaches the cohort that takes applications", _faculty),
    Tied("trainee@example.nhs.uk", "a coach in training, before the certificate", _in_training),
]


def load_tied(trust: Trust, today: dt.date) -> None:
    """Of each the first in the staff file who has no way in yet."""
    for tied in TIED:
        person = tied.people(trust, today).filter(account=None, left_date=None).order_by("pk").first()
        if person:
            make_account(trust=trust, username=tied.email, email=tied.email, password=PASSWORD, person=person, by=None)
