"""The days of courses that somebody is on or teaches, and the meetings of their learning sets."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from workforce.models import Person

from ..enums import ON_THE_COURSE
from ..models import CohortFaculty, CohortSession, Enrolment
from ..models.cohort import EnrolmentQuerySet


def own_course_days(person: Person, *, since: dt.date, until: dt.date) -> list[tuple[CohortSession, Enrolment | None]]:
    """In order, each once; with their own way through the cohort. None: they teach it, or advise the set."""
    rows = CohortSession.objects.filter(_is_theirs(person), trust=person.trust_id, date__gte=since, date__lt=until)
    days = list(rows.select_related("cohort").order_by("date", "pk"))
    mine = {one.cohort_id: one for one in _taken(person)} if days else {}
    return [(day, mine.get(day.cohort_id)) for day in days]


def _is_theirs(person: Person) -> Q:
    """Who is on the course, and whoever teaches on the day, has the days of all; of sets only one's own."""
    on_it = Q(cohort__in=_taken(person).values("cohort"))
    of_set = Q(learning_set__in=_taken(person).exclude(learning_set=None).values("learning_set"))
    advises = Q(learning_set__adviser=person)
    return Q(learning_set=None) & (on_it | Q(_teaches_on_the_day(person))) | of_set | advises


def _taken(person: Person) -> EnrolmentQuerySet:
    return Enrolment.objects.filter(person=person, state__in=ON_THE_COURSE)


def _teaches_on_the_day(person: Person) -> Exists:
    taught = CohortFaculty.objects.filter(person=person, cohort=OuterRef("cohort"), since__lte=OuterRef("date"))
    return Exists(taught.filter(Q(until=None) | Q(until__gt=OuterRef("date"))))
