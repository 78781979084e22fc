"""The course as it is held: who came is told by list, gives its dose through the ledger, and never twice."""

import datetime as dt

import pytest

from coaching.models import CohortAttendance, CohortSession
from coaching.services.course import (
    CannotPlanDay,
    CannotTellWhoCame,
    DayPlan,
    add_day,
    drop_day,
    expected_at,
    keep_set,
    move_day,
    tell_who_came,
)
from curriculum.models import DoseEntry
from tests.factories.coaching import CohortFactory, CohortSessionFactory, CourseDayFactory, EnrolmentFactory
from tests.factories.curriculum import SkillFactory
from tests.factories.session import held_session, workshop
from tests.factories.workforce import AccountFactory, PersonFactory

pytestmark = pytest.mark.django_db
DAY, TODAY = dt.date(2026, 3, 12), dt.date(2026, 3, 20)
PLAN = DayPlan("Visit", DAY, 120)


@pytest.fixture
def cohort():
    return CohortFactory()


@pytest.fixture
def lead(cohort):
    return AccountFactory(trust=cohort.trust, person=PersonFactory(trust=cohort.trust))


@pytest.fixture
def version(cohort):
    return workshop(SkillFactory(trust=cohort.trust))


@pytest.fixture
def day(cohort, version):
    planned = CourseDayFactory(version=cohort.version, activity_key=version.activity.key)
    return CohortSessionFactory(cohort=cohort, day=planned, date=DAY)


def on_the_course(cohort, place, **told):
    return EnrolmentFactory(cohort=cohort, state="IN_TRAINING", place=place, **told)


def told(day, lead, *came):
    return tell_who_came(session=day, came=came, on=TODAY, by=lead)


def entries(enrolment):
    """Those that count."""
    rows = DoseEntry.objects.filter(person=enrolment.person, voids_id=None)
    voided = DoseEntry.objects.filter(person=enrolment.person).exclude(voids_id=None).values("voids_id")
    return rows.exclude(pk__in=voided).count()


def test_who_came_is_given_the_dose_of_the_day_once_however_often_it_is_told(cohort, day, lead):
    uma, bo = on_the_course(cohort, 1), on_the_course(cohort, 2)

    told(day, lead, uma)
    told(day, lead, uma)
    told(day, lead, uma, bo)

    assert (entries(uma), entries(bo)) == (1, 1)
    assert CohortAttendance.objects.count() == 2


def test_who_was_not_there_after_all_has_it_taken_back_and_can_be_given_it_again(cohort, day, lead):
    uma, bo = on_the_course(cohort, 1), on_the_course(cohort, 2)

    told(day, lead, uma, bo)
    told(day, lead, bo)
    without = entries(uma)
    told(day, lead, uma, bo)

    assert (without, entries(uma), entries(bo)) == (0, 1, 1)


def test_through_another_door_nothing_is_given_twice(cohort, day, version, lead):
    uma, bo = on_the_course(cohort, 1), on_the_course(cohort, 2)
    held_session(version, uma.person, by=lead, on=DAY)

    told(day, lead, uma, bo)
    told(day, lead, uma)

    assert (entries(uma), entries(bo)) == (1, 0)


def test_where_the_programme_names_nothing_nothing_is_given(cohort, lead):
    uma = on_the_course(cohort, 1)

    told(CohortSessionFactory(cohort=cohort, date=DAY), lead, uma)

    assert (entries(uma), CohortAttendance.objects.count()) == (0, 1)


def test_what_cannot_be_told_changes_nothing(cohort, day, lead):
    own = on_the_course(cohort, 1, person=lead.person)
    later = CohortSessionFactory(cohort=cohort, date=TODAY + dt.timedelta(days=1))
    uma, waits = on_the_course(cohort, 2), EnrolmentFactory(cohort=cohort, state="WAITING")

    for session, came, words in (
        (later, uma, "still to come"),
        (day, own, "their own attendance"),
        (day, waits, "not expected"),
        (day, EnrolmentFactory(cohort__academy__trust=cohort.trust, state="IN_TRAINING", place=1), "not expected"),
    ):
        with pytest.raises(CannotTellWhoCame, match=words):
            told(session, lead, came)

    assert not CohortAttendance.objects.exists()
    assert not DoseEntry.objects.exists()


def test_a_set_meets_by_itself_and_nobody_is_in_two(cohort, lead):
    uma, bo = on_the_course(cohort, 1), on_the_course(cohort, 2)
    keep = {"cohort": cohort, "adviser": lead.person, "by": lead}
    north = keep_set(learning_set=None, name="North", members=[uma, bo], **keep)
    keep_set(learning_set=None, name="South", members=[bo], **keep)
    meeting = add_day(cohort=cohort, plan=PLAN, learning_set=north, by=lead)

    assert [one.pk for one in expected_at(meeting)] == [uma.pk]
    with pytest.raises(CannotPlanDay, match="called “North” already"):
        keep_set(learning_set=None, name="North", members=[], **keep)


def test_a_day_that_was_held_stays_where_it_is(cohort, day, lead):
    told(day, lead, on_the_course(cohort, 1))

    with pytest.raises(CannotPlanDay, match="the day stays"):
        move_day(session=day, plan=DayPlan("Visit", DAY + dt.timedelta(days=1), 60), by=lead)
    with pytest.raises(CannotPlanDay, match="not taken away"):
        drop_day(session=day, by=lead)
    move_day(session=day, plan=DayPlan("Visit", DAY, 60, place="The Hub"), by=lead)

    assert CohortSession.objects.get().place == "The Hub"
