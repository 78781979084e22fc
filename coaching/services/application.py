"""Somebody applies to become a coach, their manager agrees or does not, and whoever cannot go on withdraws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from workforce.models import Account, Person
from workforce.queries.manager import managers_of
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import NEXT_ENROLMENT_STATES, TO_BE_CHOSEN, Agreement, EnrolmentEnd, EnrolmentState
from ..models import Application, Cohort, CohortFaculty, Enrolment, Pathway, Team
from .cohort import hold_cohort
from .cohort_news import tell_managers, tell_own
from .waiting import move_up

LONGEST_WORDS = 400


class CannotApply(Refused):
    """The application is not taken. Its text is for the reader."""


class CannotAgree(Refused):
    """There is nothing to decide any more, or no reason was given. Its text is for the reader."""


class CannotWithdraw(Refused):
    """There is nothing to withdraw from. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says who applies."""

    why: str
    protected_hours: int
    experience: str = ""
    is_clinical: bool = False
    pathways: Collection[Pathway] = ()
    partner: Person | None = None
    team: Team | None = None
    brings: str = ""


@transaction.atomic
def apply(*, cohort: Cohort, person: Person, told: Told, on: dt.date, by: Account) -> Enrolment:
    """Sent twice it is one application. Whoever manages them is asked."""
    hold_cohort(cohort.pk)
    if there := Enrolment.objects.filter(cohort=cohort, person=person).first():
        return there
    _must_be_open(cohort, person, on)
    _must_be_sound(person, told)
    enrolment = Enrolment.objects.create(
        trust=cohort.trust, cohort=cohort, person=person, applied_date=on, state_date=on, recorded_by=by
    )
    application = Application.objects.create(
        trust=cohort.trust,
        enrolment=enrolment,
        why=told.why.strip(),
        experience=told.experience.strip(),
        is_clinical=told.is_clinical,
        partner=told.partner,
        team=told.team,
        brings=told.brings.strip(),
        protected_hours=told.protected_hours,
        recorded_by=by,
    )
    application.pathways.set(told.pathways)
    tell_managers(application, managers_of(person, on=on), by=by)
    note(by=by, did="applied to a cohort", to=enrolment)
    return enrolment


@transaction.atomic
def decide_agreement(*, application: Application, agrees: bool, words: str, by: Account) -> Application:
    """Of two managers at once the second finds it decided. The door asks whether it is theirs to decide."""
    list(Application.objects.select_for_update().filter(pk=application.pk).values_list("pk"))
    application = Application.objects.select_related("enrolment__cohort", "enrolment__person").get(pk=application.pk)
    words = words.strip()
    if application.agreement != Agreement.WAITING:
        raise CannotAgree("This was decided already.")
    if application.enrolment.state in (EnrolmentState.WITHDRAWN, EnrolmentState.NOT_TAKEN):
        raise CannotAgree(f"{application.enrolment.person} no longer applies.")
    if len(words) > LONGEST_WORDS or (not agrees and not words):
        raise CannotAgree(f"Say why not, in at most {LONGEST_WORDS} letters. Whoever applied reads it.")
    application.agreement = Agreement.AGREED if agrees else Agreement.REFUSED
    application.manager_words, application.decided_at, application.decided_by = words, timezone.now(), by
    application.save(update_fields=["agreement", "manager_words", "decided_at", "decided_by"])
    said = "Your manager agrees: you can be chosen for {cohort}." if agrees else _NOT_AGREED
    tell_own([application.enrolment], said, key=f"agreement {application.agreement}", by=by)
    note(by=by, did=f"agreement: {application.agreement.lower()}", to=application)
    return application


_NOT_AGREED = "Your manager does not agree to your application to {cohort}. Their reason stands on your page."


@transaction.atomic
def withdraw(*, enrolment: Enrolment, reason: str, on: dt.date, by: Account | None) -> list[Enrolment]:
    """A place that was theirs is offered to whoever stands first on the waiting list; those who move up."""
    hold_cohort(enrolment.cohort_id)
    enrolment = Enrolment.objects.select_related("cohort", "trust").get(pk=enrolment.pk)
    if EnrolmentState.WITHDRAWN not in NEXT_ENROLMENT_STATES[EnrolmentState(enrolment.state)]:
        raise CannotWithdraw(f"Nobody withdraws who stands at “{enrolment.get_state_display()}”.")
    if reason not in EnrolmentEnd.values:
        raise CannotWithdraw("Say why: choose one of the reasons.")
    enrolment.state, enrolment.state_date, enrolment.place = EnrolmentState.WITHDRAWN, on, None
    enrolment.ended_date, enrolment.end_reason = on, reason
    enrolment.save(update_fields=["state", "state_date", "place", "ended_date", "end_reason"])
    note(by=by, did="withdrew from a cohort", to=enrolment, reason=reason)
    return move_up(enrolment.cohort, on=on, by=by)


def withdraw_leavers(*, on: dt.date) -> int:
    """Whoever has left is on no course and waits for none; how many that was."""
    gone = Enrolment.objects.filter(state__in=[*TO_BE_CHOSEN, EnrolmentState.OFFERED, EnrolmentState.IN_TRAINING])
    rows = list(gone.filter(person__left_date__lte=on).order_by("pk"))
    for row in rows:
        withdraw(enrolment=row, reason=EnrolmentEnd.LEFT, on=on, by=None)
    return len(rows)


def _must_be_open(cohort: Cohort, person: Person, on: dt.date) -> None:
    if person.trust_id != cohort.trust_id:
        raise CannotApply("This cohort is of another trust.")
    if not cohort.takes_applications_on(on):
        raise CannotApply("This cohort takes no applications today.")
    if person.left_date is not None and person.left_date <= on:
        raise CannotApply("You no longer work here.")
    if CohortFaculty.objects.filter(cohort=cohort, person=person).on(on).exists():
        raise CannotApply("You teach this cohort, and nobody teaches their own course.")


def _must_be_sound(person: Person, told: Told) -> None:
    if not told.why.strip():
        raise CannotApply("Say why you want to become a coach.")
    if not 1 <= told.protected_hours <= 40:
        raise CannotApply("Say how many hours a week are kept free: 1 to 40.")
    if told.partner and (told.partner.pk == person.pk or told.partner.trust_id != person.trust_id):
        raise CannotApply("A partner is somebody else who works here.")
    if told.team and told.team.trust_id != person.trust_id:
        raise CannotApply("This team is of another trust.")
