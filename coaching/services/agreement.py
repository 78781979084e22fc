"""A manager who has not said whether somebody can become a coach is asked once more."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from workforce.models import Account, Person
from workforce.queries.manager import managers_of
from workforce.services.decision import note

from ..enums import HAS_A_PLACE, TO_BE_CHOSEN, Agreement
from ..models import Application
from .application import CannotAgree
from .cohort_news import tell_managers


@transaction.atomic
def ask_managers_again(*, application: Application, on: dt.date, by: Account) -> list[Person]:
    """Whoever manages them today, who may be another than when they applied. At most once a day. Says who was asked."""
    enrolment = application.enrolment
    if application.agreement != Agreement.WAITING or enrolment.state not in (*TO_BE_CHOSEN, *HAS_A_PLACE):
        raise CannotAgree("There is nothing to agree to any more.")
    managers = managers_of(enrolment.person, on=on)
    if not managers:
        raise CannotAgree("Nobody is known who manages them: neither the staff file nor a grant names anybody.")
    tell_managers(application, managers, again=f"on {on}", by=by)
    note(by=by, did="asked a manager once more", to=application)
    return managers
