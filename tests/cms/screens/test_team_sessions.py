"""The log on the screen: three things asked for, and at hand what a meeting may need beside them."""

import datetime as dt
import re
import uuid

import pytest
from django.utils import timezone

from coaching.models import Barrier, TeamSession
from coaching.queries.session import unlogged
from coaching.services.session import Log, tell_session
from tests.cms.screens.reading import words_of
from tests.factories.coaching import CoachingFactory, TeamFactory, TeamMemberFactory, TeamSlotFactory
from tests.factories.workforce import AccountFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    team = TeamFactory(name="Stroke")
    TeamSlotFactory(team=team, weekday=timezone.localdate().weekday())
    return team


@pytest.fixture
def coach(team, client):
    account = AccountFactory(person=CoachingFactory(team=team).coach.person)
    client.force_login(account)
    return account


def typed(*came, **said):
    people = [str(person.uuid) for person in came]
    return {"token": str(uuid.uuid4()), "came": people, "next_step": "Count", "date": "today"} | said


def at(team, *rest):
    return f"/teams/{team.uuid}/" + "".join(f"{one}/" for one in rest)


def test_only_who_came_and_the_next_step_are_asked_for(client, team, coach):
    answer = client.post(at(team, "sessions", "tell"), typed(coach.person))

    assert answer.status_code == 302
    assert TeamSession.objects.get().agenda == []


def test_agenda_roles_story_and_a_barrier_go_with_it(client, team, coach):
    chair = TeamMemberFactory(team=team, person__family_name="Hughes").person
    told = {"agenda": "10 Patient story\r\nActions, 5 min", "role-CHAIR": str(chair.uuid), "story": "on"}
    barrier = {"barrier": "No porters after five", "barrier_code": "RES2", "barrier_severity": "2"}
    client.post(at(team, "sessions", "tell"), typed(coach.person, chair, **told, **barrier))

    session = TeamSession.objects.get()
    page = words_of(client.get(at(team, "sessions", session.uuid)))
    assert "Patient story 10 minutes" in page
    assert "15 minutes in all" in page
    assert "Chair" in page
    assert "No porters after five" in page
    assert (session.story, Barrier.objects.get().session) == (True, session)


@pytest.mark.parametrize(
    "said, words",
    [
        ({"agenda": "900 Story"}, "from 1 to 240 minutes"),
        ({"barrier": "No porters"}, "Choose of which kind the barrier is"),
        ({"next_step": ""}, "Say what the next step is"),
        ({"date": "31 December 2999"}, "still to come"),
    ],
)
def test_what_does_not_fit_is_said_what_was_typed_stays_and_nothing_is_kept(client, team, coach, said, words):
    answer = client.post(
        at(team, "sessions", "tell"), typed(coach.person, reflection="Mine alone", **{"action-1": "Ask"}) | said
    )

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert "Mine alone" in answer.content.decode()
    assert not TeamSession.objects.exists()
    assert not Barrier.objects.exists()


def test_an_agenda_is_prepared_before_the_meeting_and_read_by_the_team(client, team, coach):
    day = timezone.localdate() + dt.timedelta(weeks=1)
    address = at(team, "dates", day.isoformat(), "agenda")
    assert "Patient story" in client.get(address).content.decode()  # the usual one, where there is none yet

    client.post(address, {"agenda": "10 Porters’ story"})

    client.force_login(AccountFactory(person=TeamMemberFactory(team=team).person))
    assert "Porters’ story 10 minutes" in words_of(client.get(at(team)))
    assert client.post(address, {"agenda": "10 Other"}).status_code == 403
    [row] = TeamSession.objects.all()
    assert row.agenda == [{"words": "Porters’ story", "minutes": 10}]
    log = Log(date=row.date, came={coach.person: ()}, next_step="Count")
    assert tell_session(session=row.uuid, team=team, log=log, on=row.date, by=coach).agenda == row.agenda


def test_logged_twice_on_one_day_says_who_was_first_and_loses_nothing(client, team, coach):
    client.post(at(team, "sessions", "tell"), typed(coach.person))

    answer = client.post(at(team, "sessions", "tell"), typed(coach.person, next_step="My other step"))

    assert answer.status_code == 422
    assert "You have logged this team's session of that day already" in words_of(answer)
    assert "My other step" in answer.content.decode()
    assert TeamSession.objects.get().next_step == "Count"


def test_at_first_everybody_is_ticked_but_the_sponsor_and_then_whoever_came_last_time(client, team, coach):
    member, sponsor = (TeamMemberFactory(team=team, part=part).person for part in ("MEMBER", "SPONSOR"))
    log = at(team, "sessions", "tell")

    def ticked():
        boxes = re.findall(r'<input[^>]*name="came"[^>]*>', client.get(log).content.decode())
        people = (coach.person, member, sponsor)
        return {one for one in people if any(str(one.uuid) in box and "checked" in box for box in boxes)}

    assert ticked() == {coach.person, member}

    client.post(log, typed(coach.person, sponsor))
    assert ticked() == {coach.person, sponsor}


def test_a_coach_stands_on_the_page_of_the_team_once(client, team, coach):
    member = TeamMemberFactory(team=team, person__family_name="Hughes")
    client.force_login(AccountFactory(person=member.person))  # whose own name stands on top of the page

    page = words_of(client.get(at(team)))

    assert page.count(str(coach.person)) == 1
    assert f"{member.person} Member" in page


