"""Somebody makes signing in safer: a passkey, an authenticator app, and a look at where they are signed in."""

import re

import pytest
from playwright.sync_api import expect

from tests.cms.signing_in import PASSWORD, browser_of, code_now, somebody

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def amal():
    return somebody(first_name="Amal", last_name="Ahmed")


@pytest.fixture
def fingerprint(page):
    """The device has a reader for fingerprints, and Amal's finger is on it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    return devtools, devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]


def confirm(page):
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def test_a_passkey_is_added_and_lets_in_without_a_password(page, sign_in, good_to_use, amal, fingerprint):
    sign_in("amal", PASSWORD)
    page.get_by_role("link", name="Amal Ahmed").click()
    good_to_use()
    page.get_by_role("link", name="Set up second step").click()
    good_to_use()
    page.get_by_role("link", name="Add a passkey").click()
    good_to_use()
    confirm(page)
    good_to_use()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Spare codes")).to_be_visible()
    good_to_use()
    page.get_by_role("link", name="I have kept them").click()
    page.get_by_role("link", name="Change passkeys").click()
    good_to_use()
    page.get_by_role("button", name="Sign out").click()

    page.get_by_role("button", name="Use a passkey").click()

    expect(page).to_have_url(re.compile("/my/$"))
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Or with a password")).to_be_visible()  # the passkey is offered first now
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Show password").click()
    expect(page.get_by_label("Password", exact=True)).to_have_attribute("type", "text")
    good_to_use()


def test_after_the_password_the_passkey_is_the_second_step(page, sign_in, good_to_use, amal, fingerprint):
    sign_in("amal", PASSWORD)
    page.goto("/account/2fa/webauthn/add/")
    confirm(page)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Spare codes")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()

    sign_in("amal", PASSWORD)
    good_to_use()
    page.get_by_role("button", name="Use a passkey").click()

    expect(page).to_have_url(re.compile("/my/$"))


def test_a_finger_that_is_not_known_is_told_in_words(page, good_to_use, amal, fingerprint):
    devtools, reader = fingerprint
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": reader, "isUserVerified": False})
    page.goto("/account/login/")
    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_role("alert")).to_contain_text("The passkey was not used")
    good_to_use()


def test_an_app_is_set_up_with_its_key_and_asked_for_next_time(page, sign_in, good_to_use, amal):
    sign_in("amal", PASSWORD)
    page.goto("/account/2fa/totp/activate/")
    confirm(page)
    good_to_use()
    key = page.locator("code").inner_text()
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Turn on").click()
    good_to_use()
    key = page.locator("code").inner_text()
    page.get_by_label("Code").fill(code_now(secret=key))
    page.get_by_role("button", name="Turn on").click()
    expect(page.get_by_role("heading", name="Spare codes")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()

    sign_in("amal", PASSWORD)
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    good_to_use()
    page.get_by_label("Code").fill(code_now(1, secret=key))
    page.get_by_role("button", name="Sign in").click()

    expect(page).to_have_url(re.compile("/my/$"))


def test_a_browser_forgotten_on_the_ward_is_signed_out_from_here(page, sign_in, good_to_use, amal):
    ward = browser_of(amal, "Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 Safari/537.36")
    sign_in("amal", PASSWORD)
    page.goto("/account/")
    good_to_use()
    page.get_by_role("button", name=re.compile("Sign out.*Chrome on Windows")).click()

    expect(page.get_by_role("main")).to_contain_text("That browser is signed out.")
    assert ward.get("/account/").status_code == 302
