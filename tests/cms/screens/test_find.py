"""Search: what there is to learn from is found by the words that people use for it, and never in another trust."""

import pytest
from django.core.cache import cache

from cms.loading.library import load_library
from cms.loading.module import load_module
from cms.loading.site import load_site
from cms.models import LessonPage, ResourcePage
from tests.cms.pages.conftest import (  # noqa: F401 fixtures
    come_in,
    curriculum,
    learner_of,
    module,
    trust,
    trust_with_a_framework,
    two_lessons,
)

from .reading import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _what_there_is_to_find(module):  # noqa: F811 a fixture
    cache.clear()


@pytest.fixture
def reader(client, trust):  # noqa: F811
    return come_in(client, learner_of(trust))


def titles(answer):
    return [hit.title for hit in answer.context["hits"]]


def test_a_module_is_found_by_its_title_and_a_lesson_says_where_it_belongs(reader):
    answer = reader.get("/find/", {"q": "introduction"})

    assert titles(answer)[0] == "Introduction to improvement"
    assert "Module, " in words_of(answer)


def test_a_lesson_is_found_by_a_word_within_it_and_says_how_long_it_takes(reader, trust):  # noqa: F811
    lesson = LessonPage.objects.first()
    lesson.body = [("text", "<p>The porters of Wharfedale tried it first.</p>")]
    lesson.save_revision().publish()

    answer = reader.get("/find/", {"q": "wharfedale porter"})

    assert titles(answer) == [lesson.title]
    assert answer.context["hits"][0].what.startswith("Lesson in “Introduction to improvement”, ")


def test_what_means_the_same_finds_the_same(reader, trust):  # noqa: F811
    load_library(trust, by=None)

    found = [titles(reader.get("/find/", {"q": words})) for words in ("SPC", "control chart", "shewhart chart")]

    assert "Which chart do I need?" in found[0]
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize(
    "some",
    [
        ["PDSA", "plan do study act", "test of change"],
        ["run chart", "time series"],
        ["5 whys", "RCA", "root cause analysis"],
        ["fishbone", "Ishikawa", "cause and effect"],
        ["huddle", "Big Room"],
        ["co-production", "patient involvement", "coproduction"],
        ["safety climate", "psychological safety"],
        ["QI", "quality improvement"],
    ],
)
def test_the_fields_words_for_one_thing_find_the_same_pages(reader, trust, some):  # noqa: F811
    load_library(trust, by=None)
    told = ResourcePage.objects.get(slug="one-page-pdsa")
    told.body = [("text", f"<p>Here we speak of {some[-1].lower()}.</p>")]
    told.save_revision().publish()

    found = [set(titles(reader.get("/find/", {"q": words}))) for words in some]

    assert told.title in found[0]
    assert all(one == found[0] for one in found)


def test_where_no_page_has_all_of_it_what_has_some_is_shown_and_said(reader, trust):  # noqa: F811
    load_library(trust, by=None)

    answer = reader.get("/find/", {"q": "control chart zebra"})

    assert "Which chart do I need?" in titles(answer)
    assert "No page has all of “control chart zebra”. Shown is what has some of it." in words_of(answer)


def test_a_word_spelt_wrongly_is_read_as_the_nearest_one_and_the_page_says_so(reader):
    answer = reader.get("/find/", {"q": "introducshun"})

    assert titles(answer)[0] == "Introduction to improvement"
    assert "Nothing has “introducshun”. Shown is what has introduction ." in words_of(answer)


def test_the_beginning_of_a_title_is_enough(reader):
    assert "Introduction to improvement" in titles(reader.get("/find/", {"q": "introd"}))


def test_what_is_not_published_is_not_found(reader, trust):  # noqa: F811
    load_library(trust, by=None)
    ResourcePage.objects.get(slug="one-page-pdsa").unpublish()

    assert "A PDSA on one page" not in titles(reader.get("/find/", {"q": "one test of change prediction pencil"}))


def test_nothing_of_another_trust_is_found(client, trust):  # noqa: F811
    other = trust_with_a_framework()
    load_module(load_site(other, by=None, host="other.example"), two_lessons(), trust=other, by=None)
    theirs = LessonPage.objects.last()
    theirs.title = "The secret of Riverside"
    theirs.save_revision().publish()

    own = come_in(client, learner_of(other)).get("/find/", {"q": "riverside"})
    client.logout()
    strangers = come_in(client, learner_of(trust)).get("/find/", {"q": "riverside"})

    assert titles(own) == ["The secret of Riverside"]
    assert "Nothing has “riverside”." in words_of(strangers)
    assert titles(strangers) == []


@pytest.mark.parametrize("asked", ["", "   ", "!!!", "' OR 1=1 --", "a:* & b |", "<script>", "x" * 200])
def test_whatever_is_typed_is_answered(reader, asked):
    assert reader.get("/find/", {"q": asked}).status_code == 200


@pytest.mark.parametrize("query", [{"q": "x" * 201}, {"q": "a\x00b"}, {"q": "chart", "page": "one"}])
def test_what_cannot_be_read_is_answered_with_a_sentence(reader, query):
    assert reader.get("/find/", query).status_code == 400


def test_a_search_asks_as_often_for_many_as_for_one(reader, trust, django_assert_max_num_queries):  # noqa: F811
    load_library(trust, by=None)
    reader.get("/find/", {"q": "one"})

    with django_assert_max_num_queries(26):
        few = reader.get("/find/", {"q": "pencil"})
    with django_assert_max_num_queries(26):
        many = reader.get("/find/", {"q": "team"})

    assert len(titles(few)) < len(titles(many))
