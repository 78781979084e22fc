"""A coach after the Big Room: the session is told of in under a minute, also where there is no connection."""

import datetime as dt
import re
import time

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from coaching.enums import CoachPart, SessionState
from coaching.models import Action, SessionReflection, TeamSession
from tests.factories.coaching import CoachingFactory, TeamFactory, TeamMemberFactory, TeamSlotFactory
from tests.factories.improvement import MeasureFactory
from tests.factories.workforce import AccountFactory, GrantFactory
from workforce.enums import Role

from .conftest import PHONE

PASSWORD = "correct horse battery staple"


@pytest.fixture
def team(real_transactions):
    """It met yesterday, and nobody has told of it yet."""
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    team = TeamFactory(name="Stroke")
    TeamSlotFactory(team=team, weekday=yesterday.weekday())
    for name in ("Ruth", "Ben", "Amina"):
        TeamMemberFactory(team=team, person__given_name=name, person__family_name="Hughes")
    Action.objects.create(trust=team.trust, team=team, words="Ask the porters")
    return team


@pytest.fixture
def coach(team, sign_in):
    person = CoachingFactory(team=team, part=CoachPart.INSIDE).coach.person
    account = AccountFactory(person=person)
    GrantFactory(account=account, role=Role.COACH)
    account.set_password(PASSWORD)
    account.save()
    sign_in(account.username, PASSWORD)
    return account


def test_a_session_is_told_of_in_under_a_minute(page, team, coach, good_to_use):
    page.goto("/teams/")
    good_to_use()
    page.get_by_role("link", name="Stroke").click()
    good_to_use()
    began = time.monotonic()
    page.get_by_role("link", name="Log a session").click()
    good_to_use()
    page.get_by_label("Ask the porters").check()
    page.get_by_label(re.compile("Ben Hughes")).uncheck()
    page.get_by_label("What is the next step?").fill("Time ten discharges before Tuesday")
    page.get_by_role("button", name="Save").first.click()

    expect(page.get_by_text("Saved. Thank you.")).to_be_visible()
    assert time.monotonic() - began < 60
    good_to_use()
    session = TeamSession.objects.get()
    assert (session.state, session.people.count()) == (SessionState.HELD, 3)
    assert session.date == timezone.localdate() - dt.timedelta(days=1)
    assert Action.objects.get().was_done


def test_a_point_is_put_on_the_chart_with_the_log_or_neither_is_kept(page, team, coach, good_to_use):
    measure = MeasureFactory(team=team, name="Minutes to the bed")
    page.goto(f"/teams/{team.uuid}/sessions/tell/")
    page.get_by_label("What is the next step?").fill("Time ten more")
    page.get_by_label(re.compile("^The point of that day")).fill("about forty")
    page.get_by_role("button", name="Save").first.click()

    expect(page.get_by_role("alert")).to_be_visible()
    good_to_use()
    assert not TeamSession.objects.exists()
    page.get_by_label(re.compile("^The point of that day")).fill("41.5")
    page.get_by_role("button", name="Save").first.click()

    expect(page.get_by_text("Saved. Thank you.")).to_be_visible()
    [point] = measure.points.all()
    assert (point.date, float(point.value)) == (TeamSession.objects.get().date, 41.5)
    page.goto(f"/teams/{team.uuid}/")
    good_to_use()


def test_what_was_typed_without_a_connection_is_sent_once_there_is_one(page, team, coach):
    page.goto(f"/teams/{team.uuid}/sessions/tell/")
    page.get_by_label("What is the next step?").fill("Time ten discharges")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save").first.click()

    expect(page.get_by_text("There is no connection.")).to_be_visible()
    assert not TeamSession.objects.exists()
    page.context.set_offline(False)
    expect(page.get_by_text("Saved. Thank you.")).to_be_visible()
    assert TeamSession.objects.get().next_step == "Time ten discharges"


def test_what_was_typed_is_still_there_after_leaving_the_page(page, team, coach):
    page.goto(f"/teams/{team.uuid}/sessions/tell/")
    page.get_by_label("What is the next step?").fill("Half a sentence")
    page.goto(f"/teams/{team.uuid}/")
    page.goto(f"/teams/{team.uuid}/sessions/tell/")

    expect(page.get_by_label("What is the next step?")).to_have_value("Half a sentence")
    expect(page.get_by_text("What you had typed is still here.")).to_be_visible()


@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["phone"])
def test_a_coach_of_two_teams_loses_neither_of_two_half_written_logs(page, team, coach):
    other = CoachingFactory(coach=coach.person.coach, team__academy=team.academy, team__name="Sepsis", seat=2).team
    for one, words in ((team, "Half of one"), (other, "Half of another")):
        page.goto(f"/teams/{one.uuid}/sessions/tell/")
        page.get_by_label("What is the next step?").fill(words)

    page.goto(f"/teams/{team.uuid}/sessions/tell/")
    expect(page.get_by_label("What is the next step?")).to_have_value("Half of one")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Saved. Thank you.")).to_be_visible()
    page.goto(f"/teams/{other.uuid}/sessions/tell/")
    expect(page.get_by_label("What is the next step?")).to_have_value("Half of another")
    page.goto(f"/teams/{team.uuid}/sessions/tell/")
    expect(page.get_by_label("What is the next step?")).to_have_value("")


def test_the_rest_is_at_hand(page, team, coach, good_to_use):
    page.goto(f"/teams/{team.uuid}/sessions/tell/")
    for fold in ("Guests came too", "New actions", "Agenda and roles", "Story, length and your reflection"):
        page.get_by_text(fold).click()
    good_to_use()
    page.get_by_label("Patients and carers").fill("2")
    page.get_by_label("Action 1").fill("Map the ward round")
    page.get_by_label(re.compile("^Agenda")).fill("10 Patient story\n20 Test of change")
    page.get_by_label("We began with a patient story").check()
    page.get_by_label("Your own reflection").fill("I spoke too much")
    page.get_by_label("What is the next step?").fill("Map it")
    page.get_by_role("button", name="Save").first.click()

    expect(page.get_by_text("4 people, 2 patients and carers")).to_be_visible()
    expect(page.get_by_text("I spoke too much")).to_be_visible()
    expect(page.get_by_text("30 minutes in all")).to_be_visible()
    good_to_use()
    assert Action.objects.filter(words="Map the ward round", session__isnull=False).exists()
    assert SessionReflection.objects.get().writer == coach.person


def test_a_date_is_moved_and_called_off(page, team, coach, good_to_use):
    page.goto(f"/teams/{team.uuid}/")
    page.get_by_role("link", name=re.compile("^Move")).first.click()
    good_to_use()
    day = timezone.localdate() + dt.timedelta(days=3)
    page.get_by_label("To which day?").fill(f"{day:%-d %B %Y}")
    page.get_by_role("button", name="Move it").click()
    expect(page.get_by_text("The session is moved.")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Call off")).first.click()
    good_to_use()
    page.get_by_label("No room or connection").check()
    page.get_by_role("button", name="Call it off").click()

    expect(page.get_by_text("Called off", exact=True)).to_be_visible()
    good_to_use()
