"""The days of somebody's course stand in their own calendar: moved they are the same event, and nobody else's."""

import datetime as dt
import re

import pytest
import time_machine
from icalendar import Calendar

from coaching.models import CohortFaculty, LearningSet
from coaching.services.course import DayPlan, add_day, drop_day, move_day
from tests.factories.coaching import CohortFactory, CohortSessionFactory, EnrolmentFactory
from tests.factories.workforce import AccountFactory, PersonFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 10, 15)  # ten days before the clocks go back
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def that_day():
    with time_machine.travel(dt.datetime(2026, 10, 15, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def cohort():
    return CohortFactory(name="Flow 4", since=TODAY - 30 * DAY, until=TODAY + 300 * DAY)


@pytest.fixture
def uma(cohort):
    enrolment = EnrolmentFactory(cohort=cohort, state="IN_TRAINING", place=1, began_date=cohort.since)
    return AccountFactory(person=enrolment.person)


@pytest.fixture
def day(cohort):
    return CohortSessionFactory(
        cohort=cohort, title="Coaching craft", date=TODAY + 7 * DAY, begins=dt.time(9, 30), minutes=90, place="Room 4"
    )


def feed(client, account):
    """Asks the account's own calendar."""
    client.force_login(account)
    page = client.post("/my/bookings/calendar/").content.decode()
    address = re.search(r"/calendar/[^\"]+\.ics", page)[0]
    return lambda: Calendar.from_ical(client.get(address).content).walk("VEVENT")


def titles(events):
    return sorted(str(one["summary"]) for one in events)


def plan(day, **told):
    return DayPlan(**{"title": day.title, "date": day.date, "minutes": day.minutes, "begins": day.begins} | told)


def test_a_day_stands_in_it_by_the_clock_on_the_wall_and_leads_to_ones_own_page(client, cohort, day, uma):
    [event] = feed(client, uma)()

    assert str(event["summary"]) == "Flow 4: Coaching craft"
    assert event["dtstart"].dt.isoformat() == "2026-10-22T09:30:00+01:00"
    assert event["dtend"].dt - event["dtstart"].dt == dt.timedelta(minutes=90)
    assert str(event["location"]) == "Room 4"
    assert str(event["url"]).endswith(f"/my/courses/{uma.person.enrolments.get().uuid}/")


def test_moved_it_is_the_same_event_and_newer_and_taken_away_it_is_gone(client, cohort, day, uma):
    events = feed(client, uma)
    [before] = events()

    move_day(session=day, plan=plan(day, date=TODAY + 14 * DAY), by=uma)
    [after] = events()

    assert before["uid"] == after["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["dtstart"].dt.isoformat() == "2026-10-29T09:30:00+00:00"  # the clocks went back

    drop_day(session=day, by=uma)
    assert events() == []


def test_only_days_of_ones_own_course_and_of_ones_own_set(client, cohort, day, uma):
    mine, other = (LearningSet.objects.create(trust=cohort.trust, cohort=cohort, name=name) for name in ("A", "B"))
    uma.person.enrolments.update(learning_set=mine)
    for one in (mine, other):
        add_day(cohort=cohort, plan=plan(day, title=f"Set {one}"), learning_set=one, by=uma)
    CohortSessionFactory(cohort=CohortFactory(academy=cohort.academy), title="Another course", date=day.date)
    events = feed(client, uma)

    assert titles(events()) == ["Flow 4: Coaching craft", "Flow 4: Set A"]

    uma.person.enrolments.update(state="WITHDRAWN", place=None)
    assert events() == []


def test_an_offer_that_is_not_taken_yet_puts_nothing_into_a_calendar(client, cohort, day, uma):
    uma.person.enrolments.update(state="OFFERED", began_date=None)

    assert feed(client, uma)() == []


def test_who_teaches_has_its_days_as_long_as_they_teach_and_who_advises_a_set_its_meetings(client, cohort, day):
    fay = AccountFactory(person=PersonFactory(trust=cohort.trust))
    CohortFaculty.objects.create(
        trust=cohort.trust, cohort=cohort, person=fay.person, since=cohort.since, until=TODAY + 10 * DAY
    )
    CohortSessionFactory(cohort=cohort, title="After they left", date=TODAY + 20 * DAY)
    advised = LearningSet.objects.create(trust=cohort.trust, cohort=cohort, name="A", adviser=fay.person)
    LearningSet.objects.create(trust=cohort.trust, cohort=cohort, name="B")
    add_day(cohort=cohort, plan=plan(day, title="Set A"), learning_set=advised, by=fay)

    assert titles(feed(client, fay)()) == ["Flow 4: Coaching craft", "Flow 4: Set A"]


def test_a_day_without_an_hour_is_of_the_whole_day_and_who_is_on_it_and_teaches_has_it_once(client, cohort, day, uma):
    CohortFaculty.objects.create(trust=cohort.trust, cohort=cohort, person=uma.person, since=cohort.since)
    move_day(session=day, plan=plan(day, begins=None), by=uma)

    [event] = feed(client, uma)()

    assert event["dtstart"].dt == TODAY + 7 * DAY
