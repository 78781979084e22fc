"""Proof: a level is reached, its certificate got and checked by a stranger, taken back, and the record kept."""

import pytest
from playwright.sync_api import expect

from tests.factories.hospital import opened_hospital
from tests.factories.workforce import AccountFactory

from .test_learning import PASSWORD, with_password


@pytest.fixture
def ola(real_transactions):
    return with_password(AccountFactory(person=opened_hospital().people["Ola"]))


def test_got_checked_by_a_stranger_and_taken_back(page, browser, sign_in, good_to_use, ola):
    sign_in(ola.username, PASSWORD)
    page.get_by_role("button", name="Get your certificate").click()
    expect(page.get_by_role("heading", name="Everyone")).to_be_visible()
    good_to_use()
    with page.expect_download() as kept:
        page.get_by_role("link", name="Download the certificate (PDF)").click()
    assert kept.value.suggested_filename == "certificate.pdf"
    address = page.get_by_role("link", name="/certificates/").inner_text()

    page.get_by_role("button", name="Sign out").click()
    page.goto(address)
    expect(page.get_by_role("heading", name="This certificate is valid")).to_be_visible()
    good_to_use()

    sign_in(ola.username, PASSWORD)
    page.get_by_role("link", name="My certificates").click()
    good_to_use()
    page.get_by_role("link", name="Everyone").click()
    page.get_by_role("link", name="Take it back").click()
    good_to_use()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Taken back. Nobody can check it any more.")).to_be_visible()
    good_to_use()
    page.goto(address)
    expect(page.get_by_role("heading", name="There is no such certificate")).to_be_visible()
    good_to_use()


def test_a_record_is_kept_as_files_by_keyboard_alone(page, sign_in, good_to_use, ola):
    sign_in(ola.username, PASSWORD)
    page.goto("/my/record/")
    good_to_use()
    for words, name in (("My learning record (PDF)", "learning-record-"), ("What I hold (CSV)", "what-i-hold-")):
        page.get_by_role("link", name=words).focus()
        with page.expect_download() as kept:
            page.keyboard.press("Enter")
        assert kept.value.suggested_filename.startswith(name)


def test_without_a_script_a_certificate_is_got_too(browser, live_server, ola):
    with browser.new_context(java_script_enabled=False, base_url=live_server.url) as context:
        page = context.new_page()
        page.goto("/account/login/")
        page.get_by_label("E-mail address or username").fill(ola.username)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("button", name="Get your certificate").click()

        expect(page.get_by_role("link", name="Download the certificate (PDF)")).to_be_visible()
