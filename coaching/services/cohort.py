"""A cohort is opened from a version of a programme, and keeps it: its calendar, its places, who teaches it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from curriculum.calc.days import add_months
from curriculum.enums import VersionState
from workforce.models import Account, Person
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..models import Academy, Cohort, CohortFaculty, CohortSession, Enrolment, ProgrammeVersion
from .waiting import move_up

SATURDAY = 5


class CannotOpenCohort(Refused):
    """The cohort contradicts itself or its programme. Its text is for the reader."""


class CannotTeach(Refused):
    """The person cannot be of the faculty of this cohort. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`until` empty: as many months as the programme takes. `offer_days` empty: an offer does not lapse."""

    name: str
    opens: dt.date
    closes: dt.date
    since: dt.date
    places: int
    until: dt.date | None = None
    offer_days: int | None = None


def hold_cohort(cohort: int) -> None:
    """Until the transaction ends nobody else gives or takes places of it."""
    list(Cohort.objects.select_for_update().filter(pk=cohort).values_list("pk"))


@transaction.atomic
def open_cohort(*, academy: Academy, version: ProgrammeVersion, plan: Plan, by: Account | None) -> Cohort:
    """With its calendar as the programme plans it; the days are moved and placed afterwards."""
    if version.state != VersionState.PUBLISHED:
        raise CannotOpenCohort("This version of the programme is not published, so nobody can begin with it.")
    until = plan.until or add_months(plan.since, version.months)
    _must_be_sound(academy, version, plan, until)
    cohort = Cohort.objects.create(
        trust=academy.trust,
        academy=academy,
        version=version,
        name=plan.name,
        opens_date=plan.opens,
        closes_date=plan.closes,
        since=plan.since,
        until=until,
        places=plan.places,
        offer_days=plan.offer_days,
        recorded_by=by,
    )
    CohortSession.objects.bulk_create(calendar_of(cohort, by))
    note(by=by, did="opened a cohort", to=cohort, version=version.pk, places=plan.places)
    return cohort


@transaction.atomic
def change_cohort(*, cohort: Cohort, plan: Plan, on: dt.date, by: Account) -> Cohort:
    """Its dates and places. Its version stays, nobody who has a place loses it, and a new place goes to who waits."""
    hold_cohort(cohort.pk)
    cohort = Cohort.objects.select_related("academy", "version").get(pk=cohort.pk)
    until = plan.until or cohort.until
    _must_be_sound(cohort.academy, cohort.version, plan, until, but=cohort)
    highest = Enrolment.objects.filter(cohort=cohort).aggregate(Max("place"))["place__max"] or 0
    if plan.places < highest:
        raise CannotOpenCohort(f"Place {highest} is taken, so there cannot be fewer than {highest} places.")
    cohort.name, cohort.places, cohort.offer_days = plan.name, plan.places, plan.offer_days
    cohort.opens_date, cohort.closes_date, cohort.since, cohort.until = plan.opens, plan.closes, plan.since, until
    cohort.save(update_fields=["name", "places", "offer_days", "opens_date", "closes_date", "since", "until"])
    note(by=by, did="changed a cohort", to=cohort, places=plan.places)
    move_up(cohort, on=on, by=by)
    return cohort


@transaction.atomic
def name_faculty(*, cohort: Cohort, person: Person, part: str, on: dt.date, by: Account) -> CohortFaculty:
    """Who is named already becomes what is said now, from this day on."""
    hold_cohort(cohort.pk)
    if person.trust_id != cohort.trust_id:
        raise CannotTeach("This person is of another trust.")
    if Enrolment.objects.filter(cohort=cohort, person=person).exclude(state__in=["NOT_TAKEN", "WITHDRAWN"]).exists():
        raise CannotTeach(f"{person} has applied to this cohort or is on it, and nobody teaches their own course.")
    now = CohortFaculty.objects.filter(cohort=cohort, person=person).on(on).first()
    if now and now.part == part:
        return now
    if now:
        _end(now, on)
    made = CohortFaculty.objects.create(
        trust=cohort.trust, cohort=cohort, person=person, part=part, since=on, recorded_by=by
    )
    note(by=by, did="named faculty", to=made, part=part)
    return made


@transaction.atomic
def end_faculty(*, faculty: CohortFaculty, on: dt.date, by: Account) -> None:
    """With it their access to the cohort ends, on this day."""
    note(by=by, did="ended faculty", to=faculty)
    _end(faculty, on)


def _end(faculty: CohortFaculty, on: dt.date) -> None:
    """Who was named today never taught."""
    if faculty.since >= on:
        faculty.delete()
    else:
        CohortFaculty.objects.filter(pk=faculty.pk).update(until=on)


def _must_be_sound(
    academy: Academy, version: ProgrammeVersion, plan: Plan, until: dt.date, *, but: Cohort | None = None
) -> None:
    if academy.trust_id != version.trust_id:
        raise CannotOpenCohort("This programme is of another trust.")
    if not plan.opens <= plan.closes <= plan.since < until:
        raise CannotOpenCohort(
            "Applications open first, then they close, then the course begins, and it ends after that."
        )
    if not version.fewest_places <= plan.places <= version.most_places:
        raise CannotOpenCohort(
            f"A cohort of this programme has {version.fewest_places} to {version.most_places} places."
        )
    others = Cohort.objects.filter(academy=academy, name=plan.name)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise CannotOpenCohort(f"There is a cohort called “{plan.name}” already.")


def calendar_of(cohort: Cohort, by: Account | None) -> Iterator[CohortSession]:
    """In the month for which it is planned, a week after another of the same month, never on a weekend."""
    seen: dict[int, int] = {}
    for day in cohort.version.sessions.order_by("position"):
        earlier = seen.get(day.month, 0)
        seen[day.month] = earlier + 1
        date = add_months(cohort.since, day.month - 1) + dt.timedelta(weeks=earlier)
        if date.weekday() >= SATURDAY:
            date += dt.timedelta(days=7 - date.weekday())
        yield CohortSession(
            trust=cohort.trust,
            cohort=cohort,
            day=day,
            title=day.title,
            date=date,
            minutes=day.minutes,
            recorded_by=by,
        )
