"""By keyboard alone: in, to the next lesson, through every kind of question, and out again."""

import pytest
from playwright.sync_api import expect

from cms.loading.module import load_module
from tests.cms.pages.conftest import curriculum, home, trust, two_lessons  # noqa: F401 fixtures
from tests.cms.screens.test_question_kinds import FILL_IN, MATCHING, SCENE
from tests.factories.workforce import AccountFactory, PersonFactory, PostFactory, UnitFactory

from .test_learning import PASSWORD, with_password

MOST = 120
IS_FOCUSED = "element => element === document.activeElement"
IS_SEEN = """() => {
    const box = document.activeElement.getBoundingClientRect();
    const style = getComputedStyle(document.activeElement);
    const isShown = style.outlineStyle !== "none" || style.boxShadow !== "none" || style.borderWidth !== "0px";
    return box.bottom > 0 && box.top < innerHeight && isShown;
}"""


@pytest.fixture
def learner(trust, curriculum):  # noqa: F811 fixtures
    data = two_lessons()
    data["parts"][0]["check"] = {"pass_mark": 100, "questions": [MATCHING, FILL_IN, SCENE]}
    load_module(curriculum, data, trust=trust, by=None)
    person = PersonFactory(trust=trust, given_name="Amal", family_name="Ahmed")
    PostFactory(person=person, unit=UnitFactory(trust=trust, name="Ward 4"))
    return with_password(AccountFactory(person=person))


@pytest.fixture
def to(page):
    """From where one is, with Tab, to something; and it can be seen that one is there."""

    def reached(wanted):
        for _ in range(MOST):
            page.keyboard.press("Tab")
            if wanted.evaluate(IS_FOCUSED):
                break
        else:
            raise AssertionError(f"{wanted} cannot be reached by keyboard")
        page.wait_for_timeout(50)
        assert page.evaluate(IS_SEEN)

    return reached


def test_a_lesson_is_learned_by_keyboard_alone(page, to, learner, live_server):
    page.goto(f"{live_server.url}/account/login/")
    to(page.get_by_label("E-mail address or username"))
    page.keyboard.type(learner.username)
    to(page.get_by_label("Password", exact=True))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="My capability")).to_be_visible()
    to(page.get_by_role("link", name="Open the lesson"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Check what you take away")).to_be_visible()

    for label, match in (("Plan", "We p"), ("Do", "We t")):
        to(page.get_by_label(label, exact=True))
        page.keyboard.type(match)
    to(page.get_by_label("What is the middle one called?"))
    page.keyboard.type("the median")
    to(page.get_by_label("Count", exact=True))
    page.keyboard.press("Space")
    to(page.get_by_role("button", name="Send my answers"))
    page.keyboard.press("Enter")

    expect(page.get_by_text("Passed, with 100% right")).to_be_visible()
    to(page.get_by_role("button", name="Sign out"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Password", exact=True)).to_be_visible()


def test_the_first_tab_leads_past_the_header(page, sign_in, learner):
    sign_in(learner.username, PASSWORD)
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id || location.hash").endswith("content")
