"""Every screen, looked at once on a phone by whoever may open it: no finding of axe, nothing to scroll sideways.

Those without an argument are the URL resolver's; of those with one, that to which a link leads in the example.
"""

from __future__ import annotations

import datetime as dt
import uuid
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve
from django.utils import timezone

from cms.loading.library import load_library
from cms.loading.module import load_module
from cms.loading.site import load_site
from cms.management.commands.permissions import screens
from curriculum.calc.prior_learning import Worth
from curriculum.models import Level, Skill
from curriculum.services.coverage import refresh_people
from curriculum.services.credential import Told, keep_credential
from curriculum.services.figure import keep_month_ends
from curriculum.services.nomination import nominate_person
from curriculum.services.prior_learning import Claimed, Learned, claim_learning
from tests.cms.pages.conftest import trust_with_a_framework, two_lessons
from tests.factories.coaching import CoachingFactory, TeamFactory, TeamMemberFactory
from tests.factories.curriculum import dose_given
from tests.factories.hospital import employed
from tests.factories.improvement import MeasureFactory, PdsaFactory, points_in
from tests.factories.planned_session import booked, planned, room_in
from tests.factories.session import held_session, workshop
from tests.factories.workforce import BEGINNING, AccountFactory, GrantFactory, UnitFactory, top_of
from workforce.enums import Role
from workforce.rules import today

from .conftest import PHONE, SECONDS_FOR_A_BUSY_MACHINE, chromium

SOON = dt.timedelta(days=20)
FILES = (".csv", ".pdf", ".ics", ".json", ".svg", ".txt", ".png")
OF_OTHERS = ("/cms/", "/api/", "/documents/", "/static/", "/oauth/", "/_util/")
NO_SCREENS = {"healthz", "readyz", "metrics", "set_language"}
ONLY_SENT_TO = {  # or shown only in the middle of something
    "/academy/pairing/new/",
    "/academy/set-up/programmes/begin/",
    "/account/browsers/end-others/",
    "/account/second-step/",
    "/account/slip/choose/",
    "/here/",
    "/manage/framework/draft/",
    "/manage/imports/courses/again/",
    "/manage/letters/off/",
    "/manage/letters/on/",
    "/my/answers/note/",
    "/my/bookings/calendar/",
    "/my/certificates/issue/",
    "/my/reflections/keep/",
}
OF_MANY = ("/my/", "/learn/", "/learn/in-1-introduction-to-improvement/", "/library/", "/sessions/", "/my/record/")
OF_MANY += ("/insight/coverage/", "/manage/people/", "/manage/people/way/", "/manage/release/")
OF_LEADS = ("/insight/board/", "/academy/", "/manage/framework/", "/manage/sessions/schedule/", "/manage/accounts/")
OF_THE_SITE = "wagtail_serve"  # pages of the site: one for each template


@pytest.fixture
def example(real_transactions):
    """A ward, a module and a library, sessions, a claim, a team with what it measures: at least one of each."""
    trust = trust_with_a_framework(name="Riverside")
    load_module(load_site(trust, by=None), two_lessons(), trust=trust, by=None)
    load_library(trust, by=None)
    ward = UnitFactory(trust=trust, name="Ward 4")
    amal, ben, cora = (employed(name, ward) for name in ("Amal", "Ben", "Cora"))
    learner = AccountFactory(person=amal)
    skill = Skill.objects.filter(trust=trust).order_by("code").first()
    learned(trust, skill, learner, ben)
    taught(trust, skill, amal, ben)
    refresh_people(trust)
    keep_month_ends(trust=trust, today=today(), months=1)
    manager = with_roles(cora, ward, Role.UNIT_MANAGER)
    return learner, manager, coach_of_a_team(trust, ben), leading(trust, ward)


def learned(trust, skill, learner, ben):
    dose_given(ben, skill, on=today() - SOON)
    told = Told("Green belt", "A college", None, "Its number", [(skill, Worth(2))])
    keep_credential(trust=trust, told=told, by=None)
    silver = Learned(title="Silver", learned_date=today(), skills=[Claimed(skill, 1)], evidence="Number 4711")
    claim_learning(claim=uuid.uuid4(), person=learner.person, learned=silver, on=today(), by=learner)
    level = Level.objects.filter(trust=trust).order_by("position").last()
    nominate_person(person=ben, level=level, post=ben.posts.get(), since=BEGINNING, by=None)


def taught(trust, skill, amal, ben):
    version, now = workshop(skill, title="Learning from data"), timezone.now()
    session = planned(version, day=today() + SOON, now=now, room=room_in(trust), needs_release=True)
    planned(version, day=today() + 2 * SOON, now=now)
    booked(session, amal, now=now)
    held_session(version, ben, by=AccountFactory(trust=trust), on=today() - SOON, today=today())


