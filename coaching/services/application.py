"""Somebody applies to become a coach, their manager agrees or does not, and whoever cannot go on withdraws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from workforce.models import Account, Person
from workforce.queries.manager import managers_of
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import NEXT_ENROLMENT_STATES, ON_THE_COURSE, TO_BE_CHOSEN, Agreement, EnrolmentEnd, EnrolmentState
from ..models import Application, Certification, Coach, Cohort, CohortFaculty, Enrolment, Pathway, Team
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
    must_be_open(cohort, person, on)
    must_be_sound(person, told)
    enrolment = Enrolment.objects.create(
        trust=cohort.trust, cohort=cohort, person=person, applied_date=on, state_date=on, recorded_by=by
    )
    application = Application(trust=cohort.trust, enrolment=enrolment, recorded_by=by)
    write(application, told)
    tell_managers(application, managers_of(person, on=on), by=by)
    note(by=by, did="applied to a cohort", to=enrolment)
    return enrolment


def write(application: Application, told: Told) -> None:
    """What somebody says; kept at once, because pathways hang on the row."""
    application.why, application.experience, application.brings = (
        words.strip() for words in (told.why, told.experience, told.brings)
    )
    application.is_clinical, application.protected_hours = told.is_clinical, told.protected_hours
    application.partner, application.team = told.partner, told.team
    application.save()
    application.pathways.set(told.pathways)


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
    enrolment.offer_until, enrolment.ended_date, enrolment.end_reason = None, on, reason
    enrolment.save(update_fields=["state", "state_date", "place", "offer_until", "ended_date", "end_reason"])
    _is_no_coach_after_all(enrolment)
    note(by=by, did="withdrew from a cohort", to=enrolment, reason=reason)
    return move_up(enrolment.cohort, on=on, by=by)


def _is_no_coach_after_all(enrolment: Enrolment) -> None:
    """Whoever was known as a coach only because they took this place, and never coached, is none: not a lapsed one."""
    others = Enrolment.objects.filter(person=enrolment.person_id, state__in=ON_THE_COURSE).exists()
    began = enrolment.began_date
    if began is None or others or Certification.objects.filter(person=enrolment.person_id).exists():
        return
    for coach in Coach.objects.filter(person=enrolment.person_id, coachings=None, recorded_at__date__gte=began):
        with suppress(ProtectedError), transaction.atomic():  # what hangs on them says that they were one
            coach.delete()


def withdraw_leavers(*, on: dt.date) -> int:
    """Whoever has left is on no course and waits for none; how many that was."""
    gone = Enrolment.objects.filter(state__in=[*TO_BE_CHOSEN, EnrolmentState.OFFERED, EnrolmentState.IN_TRAINING])
    rows = list(gone.filter(person__left_date__lte=on).order_by("pk"))
    for row in rows:
        withdraw(enrolment=row, reason=EnrolmentEnd.LEFT, on=on, by=None)
    return len(rows)


def must_be_open(cohort: Cohort, person: Person, on: dt.date) -> None:
    if person.trust_id != cohort.trust_id:
        raise CannotApply("This cohort is of another trust.")
    if not cohort.takes_applications_on(on):
        raise CannotApply("This cohort takes no applications today.")
    if person.left_date is not None and person.left_date <= on:
        raise CannotApply("You no longer work here.")
    if CohortFaculty.objects.filter(cohort=cohort, person=person).on(on).exists():
        raise CannotApply("You teach this cohort, and nobody teaches their own course.")


def must_be_sound(person: Person, told: Told) -> None:
    if not told.why.strip():
        raise CannotApply("Say why you want to become a coach.")
    if not 1 <= told.protected_hours <= 40:
        raise CannotApply("Say how many hours a week are kept free: 1 to 40.")
    if told.partner and (told.partner.pk == person.pk or told.partner.trust_id != person.trust_id):
        raise CannotApply("A partner is somebody else who works here.")
    if told.team and told.team.trust_id != person.trust_id:
        raise CannotApply("This team is of another trust.")
