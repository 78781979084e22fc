"""Links to other sites are known from the published pages and followed once a day; editors read what is silent."""

import datetime as dt

import pytest

from cms.models import LessonPage, Outcome, OutsideLink
from cms.outside.follow import AT_ONCE, follow_links, know_links
from tests.cms.pages.conftest import (  # noqa: F401 fixtures
    curriculum,
    editor_of,
    module,
    trust,
    trust_with_a_framework,
)
from tests.cms.screens.reading import words_of
from tests.factories.hospital import client_of

pytestmark = pytest.mark.django_db
PAGE = "/manage/framework/links/"
MONDAY = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def outside(settings):
    settings.FOLLOWS_OUTSIDE_LINKS = True


@pytest.fixture
def lesson(module):  # noqa: F811 fixtures
    return LessonPage.objects.child_of(module).order_by("path").first()


@pytest.fixture
def editor(trust):  # noqa: F811 fixtures
    return client_of(editor_of(trust))


def links_to(lesson, *addresses):
    text = "".join(f'<p>Read <a href="{address}">this</a>.</p>' for address in addresses)
    lesson.body = [("expander", {"title": "Where this comes from", "text": text})]
    lesson.save_revision().publish()


def followed(trust, site, days=1, since=0):  # noqa: F811 fixtures
    for day in range(since, since + days):
        follow_links(trust, on=MONDAY + dt.timedelta(days=day), guard=site.guard, pause=0)


def gone_silent(site, status=503):
    site.answers = {(method, "/a?b=1&c=2"): (status, "") for method in ("HEAD", "GET")}


def addresses():
    return [*OutsideLink.objects.order_by("address").values_list("address", flat=True)]


def test_the_addresses_of_published_pages_are_known_once_each_and_forgotten_with_the_link(trust, lesson):  # noqa: F811
    links_to(lesson, "https://one.example/a?b=1&amp;c=2#part", "https://one.example/a?b=1&amp;c=2", "/learn/")
    lesson.body = [("text", '<p><a href="https://draft.example/">a draft</a></p>')]
    lesson.save_revision()  # a draft, which nobody reads
    know_links(trust)
    know_links(trust)
    assert addresses() == ["https://one.example/a?b=1&c=2"]

    links_to(lesson, "https://two.example/caf\u00e9")
    know_links(trust)

    assert addresses() == ["https://two.example/caf%C3%A9"]


def test_a_site_is_told_of_on_the_third_silent_day_and_no_more_when_it_answers(trust, lesson, site, editor):  # noqa: F811
    links_to(lesson, site.at("/a?b=1&amp;c=2"))
    know_links(trust)
    gone_silent(site)

    followed(trust, site, days=2)
    followed(trust, site, since=1)  # once a day counts
    assert editor.get(PAGE).context["outside"] == []
    followed(trust, site, since=2)

    page = editor.get(PAGE)
    assert "It did not answer on 3 days running, since 2 March 2026." in words_of(page)
    assert f"/cms/pages/{lesson.pk}/edit/" in page.content.decode()

    site.answers = {}
    followed(trust, site, since=3)

    assert editor.get(PAGE).context["outside"] == []
    assert OutsideLink.objects.get().outcome == Outcome.ANSWERED


def test_a_page_that_is_gone_is_told_of_at_once(trust, lesson, site, editor):  # noqa: F811
    links_to(lesson, site.at("/a?b=1&amp;c=2"))
    know_links(trust)
    gone_silent(site, status=404)

    followed(trust, site)

    assert "It says that there is no such page, since 2 March 2026." in words_of(editor.get(PAGE))


def test_a_link_that_an_editor_has_taken_out_is_told_of_no_more_at_once(trust, lesson, site, editor):  # noqa: F811
    links_to(lesson, site.at("/a?b=1&amp;c=2"))
    know_links(trust)
    gone_silent(site, status=404)
    followed(trust, site)

    links_to(lesson, "https://another.example/")

    assert editor.get(PAGE).context["outside"] == []


def test_only_a_few_are_followed_at_once_and_the_others_after_them(trust, lesson, site):  # noqa: F811
    links_to(lesson, *(site.at(f"/{number}") for number in range(AT_ONCE + 2)))
    know_links(trust)

    first, second = (follow_links(trust, on=MONDAY, guard=site.guard, pause=0) for _ in range(2))

    assert (first, second) == (AT_ONCE, 2)
    assert follow_links(trust, on=MONDAY, guard=site.guard, pause=0) == 0
    assert len({path for _method, path, _host in site.asked}) == len(site.asked) == AT_ONCE + 2


def test_a_link_into_the_network_is_not_followed_and_is_no_fault(trust, lesson, site, editor):  # noqa: F811
    links_to(lesson, site.at())
    know_links(trust)

    follow_links(trust, on=MONDAY, pause=0)

    assert site.asked == []
    assert (OutsideLink.objects.get().outcome, OutsideLink.objects.get().failed_days) == (Outcome.INSIDE, 0)


def test_where_the_settings_say_so_nobody_is_asked_and_editors_read_why(trust, lesson, site, editor, settings):  # noqa: F811
    links_to(lesson, site.at())
    know_links(trust)
    settings.FOLLOWS_OUTSIDE_LINKS = False

    assert follow_links(trust, on=MONDAY, guard=site.guard, pause=0) == 0
    assert site.asked == []
    assert "this server is set not to reach other networks" in words_of(editor.get(PAGE))


def test_what_other_trusts_link_to_is_theirs(trust, lesson, site, editor):  # noqa: F811
    links_to(lesson, site.at("/a?b=1&amp;c=2"))
    know_links(trust)
    gone_silent(site, status=404)
    followed(trust, site)

    other = client_of(editor_of(trust_with_a_framework()))

    assert other.get(PAGE).context["outside"] == []
    assert len(editor.get(PAGE).context["outside"]) == 1
