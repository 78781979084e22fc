"""When a team meets: its slot, days without a meeting, and what somebody's own calendar makes of it."""

import datetime as dt
import re

import pytest
import time_machine
from icalendar import Calendar

from coaching.enums import CalledOff
from coaching.models import Holiday, TeamSlot
from coaching.queries.session import meetings
from coaching.services.session import CannotTell, bring_back, call_off, move_session
from tests.cms.screens.reading import words_of
from tests.factories.coaching import CoachingFactory, TeamFactory, TeamMemberFactory, TeamSlotFactory
from tests.factories.workforce import AccountFactory, account_with, top_of
from workforce.enums import Role

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 10, 15)  # a Thursday, ten days before the clocks go back
SLOT = {"weekday": "1", "begins": "14:00", "minutes": "60", "every_weeks": "1", "mode": "ROOM", "since": "20/10/2026"}


@pytest.fixture(autouse=True)
def that_day():
    with time_machine.travel(dt.datetime(2026, 10, 15, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def team():
    return TeamSlotFactory(team=TeamFactory(name="Stroke")).team


@pytest.fixture
def coach(team, client):
    account = AccountFactory(person=CoachingFactory(team=team).coach.person)
    client.force_login(account)
    return account


@pytest.fixture
def feed(client, coach):
    """Asks the coach's own calendar."""
    page = client.post("/my/bookings/calendar/").content.decode()
    address = re.search(r"/calendar/[^\"]+\.ics", page)[0]
    return lambda: Calendar.from_ical(client.get(address).content).walk("VEVENT")


def days(team, weeks=4):
    return [one.date for one in meetings(team, since=TODAY, until=TODAY + dt.timedelta(weeks=weeks))]


def on(team, day):
    return next(one for one in meetings(team, since=day, until=day + dt.timedelta(days=1)))


def test_a_new_slot_holds_from_its_day_on_and_what_was_before_stays(client, team, coach):
    client.post(f"/teams/{team.uuid}/slot/", SLOT | {"weekday": "3", "begins": "9:30"})

    assert days(team, 2) == [dt.date(2026, 10, 22)]
    assert on(team, dt.date(2026, 10, 13)).begins == dt.time(14)
    assert TeamSlot.objects.count() == 2


def test_a_coach_in_two_rooms_at_once_is_told_where_and_nothing_is_kept(client, team, coach):
    other = TeamFactory(name="Hip", academy=team.academy)
    CoachingFactory(team=other, coach=coach.person.coach, seat=2)

    answer = client.post(f"/teams/{other.uuid}/slot/", SLOT | {"begins": "14:45"})

    assert answer.status_code == 422
    assert f"{coach.person} coaches “Stroke” on Tuesday 20 October from 14:00" in words_of(answer)
    assert not other.slots.exists()
    client.post(f"/teams/{other.uuid}/slot/", SLOT | {"begins": "15:00"})
    assert other.slots.count() == 1
    with pytest.raises(CannotTell, match="cannot be in two rooms at once"):
        move_session(
            team=other, meeting=on(other, dt.date(2026, 10, 20)), date=dt.date(2026, 10, 27),
            begins=dt.time(14, 30), minutes=30, place="", mode="ROOM", by=coach,
        )  # fmt: skip


@pytest.mark.parametrize("said", [{"since": "1/1/2026"}, {"begins": "25:00"}, {"minutes": "0"}, {"weekday": "9"}])
def test_a_slot_that_cannot_be_is_refused_and_nothing_changes(client, team, coach, said):
    answer = client.post(f"/teams/{team.uuid}/slot/", SLOT | said)

    assert answer.status_code == 422
    assert TeamSlot.objects.get().begins == dt.time(14)


def test_on_holidays_nobody_meets_and_a_session_that_was_moved_there_stays(client, team, coach):
    moved = move_session(
        team=team, meeting=on(team, dt.date(2026, 10, 20)), date=dt.date(2026, 10, 28),
        begins=dt.time(9), minutes=60, place="", mode="ROOM", by=coach,
    )  # fmt: skip
    said = {"first": "26/10/2026", "last": "1/11/2026", "words": "Half term"}
    client.post(f"/teams/{team.uuid}/holidays/", said)
    again = client.post(f"/teams/{team.uuid}/holidays/", said)

    assert again.status_code == 422
    assert days(team, 3) == [moved.date, dt.date(2026, 11, 3)]
    assert "26 October 2026 to 1 November 2026: Half term" in words_of(client.get(f"/teams/{team.uuid}/"))
    client.post(f"/teams/{team.uuid}/holidays/{Holiday.objects.get().pk}/take-out/")
    assert dt.date(2026, 10, 27) in days(team)


def test_the_leads_holiday_is_every_teams_and_no_coach_takes_it_out(client, team, coach):
    client.force_login(account_with(Role.ACADEMY_LEAD, top_of(team.trust)))
    backwards = client.post("/academy/holidays/", {"first": "4/1/2027", "last": "21/12/2026", "words": "Christmas"})
    assert backwards.status_code == 422
    client.post("/academy/holidays/", {"first": "20/10/2026", "last": "20/10/2026", "words": "Strike"})

    assert days(team, 1) == []
    client.force_login(coach)
    assert client.post(f"/teams/{team.uuid}/holidays/{Holiday.objects.get().pk}/take-out/").status_code == 404
    assert client.post("/academy/holidays/", {}).status_code == 403
    assert Holiday.objects.count() == 1


def test_the_hour_stays_when_the_clocks_go_back(team, feed):
    before, after = feed()[5:7]

    assert [one["dtstart"].dt.hour for one in (before, after)] == [14, 14]
    assert [one["dtstart"].dt.date() for one in (before, after)] == [dt.date(2026, 10, 20), dt.date(2026, 10, 27)]
    assert before["dtstart"].dt.utcoffset() != after["dtstart"].dt.utcoffset()


def test_moved_called_off_and_brought_back_it_is_one_event_that_only_gets_newer(team, coach, feed):
    day = dt.date(2026, 10, 20)

    def told():
        [one] = [e for e in feed() if e["dtstart"].dt.date() in {day, day + dt.timedelta(days=1)}]
        return one["uid"], one["status"], one["sequence"]

    first = told()
    move_session(
        team=team, meeting=on(team, day), date=day + dt.timedelta(days=1),
        begins=dt.time(9), minutes=30, place="Ward 4", mode="ROOM", by=coach,
    )  # fmt: skip
    moved = told()
    call_off(team=team, meeting=on(team, day + dt.timedelta(days=1)), reason=CalledOff.HOLIDAY, by=coach)
    off = told()
    bring_back(session=team.sessions.get(), by=coach)
    back = told()

    assert {one[0] for one in (first, moved, off, back)} == {first[0]}
    assert [one[1] for one in (first, moved, off, back)] == ["CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert first[2] < moved[2] < off[2] < back[2]
    assert len({one["uid"] for one in feed()}) == len(feed())


def test_with_the_coaching_the_meetings_leave_the_calendar(team, coach, feed):
    assert feed()
    team.coachings.update(until=TODAY, end_reason="NO_TIME")

    assert all(one["dtstart"].dt.date() < TODAY for one in feed())


def test_a_member_changes_neither_slot_nor_holidays(client, team):
    client.force_login(AccountFactory(person=TeamMemberFactory(team=team).person))

    assert client.post(f"/teams/{team.uuid}/slot/", SLOT).status_code == 403
    assert client.post(f"/teams/{team.uuid}/holidays/", {}).status_code == 403


@pytest.mark.parametrize("state", ["INTERESTED", "CHECKED", "SELECTED", "NOT_TAKEN"])
def test_a_team_that_is_not_coached_has_no_dates_and_none_in_a_calendar(client, team, coach, feed, state):
    assert days(team)
    team.state, team.state_date = state, TODAY
    team.save()

    assert days(team) == []
    assert feed() == []
    words = "No date is ahead." if state == "NOT_TAKEN" else "It can meet on Tuesday 14:00. Dates stand here once"
    assert words in words_of(client.get(f"/teams/{team.uuid}/"))


def test_dates_begin_with_the_coaching_and_end_where_it_stops(client, team, coach):
    team.state_date = TODAY + dt.timedelta(weeks=2)
    team.save()
    assert min(days(team)) >= team.state_date

    team.state, team.stopped_reason = "STOPPED", "TIM2"
    team.save()

    assert days(team)
    assert max(days(team)) < team.state_date


def test_a_team_whose_coaching_begins_later_is_told_from_when_on_it_meets(client, team, coach):
    team.state_date = dt.date(2027, 2, 13)
    team.save()

    assert "It is coached from 13 February 2027 on" in words_of(client.get(f"/teams/{team.uuid}/"))


def test_an_independent_team_goes_on_meeting(team):
    team.state = "INDEPENDENT"
    team.save()

    assert len(days(team)) == 4
