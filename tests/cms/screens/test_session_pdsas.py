"""Tests of change are at hand in the log of a session: talked through, added to, finished; and stand on its page."""

import uuid

import pytest
from django.utils import timezone

from coaching.models import TeamSession
from improvement.models import Pdsa
from tests.cms.screens.reading import words_of
from tests.factories.coaching import CoachingFactory, TeamFactory, TeamSlotFactory
from tests.factories.improvement import ChangeIdeaFactory, PdsaFactory
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


@pytest.fixture
def cycle(team):
    return PdsaFactory(idea=ChangeIdeaFactory(team=team), do="Two patients on Monday")


def log(client, team, coach, **said):
    told = {"token": str(uuid.uuid4()), "came": [str(coach.person.uuid)], "next_step": "Count", "date": "today"}
    return client.post(f"/teams/{team.uuid}/sessions/tell/", told | said)


def test_what_is_said_of_a_cycle_is_added_to_what_stands_and_the_session_shows_it(client, team, coach, cycle):
    token = str(uuid.uuid4())
    told = {f"do-{cycle.uuid}": "Three more on Tuesday", "token": token}

    log(client, team, coach, **told)
    log(client, team, coach, **told)  # the button was pressed twice

    cycle.refresh_from_db()
    session = TeamSession.objects.get()
    assert (cycle.do, cycle.session) == ("Two patients on Monday\nThree more on Tuesday", session)
    assert not cycle.is_finished
    page = words_of(client.get(f"/teams/{team.uuid}/sessions/{session.uuid}/"))
    assert f"{cycle.question} Under way" in page


def test_a_cycle_is_finished_on_the_day_of_the_session(client, team, coach, cycle):
    told = {f"study-{cycle.uuid}": "As we thought", f"act-{cycle.uuid}": "ADOPT"}

    log(client, team, coach, **told)

    cycle.refresh_from_db()
    assert (cycle.act, cycle.finished_date, cycle.study) == ("ADOPT", timezone.localdate(), "As we thought")


def test_a_cycle_of_which_nothing_is_said_stays_as_it_is(client, team, coach, cycle):
    log(client, team, coach)

    cycle.refresh_from_db()
    assert (cycle.do, cycle.session) == ("Two patients on Monday", None)
    assert TeamSession.objects.exists()


def test_talked_through_is_a_tick(client, team, coach, cycle):
    log(client, team, coach, **{f"talked-{cycle.uuid}": "on"})

    cycle.refresh_from_db()
    assert cycle.session == TeamSession.objects.get()


def test_what_cannot_be_kept_keeps_the_log_back_too_and_what_was_typed_stays(client, team, coach, cycle):
    told = {f"act-{cycle.uuid}": "ADOPT", f"next_step-{cycle.uuid}": "Tell the night staff"}

    answer = log(client, team, coach, **told)

    assert answer.status_code == 422
    assert "say what happened, and how that compares with your prediction" in words_of(answer)
    assert "Tell the night staff" in answer.content.decode()
    assert not TeamSession.objects.exists()
    assert Pdsa.objects.get().act == ""


def test_a_cycle_of_another_team_is_not_touched(client, team, coach):
    other = PdsaFactory(do="Theirs")

    log(client, team, coach, **{f"do-{other.uuid}": "Ours"})

    other.refresh_from_db()
    assert other.do == "Theirs"


def test_a_cycle_is_begun_from_the_page_of_a_session(client, team, coach):
    log(client, team, coach)
    session = TeamSession.objects.get()

    page = client.get(f"/teams/{team.uuid}/pdsas/begin/?session={session.uuid}").content.decode()

    assert f'<option value="{session.uuid}" selected>' in page
