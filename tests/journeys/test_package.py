"""Packages of e-learning from elsewhere, in a real browser: six ways in which their makers build them."""

import re
import time

import pytest
from playwright.sync_api import expect

from curriculum.models import DoseEntry, PackageProgress, Progress
from tests.cms.packages.conftest import make_package_lesson
from tests.cms.pages.conftest import curriculum, learner, module, trust  # noqa: F401 fixtures
from tests.factories.packages import FINISHES, TOP, manifest, one_piece, packed
from tests.factories.packages import page as page_in

PASSWORD = "correct horse battery staple"
LESSON = "/learn/in-1-introduction-to-improvement/improvement-is-part-of-your-job/"
LOOKS_OUT = """
API.LMSInitialize("");
const found = [];
const tried = (name, what) => { try { what(); found.push(name); } catch { } };
tried("cookies of the site", () => { if (!parent.parent.document.cookie) throw 0; });
tried("the page of the site", () => parent.parent.document.body);
tried("its own cookie", () => { if (document.cookie) return; throw 0; });
tried("what was left in store", () => { if (!localStorage.getItem("left")) throw 0; });
tried("nothing", () => { localStorage.setItem("left", "by the one before"); throw 0; });
Promise.all([
  fetch(SITE + "/my/", { credentials: "include" }).then(() => found.push("a page of the site"), () => 0),
  fetch("https://elsewhere.example/").then(() => found.push("elsewhere"), () => 0),
]).then(() => { document.getElementById("said").textContent = "found: " + (found.join(", ") || "nothing"); });
tried("the whole window", () => { top.location = "https://elsewhere.example/"; });
"""
ONLY_AT_THE_END = """
API.LMSInitialize("");
addEventListener("unload", () => {
  API.LMSSetValue("cmi.core.lesson_status", "completed");
  API.LMSSetValue("cmi.suspend_data", "said at the very end");
  API.LMSFinish("");
});
"""
STRICT = """
const said = [];
const code = () => Number(API.LMSGetLastError());
API.LMSGetValue("cmi.core.lesson_status"); said.push(code());
API.LMSInitialize(""); said.push(code());
API.LMSSetValue("cmi.core.lesson_status", "done"); said.push(code());
API.LMSSetValue("cmi.core.student_name", "Me"); said.push(code());
API.LMSGetValue("cmi.core.session_time"); said.push(code());
API.LMSGetValue("cmi.core.colour"); said.push(code());
API.LMSSetValue("cmi.objectives._count", "3"); said.push(code());
API.LMSSetValue("cmi.objectives.4.id", "skipped"); said.push(code());
API.LMSSetValue("cmi.objectives.0.id", "first"); said.push(code());
said.push(API.LMSGetValue("cmi.objectives._count"));
said.push(API.LMSGetValue("cmi.core.score._children"));
API.LMSFinish(""); API.LMSSetValue("cmi.core.lesson_status", "passed"); said.push(code());
document.getElementById("said").textContent = said.join(" ");
"""
FRAMES = """<!doctype html><html lang="en"><title>Frames</title><frameset cols="30%,*">
<frame src="menu.html"><frame src="deep/inner.html"></frameset></html>"""


@pytest.fixture
def playing(page, trust, module, learner, sign_in, package_store):  # noqa: F811 fixtures
    """Opens a package as a lesson; answers its frame."""

    def opened(file):
        make_package_lesson(trust, file)
        learner.set_password(PASSWORD)
        learner.save()
        sign_in(learner.username, PASSWORD)
        return again()

    def again():
        page.goto(LESSON)
        page.get_by_role("button", name=re.compile("Open it|Go on with it")).click()
        return page.frame_locator("#package").frame_locator("#piece")

    opened.again = again
    yield opened
    page.goto("about:blank")  # its last words come before the database of the test goes
    time.sleep(0.5)


def until(said, seconds=20):
    end = time.monotonic() + seconds
    while not said():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.1)


