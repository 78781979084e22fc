"""On an old ward computer whose browser runs no scripts: in, a lesson and its check, and a place in a session."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from curriculum.models import Booking, DoseEntry, Skill
from tests.cms.pages.conftest import LESSON, curriculum, learner, module, trust  # noqa: F401 fixtures
from tests.factories.planned_session import planned
from tests.factories.session import workshop
from workforce.rules import today

from .conftest import PHONE, SECONDS_FOR_A_BUSY_MACHINE
from .test_learning import PASSWORD, answer_rightly, with_password

MODULE = "/learn/in-1-introduction-to-improvement/"


@pytest.fixture
def page(browser, live_server):
    with browser.new_context(viewport=PHONE, base_url=live_server.url, java_script_enabled=False) as context:
        context.set_default_timeout(SECONDS_FOR_A_BUSY_MACHINE * 1000)
        yield context.new_page()


def test_in_a_lesson_with_its_check_and_a_place_booked(page, module, learner):  # noqa: F811 fixtures
    version = workshop(Skill.objects.filter(trust=learner.trust).first(), title="Learning from data")
    planned(version, day=today() + dt.timedelta(days=10))
    with_password(learner)
    page.goto("/my/")
    page.get_by_label("E-mail address or username").fill(learner.username)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="My capability")).to_be_visible()

    page.goto(MODULE)
    page.get_by_role("link", name="Begin: Improvement is part of your job").click()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    answer_rightly(page, LESSON)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Passed, with 100% right")).to_be_visible()

    page.get_by_role("link", name="Sessions to come").first.click()
    page.get_by_role("link", name="Learning from data").click()
    page.get_by_role("button", name="Book a place").click()
    expect(page.get_by_text("You have a place.")).to_be_visible()
    assert DoseEntry.objects.filter(person=learner.person).exists()
    assert Booking.objects.get().person == learner.person
