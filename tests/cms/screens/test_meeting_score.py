"""Everybody in the room tells a score from their own phone: no account, no name, once a browser and session."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from coaching.enums import SessionState
from coaching.models import MeetingScore, TeamSession
from coaching.services.session import Log, tell_session
from tests.cms.screens.reading import words_of
from tests.factories.coaching import CoachingFactory, TeamFactory, TeamMemberFactory, TeamSlotFactory
from tests.factories.workforce import AccountFactory, account_with, top_of
from workforce.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    team = TeamFactory(name="Stroke")
    TeamSlotFactory(team=team, weekday=timezone.localdate().weekday())
    return team


@pytest.fixture
def coach(team):
    return AccountFactory(person=CoachingFactory(team=team).coach.person)


@pytest.fixture
def session(team, coach, client):
    client.force_login(coach)
    client.post(f"/teams/{team.uuid}/score/")
    return TeamSession.objects.get()


def at(session):
    return f"/meeting/{session.score_key}/"


def test_the_code_is_there_before_anything_is_logged_and_the_log_keeps_its_scores(client, team, coach, session):
    page = client.get(f"/teams/{team.uuid}/sessions/{session.uuid}/score/")
    assert at(session) in page.content.decode()
    assert "<svg" in page.content.decode()
    Client().post(at(session), {"score": "8", "words": ""})

    log = Log(date=session.date, came={coach.person: ()}, next_step="Count")
    told = tell_session(session=uuid.uuid4(), team=team, log=log, on=session.date, by=coach)

    assert (told.pk, told.state, told.scores.get().score) == (session.pk, SessionState.HELD, 8)
    assert "8.0 of 10, 1 score" in words_of(client.get(f"/teams/{team.uuid}/sessions/{told.uuid}/"))


def test_a_browser_counts_once_and_may_change_its_mind_and_another_counts_beside_it(session):
    one, other = Client(), Client()

    for score in ("3", "9"):
        assert "Thank you" in words_of(one.post(at(session), {"score": score, "words": "Too long"}))
    other.post(at(session), {"score": "10"})

    assert sorted(MeetingScore.objects.values_list("score", flat=True)) == [9, 10]


def test_a_mark_that_was_made_up_is_not_taken_for_one_of_ours(session):
    forged = Client()
    forged.cookies["meeting-mark"] = str(uuid.uuid4())

    forged.post(at(session), {"score": "5"})

    assert str(MeetingScore.objects.get().marker) != forged.cookies["meeting-mark"].value


@pytest.mark.parametrize(
    "said", [{}, {"score": "11"}, {"score": "-1"}, {"score": "good"}, {"score": "5", "words": "x" * 301}]
)
def test_what_is_no_score_is_said_and_nothing_is_kept(session, said):
    assert Client().post(at(session), said).status_code == 422
    assert not MeetingScore.objects.exists()


@pytest.mark.parametrize("change", [{"date": dt.date(2026, 1, 6)}, {"state": "CALLED_OFF", "called_off": "HOLIDAY"}])
def test_after_a_week_or_called_off_it_takes_no_scores(session, change):
    TeamSession.objects.update(**change)

    answer = Client().post(at(session), {"score": "5"})

    assert "takes no scores any more" in words_of(answer)
    assert not MeetingScore.objects.exists()


def test_a_code_that_is_none_leads_nowhere_and_the_page_tells_nobodys_name(session, team):
    TeamMemberFactory(team=team, person__family_name="Hughes")

    assert Client().get(f"/meeting/{uuid.uuid4()}/").status_code == 404
    assert "Hughes" not in Client().get(at(session)).content.decode()


def test_only_who_logs_shows_the_code(client, session, team):
    client.force_login(AccountFactory(person=TeamMemberFactory(team=team).person))

    assert client.get(f"/teams/{team.uuid}/sessions/{session.uuid}/score/").status_code == 403
    assert client.post(f"/teams/{team.uuid}/score/").status_code == 403


def test_the_lead_sees_the_trend_and_its_rows(client, session, team):
    for score in ("4", "8"):
        Client().post(at(session), {"score": score})
    client.force_login(account_with(Role.ACADEMY_LEAD, top_of(team.trust)))

    assert "Meeting score by month, from 0 to 10" in client.get("/academy/").content.decode()
    assert "Stroke 6.0 2 1" in words_of(client.get("/academy/scores/"))
    assert "Stroke,6.0,2,1" in client.get("/academy/scores.csv").content.decode()