def coach_of_a_team(trust, ben):
    team = TeamFactory(academy__trust=trust, name="Stroke")
    TeamMemberFactory(team=team, person=ben)
    PdsaFactory(idea__team=team)
    points_in(MeasureFactory(team=team), *range(10, 30))
    return with_roles(CoachingFactory(team=team).coach.person, top_of(trust), Role.COACH)


def leading(trust, ward):
    """Whoever leads, edits and administers all of it, in one person: each screen is looked at once."""
    roles = (Role.ACADEMY_LEAD, Role.PROGRAMME_LEAD, Role.EDITOR, Role.ADMINISTRATOR, Role.BOARD_READER)
    return with_roles(employed("Lena", ward), top_of(trust), *roles)


def with_roles(person, unit, *roles):
    account = AccountFactory(person=person)
    for role in roles:
        GrantFactory(account=account, role=role, unit=unit)
    return account


class Round:
    """What was looked at so far, by the name of its route, and what was found."""

    def __init__(self):
        self.opened, self.findings = {}, []

    def look_through(self, page, client, who):
        """The client says what can be opened, far sooner than a browser would; the browser looks at it."""
        waiting = ["/my/", "/", *addresses()]
        while waiting:
            address = waiting.pop(0)
            name = name_of(address)
            if name and name not in self.opened and is_screen(client.get(address)):
                page.goto(address, wait_until="domcontentloaded")
                self.opened[name] = urlsplit(address).path
                self.findings += [(who, address, finding) for finding in findings_on(page)]
                waiting += page.eval_on_selector_all("a[href^='/']", "all => all.map(one => one.getAttribute('href'))")


def is_screen(answer):
    """Not for this reader, only to be sent to, a file, or leading elsewhere: it is none."""
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


def addresses():
    """Of every screen that takes no argument."""
    return [address for address in plain(get_resolver(), "/") if name_of(address)]


def plain(resolver, above):
    for pattern in resolver.url_patterns:
        address = above + str(pattern.pattern)
        if any(sign in address for sign in "<(^\\"):
            continue
        yield from plain(pattern, address) if hasattr(pattern, "url_patterns") else [address]


def name_of(address):
    """None: it is no screen of ours. Of the site's pages there is one for each kind: a module, a lesson, a resource."""
    path = urlsplit(address).path
    if path.startswith(OF_OTHERS) or path.endswith(FILES):
        return None
    try:
        found = resolve(path)
    except Resolver404:
        return None
    if found.view_name == OF_THE_SITE:
        return f"page {path.split('/')[1]} {path.count('/')}"
    return None if found.view_name in NO_SCREENS else found.view_name


def findings_on(page):
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    found = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in violations]
    if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
        found.append("wider than the screen")
    return found


@contextmanager
def come_in(browser, live_server, account):
    """A page of the browser and a client, both signed in."""
    client = Client()
    with browser.new_context(viewport=PHONE, base_url=live_server.url) as context:
        context.set_default_timeout(SECONDS_FOR_A_BUSY_MACHINE * 1000)
        if account:
            client.force_login(account, backend="cms.backends.AccountBackend")
            key = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
        yield context.new_page(), client


@pytest.fixture
def large_letters(browser):
    """As somebody reads who has set the letters of their browser to twice their size."""
    args = ["--no-sandbox", "--blink-settings=defaultFontSize=32"]
    launched = browser.browser_type.launch(executable_path=chromium(), args=args)
    yield launched
    launched.close()


def test_with_letters_twice_as_large_nothing_is_cut_on_a_phone(large_letters, live_server, example):
    _learner, manager, _coach, lead = example
    with come_in(large_letters, live_server, manager) as (page, _client):
        assert [one for one in OF_MANY if is_cut(page, one)] == []
    with come_in(large_letters, live_server, lead) as (page, _client):
        assert [one for one in OF_LEADS if is_cut(page, one)] == []


def is_cut(page, address):
    page.goto(address, wait_until="load")
    return page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]


def test_no_screen_has_a_finding_of_axe_and_none_is_wider_than_a_phone(browser, live_server, example):
    looked = Round()
    for account in (None, *example):
        with come_in(browser, live_server, account) as (page, client):
            looked.look_through(page, client, account)

    without_argument = {address for address, _view in screens() if "<" not in address and name_of(address)}
    assert looked.findings == []
    assert without_argument - set(looked.opened.values()) == ONLY_SENT_TO
    assert len(looked.opened) > 110
