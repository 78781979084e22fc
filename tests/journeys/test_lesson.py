"""On a phone between two patients: a module, its lesson, the check with a question left out, and the answers page."""

import re

import pytest
from playwright.sync_api import expect

from curriculum.models import ActivityVersion, DoseEntry
from tests.cms.pages.conftest import LESSON, curriculum, learner, module, trust  # noqa: F401 fixtures

PASSWORD = "correct horse battery staple"


@pytest.fixture
def in_the_module(page, module, learner, sign_in):  # noqa: F811 fixtures
    learner.set_password(PASSWORD)
    learner.save()
    sign_in(learner.username, PASSWORD)
    page.goto("/learn/in-1-introduction-to-improvement/")


def questions():
    return ActivityVersion.objects.get(activity__key=LESSON).content["questions"]


def test_a_lesson_is_read_and_its_check_answered(page, in_the_module, good_to_use):
    good_to_use()
    page.get_by_role("link", name="Begin: Improvement is part of your job").click()
    good_to_use()
    for question in questions()[1:]:
        choose_rightly(page, question)
    page.get_by_role("button", name="Send my answers").click()

    expect(page.get_by_role("alert")).to_be_focused()
    good_to_use()
    page.get_by_role("alert").get_by_role("link").click()
    page.wait_for_function("['radio', 'checkbox'].includes(document.activeElement.type)")
    choose_rightly(page, questions()[0])
    page.get_by_role("button", name="Send my answers").click()

    expect(page.get_by_role("heading", name="Passed, with 100% right")).to_be_visible()
    good_to_use()
    assert DoseEntry.objects.count() == 2


def choose_rightly(page, question):
    group = page.get_by_role("group", name=re.compile(re.escape(question["prompt"])))
    for answer in question["answers"]:
        if answer["correct"]:
            group.get_by_label(answer["text"], exact=True).check()


def test_headings_stand_in_order(page, in_the_module):
    levels = "Array.from(document.querySelectorAll('main h1, main h2, main h3')).map(one => Number(one.tagName[1]))"
    for address in ("/learn/", "/learn/in-1-introduction-to-improvement/", "/my/test/IN-1/"):
        page.goto(address)
        found = page.evaluate(levels)

        assert found[0] == 1
        assert all(after - before <= 1 for before, after in zip(found, found[1:], strict=False))
