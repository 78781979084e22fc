"""An application is changed until it is shortlisted or the days for it are over; after a withdrawal it is sent anew.

The manager agreed to what they read: of what says something else they are asked again.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from workforce.models import Account
from workforce.queries.manager import managers_of
from workforce.services.decision import note

from ..enums import Agreement, EnrolmentState
from ..models import Application, Cohort, CriterionScore, Enrolment
from .application import CannotApply, Told, hold_cohort, must_be_open, must_be_sound, write
from .cohort_news import tell_managers

PLAIN = ("why", "experience", "is_clinical", "partner", "team", "brings", "protected_hours")


def may_be_changed(enrolment: Enrolment, cohort: Cohort, *, on: dt.date) -> bool:
    return enrolment.state == EnrolmentState.APPLIED and cohort.takes_applications_on(on)


def may_apply_again(enrolment: Enrolment, cohort: Cohort, *, on: dt.date) -> bool:
    """Withdrawn before they began; whoever was on the course is remembered as somebody who left it."""
    withdrew = enrolment.state == EnrolmentState.WITHDRAWN and enrolment.began_date is None
    return withdrew and cohort.takes_applications_on(on)


@transaction.atomic
def change_application(*, enrolment: Enrolment, told: Told, on: dt.date, by: Account) -> Application:
    hold_cohort(enrolment.cohort_id)
    enrolment = Enrolment.objects.select_related("cohort", "person", "trust").get(pk=enrolment.pk)
    if not may_be_changed(enrolment, enrolment.cohort, on=on):
        raise CannotApply("This application is read and decided on now, so it stays as it is.")
    must_be_sound(enrolment.person, told)
    application = Application.objects.get(enrolment=enrolment)
    before = _said(application)
    write(application, told)
    if _said(application) == before:
        return application
    application.changed_at = timezone.now()
    _ask_anew(application)
    application.save()
    tell_managers(
        application,
        managers_of(enrolment.person, on=on),
        by=by,
        again=f"changed {application.changed_at:%Y-%m-%d %H:%M}",
    )
    note(by=by, did="changed an application", to=enrolment)
    return application


@transaction.atomic
def apply_again(*, enrolment: Enrolment, told: Told, on: dt.date, by: Account) -> Enrolment:
    """A new application in the place of the one before: nobody has agreed to it or given it points."""
    hold_cohort(enrolment.cohort_id)
    enrolment = Enrolment.objects.select_related("cohort", "person", "trust").get(pk=enrolment.pk)
    if enrolment.state != EnrolmentState.WITHDRAWN:
        return enrolment  # sent twice
    must_be_open(enrolment.cohort, enrolment.person, on)
    must_be_sound(enrolment.person, told)
    if not may_apply_again(enrolment, enrolment.cohort, on=on):
        raise CannotApply("You had begun this course. Apply to another cohort, or speak to the academy.")
    enrolment.state, enrolment.applied_date, enrolment.state_date = EnrolmentState.APPLIED, on, on
    enrolment.ended_date, enrolment.end_reason = None, ""
    enrolment.save()
    application, _made = Application.objects.get_or_create(
        enrolment=enrolment,
        defaults={"trust": enrolment.trust, "why": told.why, "protected_hours": 1, "recorded_by": by},
    )
    write(application, told)
    _ask_anew(application)
    application.save()
    CriterionScore.objects.filter(enrolment=enrolment).delete()
    tell_managers(
        application, managers_of(enrolment.person, on=on), by=by, again=f"anew {timezone.now():%Y-%m-%d %H:%M}"
    )
    note(by=by, did="applied to a cohort again", to=enrolment)
    return enrolment


def _said(application: Application) -> tuple[object, ...]:
    pathways = sorted(application.pathways.values_list("pk", flat=True))
    return (*(getattr(application, name) for name in PLAIN), pathways)


def _ask_anew(application: Application) -> None:
    application.agreement, application.manager_words = Agreement.WAITING, ""
    application.decided_at, application.decided_by = None, None
