"""Somebody looks for a thing to take into a meeting, by a word that is spelt wrongly."""

from playwright.sync_api import expect

from cms.loading.library import load_library
from tests.cms.pages.conftest import curriculum, learner, trust  # noqa: F401 fixtures

PASSWORD = "correct horse battery staple"


def test_a_resource_is_found_from_the_header_and_opened(page, trust, curriculum, learner, sign_in, good_to_use):  # noqa: F811
    load_library(trust, by=None)
    learner.set_password(PASSWORD)
    learner.save()
    sign_in(learner.username, PASSWORD)
    page.get_by_role("banner").get_by_role("searchbox").fill("shewart chart")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/**")
    good_to_use()
    page.get_by_role("link", name="Which chart do I need?").click()
    good_to_use()
    page.get_by_role("link", name="Choose measures").click()
    expect(page.get_by_role("heading", name="A measurement plan for a team")).to_be_visible()
    good_to_use()
