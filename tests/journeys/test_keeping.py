"""Poor Wi-Fi and shared computers: what was chosen comes through once, later, and nothing of it stays behind."""

import re
import time

import pytest
from playwright.sync_api import expect

from curriculum.models import Attempt, DoseEntry, Progress, Reflection
from tests.cms.pages.conftest import LESSON, curriculum, learner, module, trust  # noqa: F401 fixtures
from tests.cms.screens.checks import right_answers

PASSWORD = "correct horse battery staple"
ADDRESS = "/learn/in-1-introduction-to-improvement/improvement-is-part-of-your-job/"
WAITING = "sessionStorage.getItem('academy.waiting')"
WAITS = "What you chose waits in this tab"


@pytest.fixture
def lesson(page, module, learner, sign_in):  # noqa: F811 fixtures
    learner.set_password(PASSWORD)
    learner.save()
    sign_in(learner.username, PASSWORD)
    page.goto(ADDRESS)


def choose(page, answers):
    for key, chosen in answers.items():
        for value in chosen:
            page.locator(f'input[name="{key}"][value="{value}"]').check()


def until(said, seconds=20):
    """Asked from outside: the page's own policy lets no test poll inside it."""
    end = time.monotonic() + seconds
    while not said():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.1)


def kept(page):
    """Waits until everything has come through."""
    until(lambda: page.evaluate(WAITING) is None)
    return {key: [str(one) for one in chosen] for key, chosen in Progress.objects.get().answers.items()}


def test_what_is_chosen_is_there_on_the_next_computer_without_a_button(page, lesson, good_to_use):
    answers = right_answers()
    choose(page, answers)
    expect(page.get_by_text("What you choose is kept as you go.")).to_be_visible()
    good_to_use()

    assert kept(page) == answers


def test_a_tab_that_is_closed_at_once_has_told_what_was_chosen(page, lesson):
    answers = right_answers()
    choose(page, answers)
    page.goto("/my/")
    page.goto(ADDRESS)

    for key, chosen in answers.items():
        for value in chosen:
            expect(page.locator(f'input[name="{key}"][value="{value}"]')).to_be_checked()


def test_without_a_connection_answers_wait_and_are_sent_once_when_it_is_back(page, lesson, good_to_use):
    page.context.set_offline(True)
    choose(page, right_answers())
    expect(page.get_by_text(WAITS)).to_be_visible()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_text("leave this page open")).to_be_visible()
    before = Attempt.objects.count()
    page.context.set_offline(False)

    expect(page.get_by_role("heading", name="Passed, with 100% right")).to_be_visible()
    good_to_use()
    assert before == 0
    assert (Attempt.objects.count(), DoseEntry.objects.count()) == (1, 2)
    assert page.evaluate("sessionStorage.length") == 0


def test_what_waits_when_a_page_is_loaded_anew_is_sent_and_shown(page, lesson):
    answers = right_answers()
    page.context.set_offline(True)
    choose(page, answers)
    expect(page.get_by_text(WAITS)).to_be_visible()
    page.on("dialog", lambda asked: asked.accept())
    page.context.set_offline(False)
    page.reload()

    for key, chosen in answers.items():
        for value in chosen:
            expect(page.locator(f'input[name="{key}"][value="{value}"]')).to_be_checked()
    assert kept(page) == answers


def test_the_wish_to_send_outlives_a_page_that_was_lost_without_a_connection(page, lesson):
    page.context.set_offline(True)
    choose(page, right_answers())
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_text("leave this page open")).to_be_visible()
    page.on("dialog", lambda asked: asked.accept())
    page.context.set_offline(False)
    page.route("**/my/answers/note/", lambda route: route.abort())
    page.reload()
    page.unroute("**/my/answers/note/")

    expect(page.get_by_role("heading", name="Passed, with 100% right")).to_be_visible()
    assert (Attempt.objects.count(), DoseEntry.objects.count()) == (1, 2)
    assert page.evaluate("sessionStorage.length") == 0


def test_a_reflection_kept_without_a_connection_stays_and_is_kept_once_there_is_one(page, lesson, good_to_use):
    field = page.get_by_label("Write it down, if you like").first
    button = page.get_by_role("button", name="Keep it").first
    page.context.set_offline(True)
    choose(page, right_answers())
    page.get_by_role("button", name="Send my answers").click()
    field.fill("I was afraid to ask")
    button.click()

    expect(page.get_by_text("It could not be kept just now")).to_be_visible()
    expect(page).to_have_url(re.compile(ADDRESS))
    expect(field).to_have_value("I was afraid to ask")
    assert not Reflection.objects.exists()
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="Passed, with 100% right")).to_be_visible()
    until(Reflection.objects.exists)
    good_to_use()
    assert (Reflection.objects.get().words, Attempt.objects.count()) == ("I was afraid to ask", 1)


def test_keeping_a_reflection_says_so_beside_it_and_leaves_the_page_where_it_is(page, lesson):
    page.get_by_label("Write it down, if you like").first.fill("I was afraid to ask")
    page.evaluate("window.isStillHere = true")
    page.get_by_role("button", name="Keep it").first.click()

    expect(page.get_by_text("Kept. Only you can read it.")).to_be_visible()
    assert page.evaluate("window.isStillHere")
    assert Reflection.objects.get().words == "I was afraid to ask"


def test_a_server_that_is_being_replaced_is_waited_for(page, lesson):
    page.route("**/my/answers/note/", lambda route: route.fulfill(status=503, body="Back soon"))
    choose(page, right_answers())
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_text("leave this page open")).to_be_visible()
    page.unroute("**/my/answers/note/")

    expect(page.get_by_role("heading", name="Passed, with 100% right")).to_be_visible()
    assert Attempt.objects.count() == 1


def test_signing_out_with_something_unsent_asks_first_and_leaves_nothing(page, lesson):
    page.context.set_offline(True)
    choose(page, right_answers())
    expect(page.get_by_text(WAITS)).to_be_visible()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.route("**/my/answers/note/", lambda route: route.abort())
    page.context.set_offline(False)
    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert "could not be sent yet" in asked[0]
    assert page.evaluate("sessionStorage.length") == 0
    assert not Progress.objects.exists()


def test_back_after_signing_out_shows_nothing_of_the_one_before(page, lesson):
    choose(page, right_answers())
    kept(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.go_back()

    expect(page).to_have_url(re.compile("/account/login/"))
    assert page.evaluate("sessionStorage.length") == 0


def test_one_goes_on_where_one_stopped(page, lesson):
    page.locator("#part-5").scroll_into_view_if_needed()
    page.locator(".academy-story > :nth-child(5)").evaluate("block => block.scrollIntoView()")
    until(lambda: page.evaluate(WAITING) is not None)
    page.goto("/my/")
    page.goto(ADDRESS)

    page.get_by_role("link", name="Go on where you were").click()
    assert page.evaluate("location.hash").startswith("#part-")
