"""A cohort is opened from a version, keeps it, and has a calendar, places and faculty that make sense."""

import datetime as dt

import pytest

from coaching.models import Cohort, CohortFaculty, CohortSession
from coaching.services.cohort import (
    CannotOpenCohort,
    CannotTeach,
    Plan,
    change_cohort,
    end_faculty,
    name_faculty,
    open_cohort,
)
from coaching.services.programme import as_told, publish_programme
from tests.factories.coaching import AcademyFactory, CohortFactory, CourseDayFactory, EnrolmentFactory
from tests.factories.coaching import ProgrammeVersionFactory as VersionFactory
from tests.factories.workforce import AccountFactory, PersonFactory

pytestmark = pytest.mark.django_db
SINCE = dt.date(2026, 9, 7)  # a Monday
TODAY = dt.date(2026, 6, 1)


@pytest.fixture
def academy():
    return AcademyFactory()


@pytest.fixture
def version(academy):
    return VersionFactory(programme__trust=academy.trust, months=6, fewest_places=2, most_places=30)


@pytest.fixture
def lead(academy):
    return AccountFactory(trust=academy.trust)


def plan(**told):
    days = {"opens": TODAY, "closes": dt.date(2026, 7, 31), "since": SINCE}
    return Plan(**({"name": "Flow 4", "places": 24} | days | told))


def test_its_calendar_is_the_programmes_and_never_a_weekend(academy, version, lead):
    for month in (1, 1, 2):
        CourseDayFactory(version=version, month=month)

    cohort = open_cohort(academy=academy, version=version, plan=plan(since=dt.date(2026, 9, 5)), by=lead)

    days = [one.date for one in cohort.sessions.order_by("date")]
    assert days == [dt.date(2026, 9, 7), dt.date(2026, 9, 14), dt.date(2026, 10, 5)]
    assert cohort.until == dt.date(2027, 3, 5)


@pytest.mark.parametrize(
    "told, words",
    [
        ({"closes": dt.date(2026, 5, 1)}, "Applications open first"),
        ({"since": dt.date(2026, 7, 1)}, "Applications open first"),
        ({"places": 31}, "has 2 to 30 places"),
        ({"places": 1}, "has 2 to 30 places"),
    ],
)
def test_a_cohort_that_contradicts_itself_is_not_opened(academy, version, lead, told, words):
    with pytest.raises(CannotOpenCohort, match=words):
        open_cohort(academy=academy, version=version, plan=plan(**told), by=lead)

    assert (Cohort.objects.count(), CohortSession.objects.count()) == (0, 0)


def test_two_of_one_name_are_not_opened(academy, version, lead):
    open_cohort(academy=academy, version=version, plan=plan(), by=lead)

    with pytest.raises(CannotOpenCohort, match="“Flow 4” already"):
        open_cohort(academy=academy, version=version, plan=plan(), by=lead)


def test_a_place_that_is_taken_is_not_taken_away(academy, version, lead):
    cohort = open_cohort(academy=academy, version=version, plan=plan(places=10), by=lead)
    EnrolmentFactory(cohort=cohort, state="IN_TRAINING", place=7)

    with pytest.raises(CannotOpenCohort, match="fewer than 7 places"):
        change_cohort(cohort=cohort, plan=plan(places=6), on=TODAY, by=lead)

    assert Cohort.objects.get().places == 10
    assert change_cohort(cohort=cohort, plan=plan(places=7), on=TODAY, by=lead).places == 7


def test_a_new_place_is_offered_to_whoever_waits(academy, version, lead):
    cohort = open_cohort(academy=academy, version=version, plan=plan(places=2), by=lead)
    for place in (1, 2):
        EnrolmentFactory(cohort=cohort, state="IN_TRAINING", place=place)
    waits = EnrolmentFactory(cohort=cohort, state="WAITING")

    change_cohort(cohort=cohort, plan=plan(places=3), on=TODAY, by=lead)

    waits.refresh_from_db()
    assert (waits.state, waits.place) == ("OFFERED", 3)


def test_a_running_cohort_keeps_the_version_it_began_with(academy, version, lead):
    told = as_told(version) | {"code": version.programme.code, "name": "Flow", "coached": "PAIR"}
    cohort = open_cohort(academy=academy, version=version, plan=plan(), by=lead)
    stage = [{"code": "A", "name": "Pre-phase", "phase": "PRE"}]

    newer = publish_programme(trust=academy.trust, told=told | {"stages": stage, "months": 9}, by=lead)
    changed = change_cohort(cohort=cohort, plan=plan(name="Flow 5"), on=TODAY, by=lead)

    assert (changed.version, newer.months, changed.version.months) == (version, 9, 6)


def test_faculty_are_of_the_days_for_which_they_are_named():
    cohort, person = CohortFactory(), None
    lead, person = AccountFactory(trust=cohort.trust), PersonFactory(trust=cohort.trust)

    first = name_faculty(cohort=cohort, person=person, part="IN_TRAINING", on=TODAY, by=lead)
    later = TODAY + dt.timedelta(days=30)
    second = name_faculty(cohort=cohort, person=person, part="FACULTY", on=later, by=lead)
    end_faculty(faculty=second, on=later + dt.timedelta(days=30), by=lead)

    first.refresh_from_db()
    assert first.until == later
    assert not CohortFaculty.objects.on(later + dt.timedelta(days=30)).exists()


def test_nobody_teaches_the_course_they_are_on():
    enrolment = EnrolmentFactory(state="IN_TRAINING", place=1)
    lead = AccountFactory(trust=enrolment.trust)

    with pytest.raises(CannotTeach, match="nobody teaches their own course"):
        name_faculty(cohort=enrolment.cohort, person=enrolment.person, part="FACULTY", on=TODAY, by=lead)

    assert not CohortFaculty.objects.exists()
