"""Somebody comes in, also when they mistype first, and leaves."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories.workforce import AccountFactory

PASSWORD = "correct horse battery staple"


@pytest.fixture
def amal():
    account = AccountFactory(username="amal", email="amal@trust.example", first_name="Amal", last_name="Ahmed")
    account.set_password(PASSWORD)
    account.save()
    return account


def test_in_at_the_second_try_and_out_again(page, sign_in, good_to_use, amal):
    sign_in("amal", "wrong")
    good_to_use()
    told = page.get_by_role("alert").inner_text()
    sign_in("amal@trust.example", PASSWORD)
    page.goto("/account/password/change/")
    good_to_use()
    greeted = page.get_by_text("Amal Ahmed").is_visible()
    page.get_by_role("button", name="Sign out").click()

    assert "There is a problem" in told
    assert greeted
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_by_keyboard_alone(page, amal):
    page.goto("/account/login/")
    page.get_by_label("E-mail address or username").focus()
    page.keyboard.type("amal")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto("/account/password/change/")

    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(page):
    page.goto("/account/login/")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")

    assert focused == "Skip to main content"
    expect(page).to_have_url(re.compile("#maincontent$"))


@pytest.mark.parametrize("address", ["/account/login/", "/account/password/reset/", "/nowhere"])
def test_pages_before_the_door_are_good_to_use(page, good_to_use, address):
    page.goto(address)

    good_to_use()