def test_one_piece_goes_on_where_it_was_and_counts_once(page, playing, good_to_use):
    piece = playing(one_piece())
    expect(piece.locator("#said")).to_have_text("was not attempted at ")
    expect(page.get_by_text("What you do is kept as you go.")).to_be_visible()
    page.get_by_role("link", name="Leave it").click()
    expect(page.get_by_role("button", name="Go on with it")).to_be_visible()
    piece = playing.again()
    expect(piece.locator("#said")).to_have_text("was not attempted at page 2")
    piece.get_by_role("button", name="Finish").click()

    expect(page.get_by_text("You are through. Leave it to see what counts.")).to_be_visible()
    good_to_use()
    page.get_by_role("link", name="Leave it").click()
    expect(page.get_by_text("You finished it on")).to_be_visible()
    good_to_use()
    assert Progress.objects.get().finished_at is not None


def test_two_pieces_one_of_them_only_shown(page, playing):
    files = {TOP: manifest([("A", "a/go.html?lang=en", "sco"), ("B", "b.html", "asset")])}
    piece = playing(packed(files | {"a/go.html": page_of(FINISHES), "b.html": "<title>B</title><h1>Only to read</h1>"}))
    piece.get_by_role("button", name="Finish").click()
    expect(piece.get_by_role("heading", name="Finished")).to_be_visible()
    page.get_by_role("link", name="Piece B").click()

    expect(piece.get_by_role("heading", name="Only to read")).to_be_visible()
    expect(page.get_by_text("You are through. Leave it to see what counts.")).to_be_visible()


def test_frames_within_frames_find_what_they_talk_to(page, playing):
    files = {TOP: manifest([("A", "start.html")]), "start.html": FRAMES, "menu.html": "<title>Menu</title>Menu"}
    piece = playing(packed(files | {"deep/inner.html": page_of(FINISHES)}))
    piece.frame_locator("frame >> nth=1").get_by_role("button", name="Finish").click()

    expect(page.get_by_text("You are through. Leave it to see what counts.")).to_be_visible()


def test_last_words_said_while_the_tab_is_closed_are_heard(page, playing):
    piece = playing(one_piece(script=ONLY_AT_THE_END))
    expect(piece.get_by_role("heading")).to_be_visible()
    page.goto("/my/")

    until(lambda: Progress.objects.filter(finished_at__isnull=False).exists())
    assert PackageProgress.objects.get().told("A")["values"]["cmi.suspend_data"] == "said at the very end"


def test_a_package_is_told_what_it_does_wrong_as_the_standard_has_it(page, playing):
    piece = playing(one_piece(script=STRICT))

    expect(piece.locator("#said")).to_have_text("301 0 405 403 404 401 402 201 0 1 raw,max,min 301")


@pytest.mark.complains("Content Security Policy", "Unsafe attempt", "Blocked", "sandboxed", "CORS")
def test_one_that_looks_around_finds_nothing_of_the_site_and_nothing_of_the_one_before(page, playing, live_server):
    evil = one_piece(script=f"const SITE = '{live_server.url}';" + LOOKS_OUT)
    piece = playing(evil)
    expect(piece.locator("#said")).to_have_text("found: nothing")
    piece = playing.again()

    expect(piece.locator("#said")).to_have_text("found: nothing")
    expect(page).to_have_url(re.compile("/my/package/"))
    assert not DoseEntry.objects.exists()


def test_without_a_connection_it_waits_and_is_sent_later(page, playing):
    piece = playing(one_piece())
    expect(page.get_by_text("What you do is kept as you go.")).to_be_visible()
    page.route("**/tell/", lambda route: route.abort())
    piece.get_by_role("button", name="Finish").click()
    expect(page.get_by_text("There is no connection.")).to_be_visible()
    assert not Progress.objects.exists()
    page.unroute("**/tell/")

    expect(page.get_by_text("You are through. Leave it to see what counts.")).to_be_visible()
    assert Progress.objects.get().finished_at is not None


def page_of(script):
    return page_in(script=script)
