"""A lesson that nothing has changed is found with one statement; whatever is changed, in whatever way, is seen next."""

import pytest

from cms.models import HomePage, LessonPage, ModulePage
from curriculum.models import ActivityVersion
from tests.cms.screens.checks import form_of

from .conftest import LESSON, come_in, learner_of, trust_with_a_framework

pytestmark = pytest.mark.django_db
MODULE = "/learn/in-1-introduction-to-improvement/"
ADDRESS = f"{MODULE}improvement-is-part-of-your-job/"
WHO_ASKS, UNCHANGED, OWN = 1, 1, 2  # what is one's own: where one is, and what one wrote


@pytest.fixture
def lesson(module):
    return LessonPage.objects.get(key=LESSON)


@pytest.fixture
def read(signed_in, lesson):
    """Often enough to be known."""
    for _time in range(3):
        signed_in.get(ADDRESS)
    return lambda: signed_in.get(ADDRESS)


def words(answer):
    return answer.content.decode()


def test_a_known_lesson_is_four_statements(read, django_assert_num_queries):
    with django_assert_num_queries(WHO_ASKS + UNCHANGED + OWN):
        assert read().status_code == 200


def test_it_reads_as_it_did_the_first_time(signed_in, lesson):
    first, second, third = (signed_in.get(ADDRESS) for _time in range(3))

    def told(answer):
        secret = [form_of(answer)["token"], answer.context["csrf_token"]]
        page = words(answer)
        for one in secret:
            page = page.replace(str(one), "")
        return page.split("<main", 1)[1].split("csrfmiddlewaretoken")[0]

    assert told(first) == told(second) == told(third)


def test_another_title_is_seen_at_once(read, lesson):
    lesson.title = "Improvement is everybody's job"
    lesson.save_revision().publish()

    assert "Improvement is everybody&#x27;s job" in words(read())


def test_a_draft_is_seen_by_nobody(read, lesson):
    lesson.title = "Not yet"
    lesson.save_revision()

    assert "Not yet" not in words(read())


def test_what_is_changed_in_the_database_alone_is_seen_as_well(read, module):
    ModulePage.objects.filter(pk=module.pk).update(title="The first steps")

    assert "The first steps" in words(read())


def test_what_its_module_says_of_it_is_seen_at_once(read, module):
    parts = [*module.parts.all()]
    next(part for part in parts if part.key == LESSON).minutes = 9
    module.parts = parts
    before = words(read())
    module.save_revision().publish()

    assert ("9 minutes" in before, "9 minutes" in words(read())) == (False, True)


def test_two_changes_of_one_row_in_a_row_are_both_seen(read, module):
    for title in ("Once", "Twice"):
        ModulePage.objects.filter(pk=module.pk).update(title=title)
        assert title in words(read())


def test_a_withdrawn_lesson_is_not_there(read, lesson):
    lesson.unpublish()

    assert read().status_code == 404


def test_a_lesson_that_was_moved_is_not_where_it_was(read, signed_in, lesson):
    lesson.slug = "elsewhere"
    lesson.save_revision().publish()

    assert (read().status_code, signed_in.get(f"{MODULE}elsewhere/").status_code) == (404, 200)


def test_the_check_of_a_new_version_is_asked_at_once(read, lesson):
    before = words(read())
    lesson.check_questions = lesson.check_questions[:0]
    lesson.save_revision().publish()

    after = words(read())

    assert ("Check what you take away" in before, "Read to the end?" in after) == (True, True)
    assert ActivityVersion.objects.filter(activity__key=LESSON).count() == 2


def test_where_no_home_page_is_published_no_lesson_is(read, home):
    HomePage.objects.filter(pk=home.pk).update(slug="another", url_path="/another/")

    assert read().status_code == 404


def test_somebody_of_another_trust_is_not_shown_a_known_lesson(read, client):
    assert read().status_code == 200

    come_in(client, learner_of(trust_with_a_framework(name="The other trust")))

    assert client.get(ADDRESS).status_code == 404


def test_what_one_reader_chose_is_not_shown_to_the_next(read, signed_in, lesson, client, trust):
    question = next(iter(form_fields(read())))
    form = form_of(read())
    signed_in.post("/my/answers/note/", form | {"number": 1, "touched": [question], question: "1"})
    assert read().context["form"].initial == {question: "1"}

    come_in(client, learner_of(trust))
    page = client.get(ADDRESS)

    assert (page.context["form"].initial, " checked" in words(page)) == ({}, False)


def form_fields(answer):
    return answer.context["form"].fields
