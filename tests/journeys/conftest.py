"""A real browser before the real site. Without Chromium these tests are left out and say so; in CI that is an error."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

PHONE = {"width": 320, "height": 640}
EXPECTED = (
    "status of 4",
    "status of 503",
    "ERR_INTERNET_DISCONNECTED",
    "ERR_FAILED",
)  # as asked for
DESKTOP = {"width": 1280, "height": 900}
SECONDS_FOR_A_BUSY_MACHINE = 20
expect.set_options(timeout=SECONDS_FOR_A_BUSY_MACHINE * 1000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip)(
            "no Chromium here: apt-get install chromium"
        )
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "1"  # Playwright runs a loop in this thread; the database is asked outside it
    )
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def page(request, browser, live_server) -> Iterator[Page]:
    """At both widths. What the browser complains of (a refused script, say) fails the test."""
    with browser.new_context(viewport=request.param, base_url=live_server.url) as context:
        context.set_default_timeout(SECONDS_FOR_A_BUSY_MACHINE * 1000)
        opened, complaints = context.new_page(), []
        opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        yield opened
        expected = EXPECTED + tuple(words for mark in request.node.iter_markers("complains") for words in mark.args)
        assert [words for words in complaints if not any(one in words for one in expected)] == []


@pytest.fixture
def sign_in(page) -> Callable[[str, str], None]:
    def signed_in(name: str, password: str) -> None:
        page.goto("/account/login/", wait_until="domcontentloaded")  # all that typing needs
        page.get_by_label("E-mail address or username").fill(name)
        page.get_by_label("Password", exact=True).fill(password)
        with page.expect_navigation():
            page.get_by_role("button", name="Sign in").click()

    return signed_in


@pytest.fixture
def good_to_use(page) -> Callable[[], None]:
    """No finding of axe, and nothing to scroll sideways."""

    def findings() -> list[dict[str, Any]]:
        return Axe().run(page).response["violations"]

    def checked() -> None:
        page.wait_for_load_state()
        try:
            found = findings()
        except Error:  # a click does not wait for its page: the one before gave way while it was looked at
            page.wait_for_load_state()
            found = findings()
        assert [(finding["id"], finding["nodes"][0]["html"]) for finding in found] == []
        width = page.viewport_size["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    return checked
