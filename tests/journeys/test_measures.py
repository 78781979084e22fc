"""A coach keeps a measure on whatever screen there is: defines it, pastes points, adds today's, tests a change."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from curriculum.models import DoseEntry
from improvement.models import MeasurePoint
from tests.factories.coaching import TeamFactory, TeamMemberFactory
from tests.factories.curriculum import SkillFactory
from tests.factories.improvement import coach_of, pdsa_activity
from workforce.rules import today

PASSWORD = "correct horse battery staple"
BEFORE = [72, 65, 80, 75, 60, 71, 78, 66, 74, 69, 81, 70]
AFTER = [68, 64, 66, 61, 60, 58]


@pytest.fixture
def team(transactional_db):
    team = TeamFactory(name="Stroke pathway")
    pdsa_activity(SkillFactory(trust=team.trust))
    return team


@pytest.fixture
def come_in(team, sign_in):
    coach = coach_of(team)
    coach.set_password(PASSWORD)
    coach.save()
    return lambda: sign_in(coach.username, PASSWORD)


def a_column_of_a_spreadsheet():
    days = [today() - dt.timedelta(days=7 * weeks) for weeks in range(len(BEFORE + AFTER), 0, -1)]
    lines = [f"{day:%d/%m/%Y}\t{value}" for day, value in zip(days, BEFORE + AFTER, strict=True)]
    return "\n".join(["Week beginning\tMinutes", *lines, "", "31/02/2026\t5"])


def test_a_coach_defines_a_measure_and_pastes_its_points(page, team, come_in, good_to_use):
    come_in()
    page.goto(f"/teams/{team.uuid}/measures/")
    good_to_use()
    page.get_by_role("link", name="Add a measure").click()
    good_to_use()
    page.get_by_label("What is it called?").fill("Minutes to a bed")
    page.get_by_role("button", name="Keep it").click()
    good_to_use()
    expect(page.get_by_label("What is it called?")).to_have_value("Minutes to a bed")
    page.get_by_label("Outcome: what patients or staff get").check()
    page.get_by_label("Down is better").check()
    page.get_by_label("In what is it counted?").fill("minutes")
    page.get_by_role("button", name="Keep it").click()
    good_to_use()
    page.get_by_role("link", name="Paste many").click()
    good_to_use()
    page.get_by_label("Paste the points").fill(a_column_of_a_spreadsheet())
    page.get_by_role("button", name="Look at them").click()
    expect(page.get_by_text("“31/02/2026” is not a date")).to_be_visible()
    good_to_use()
    page.get_by_role("button", name="Keep 18 points").click()
    said = page.locator(".academy-run__said")  # the drawing's description has the same words
    expect(said.filter(has_text="Seven points in a row below the median: a shift downwards")).to_be_visible()
    good_to_use()
    page.get_by_label("Value (minutes)").fill("57")
    page.get_by_role("button", name="Keep it").click()
    expect(said.filter(has_text="Eight points in a row below the median")).to_be_visible()
    page.get_by_text("The same as a table").click()
    good_to_use()
    assert MeasurePoint.objects.filter(date=today()).get().value == 57


def test_the_chart_fits_the_screen_and_needs_no_script(browser, live_server, team, come_in, page):
    come_in()
    page.goto(f"/teams/{team.uuid}/measures/add/")
    page.get_by_label("What is it called?").fill("Wait")
    page.get_by_label("Outcome: what patients or staff get").check()
    page.get_by_label("Down is better").check()
    page.get_by_role("button", name="Keep it").click()
    state, here = page.context.storage_state(), page.url
    with browser.new_context(
        viewport=page.viewport_size, storage_state=state, java_script_enabled=False, base_url=live_server.url
    ) as context:
        plain = context.new_page()
        plain.goto(here)
        plain.get_by_role("link", name="Paste many").click()
        plain.get_by_label("Paste the points").fill(a_column_of_a_spreadsheet())
        plain.get_by_role("button", name="Look at them").click()
        plain.get_by_role("button", name="Keep 18 points").click()
        box = plain.get_by_role("img", name="Run chart: Wait").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= page.viewport_size["width"]


def test_a_test_of_change_goes_from_its_prediction_to_the_dose(page, team, come_in, good_to_use):
    leader = TeamMemberFactory(team=team).person
    come_in()
    page.goto(f"/teams/{team.uuid}/pdsas/")
    good_to_use()
    page.get_by_role("link", name="Begin a cycle").click()
    good_to_use()
    page.get_by_label("If it is a new one: what is the idea?").fill("A form at the bedside")
    page.get_by_label("What do you want to learn?").fill("Is it quicker?")
    page.get_by_label("What do you think will happen?").fill("Ten minutes less")
    page.get_by_label("Who leads it?").select_option(str(leader))
    page.get_by_role("button", name="Keep it").click()
    good_to_use()
    page.get_by_role("link", name="Go on with it").click()
    good_to_use()
    page.get_by_label("What happened?").fill("We tried it with one patient")
    page.get_by_label("How does that compare with what you thought?").fill("Five minutes less")
    page.get_by_label("Adapt: change it and test again").check()
    page.get_by_label("On which day was it finished?").fill("today")
    page.get_by_role("button", name="Keep it").click()
    good_to_use()
    page.get_by_role("button", name=f"Confirm that {leader} led it").click()
    expect(page.get_by_text("It counts as a cycle that")).to_be_visible()
    good_to_use()
    page.goto(f"/teams/{team.uuid}/pdsas/")
    good_to_use()
    assert DoseEntry.objects.get().person == leader
