"""A certificate is given to who has everything that the cohort's version asks for, with an expiry; and is renewed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from curriculum.calc.days import add_months
from workforce.models import Account
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import EnrolmentState
from ..models import Certification, Cohort, Enrolment
from ..queries.standing import Standing
from .coach_level import name_for_the_level
from .cohort import hold_cohort
from .cohort_news import tell_own

RENEWED_FROM_MONTHS = 6
OF_THE_ROW = ("person", "trust", "cohort__version__programme", "cohort__academy__level")


class CannotCertify(Refused):
    """Something is missing, or it was done already. Its text is for the reader."""


@transaction.atomic
def award(*, cohort: Cohort, standings: Collection[Standing], on: dt.date, by: Account) -> list[Certification]:
    """To all of them or to none. Awarded twice it is awarded once."""
    hold_cohort(cohort.pk)
    _must_have_everything(cohort, standings, by)
    rows = Enrolment.objects.filter(pk__in=[one.enrolment.pk for one in standings], state=EnrolmentState.IN_TRAINING)
    given = []
    for enrolment in rows.select_related(*OF_THE_ROW).order_by("pk"):
        enrolment.state, enrolment.state_date = EnrolmentState.CERTIFIED, on
        enrolment.save(update_fields=["state", "state_date"])
        given.append(_certify(enrolment, _after_the_last(enrolment, on), by))
    tell_own([one.enrolment for one in given if one.enrolment], _AWARDED, key="certified", by=by)
    return given


_AWARDED = "You are certified as a coach ({cohort}). Until when stands on your page."


@transaction.atomic
def renew(*, enrolment: Enrolment, on: dt.date, by: Account) -> Certification:
    """For as long again from its expiry; once it has expired, from today. Not earlier than six months before."""
    hold_cohort(enrolment.cohort_id)
    enrolment = Enrolment.objects.select_related(*OF_THE_ROW).get(pk=enrolment.pk)
    _not_of_oneself([enrolment], by)
    last = _last(enrolment)
    if last is None:
        raise CannotCertify("There is no certificate to renew.")
    if last.until is None or on < add_months(last.until, -RENEWED_FROM_MONTHS):
        raise CannotCertify(f"A certificate is renewed from {RENEWED_FROM_MONTHS} months before its end.")
    return _certify(enrolment, max(last.until, on), by)


def _certify(enrolment: Enrolment, since: dt.date, by: Account) -> Certification:
    made = Certification.objects.create(
        trust=enrolment.trust,
        person=enrolment.person,
        programme=enrolment.cohort.version.programme,
        enrolment=enrolment,
        since=since,
        until=add_months(since, enrolment.cohort.version.certificate_months),
        recorded_by=by,
    )
    academy = enrolment.cohort.academy
    name_for_the_level(academy=academy, person=made.person, since=made.since, until=made.until, by=by)
    note(by=by, did="certified a coach", to=made)
    return made


def _last(enrolment: Enrolment) -> Certification | None:
    held = Certification.objects.filter(person=enrolment.person_id, programme=enrolment.cohort.version.programme_id)
    return held.order_by("-since").first()


def _after_the_last(enrolment: Enrolment, on: dt.date) -> dt.date:
    """Somebody who took the programme before keeps what they hold until it ends."""
    last = _last(enrolment)
    return max(on, last.until) if last and last.until else on


def _must_have_everything(cohort: Cohort, standings: Collection[Standing], by: Account) -> None:
    if not standings:
        raise CannotCertify("Choose at least one person.")
    if any(one.enrolment.cohort_id != cohort.pk for one in standings):
        raise CannotCertify("Somebody in the list is of another cohort.")
    if lacking := ", ".join(str(one.enrolment.person) for one in standings if one.missing):
        raise CannotCertify(f"Something is still missing: {lacking}. What it is stands on the cohort’s page.")
    _not_of_oneself([one.enrolment for one in standings], by)


def _not_of_oneself(enrolments: Collection[Enrolment], by: Account) -> None:
    if any(one.person_id == by.person_id for one in enrolments):
        raise CannotCertify("Nobody certifies themselves.")