@pytest.fixture
def quiet(team):
    """Twelve weeks of which nobody said anything."""
    team.slots.update(since=timezone.localdate() - dt.timedelta(weeks=30))
    return team


def test_of_many_dates_that_nobody_logged_all_are_answered_at_once(client, quiet, coach):
    waiting = unlogged(quiet, on=timezone.localdate())
    assert f"All {len(waiting)} dates that are not logged, at once" in words_of(client.get(at(quiet)))
    asked = client.get(at(quiet, "dates", "not-held"))
    assert asked.content.decode().count(" checked") == len(waiting)
    days = [one.date.isoformat() for one in waiting]

    client.post(at(quiet, "dates", "not-held"), {"dates": days[:-1], "reason": "COACH_AWAY"})

    assert [one.date for one in unlogged(quiet, on=timezone.localdate())] == [waiting[-1].date]
    assert {(one.state, one.called_off) for one in quiet.sessions.all()} == {("CALLED_OFF", "COACH_AWAY")}
    assert "at once" not in words_of(client.get(at(quiet)))


@pytest.mark.parametrize(
    "said, words",
    [
        ({"reason": "COACH_AWAY"}, "Tick the dates that were not held"),
        ({"dates": ["2020-01-01"], "reason": "COACH_AWAY"}, "not one of the available choices"),
        ({"dates": True}, "Choose an answer"),
    ],
)
def test_of_dates_that_were_not_held_it_is_said_which_and_why_or_nothing_is_kept(client, quiet, coach, said, words):
    if said.get("dates") is True:
        said = {"dates": [unlogged(quiet, on=timezone.localdate())[0].date.isoformat()]}

    answer = client.post(at(quiet, "dates", "not-held"), said)

    assert (answer.status_code, words in words_of(answer)) == (422, True)
    assert not quiet.sessions.exists()


def test_a_member_does_not_answer_for_the_dates(client, quiet):
    client.force_login(AccountFactory(person=TeamMemberFactory(team=quiet).person))

    assert client.post(at(quiet, "dates", "not-held"), {"dates": [], "reason": "OTHER"}).status_code == 403
    assert not quiet.sessions.exists()


def test_where_every_date_is_answered_nothing_is_asked(client, team, coach):
    client.post(at(team, "sessions", "tell"), typed(coach.person))
    team.slots.update(since=timezone.localdate())

    assert client.get(at(team, "dates", "not-held")).url == at(team)


def test_a_list_of_teams_says_once_that_they_met(client, team, coach):
    client.post(at(team, "sessions", "tell"), typed(coach.person))

    page = words_of(client.get("/teams/"))

    assert "Met on" not in page
    assert f"Last met {timezone.localdate():%A %-d %B}" in page


def test_what_was_typed_stands_open_where_something_else_is_wrong(client, team, coach):
    answer = client.post(
        at(team, "sessions", "tell"), typed(coach.person, next_step="", reflection="Mine alone", **{"action-1": "Ask"})
    )

    page = answer.content.decode()
    assert page.count('<details class="nhsuk-details" open>') == 2  # actions, and the reflection
    assert not TeamSession.objects.exists()


def test_whoever_logged_it_themselves_is_told_so_and_somebody_else_by_whom(client, team, coach):
    client.post(at(team, "sessions", "tell"), typed(coach.person))
    again = client.post(at(team, "sessions", "tell"), typed(coach.person))
    client.force_login(AccountFactory(person=CoachingFactory(team=team, part="OUTSIDE").coach.person))
    other = client.post(at(team, "sessions", "tell"), typed(coach.person))

    assert "You have logged this team's session of that day already." in words_of(again)
    assert f"{coach.person} has logged this team's session of that day already." in words_of(other)
    assert TeamSession.objects.count() == 1


def test_guests_are_counted_in_words_that_keep_their_capitals(client, team, coach):
    client.post(at(team, "sessions", "tell"), typed(coach.person, **{"guests-GP": "1", "guests-PATIENT": "2"}))

    page = words_of(client.get(at(team)))
    assert "1 GPs and primary care" in page
    assert "2 patients and carers" in page


def test_a_log_that_is_changed_does_not_say_that_somebody_is_ticked_beforehand(client, team, coach):
    client.post(at(team, "sessions", "tell"), typed(coach.person))
    session = TeamSession.objects.get()

    assert "Ticked already" in words_of(client.get(at(team, "sessions", "tell")))
    assert "Ticked already" not in words_of(client.get(at(team, "sessions", session.uuid, "change")))


def test_once_today_is_logged_the_log_says_so_and_offers_no_second_one_of_today(client, team, coach):
    assert f'value="{timezone.localdate():%-d %B %Y}"' in client.get(at(team, "sessions", "tell")).content.decode()
    client.post(at(team, "sessions", "tell"), typed(coach.person))
    session = TeamSession.objects.get()

    page = client.get(at(team, "sessions", "tell"))

    assert "Today’s session is logged already. Change its log" in words_of(page)
    assert at(team, "sessions", session.uuid, "change") in page.content.decode()
    assert f'value="{timezone.localdate():%-d %B %Y}"' not in page.content.decode()
