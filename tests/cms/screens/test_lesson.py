import pytest

from cms.loading.module import load_module
from cms.loading.site import load_site
from cms.models import HomePage, LessonPage
from cms.pages import of_trust, path_of
from curriculum.models import Attempt, DoseEntry, Progress
from tests.cms.pages.conftest import (
    LESSON,
    come_in,
    curriculum,  # noqa: F401 a fixture
    learner,  # noqa: F401 a fixture
    learner_of,
    module,  # noqa: F401 a fixture
    signed_in,  # noqa: F401 a fixture
    trust,  # noqa: F401 a fixture
    trust_with_a_framework,
    two_lessons,
)
from tests.cms.screens.checks import form_of, right_answers
from tests.cms.screens.reading import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(module):  # noqa: F811 fixtures
    return LessonPage.objects.get(key=LESSON)


def test_a_lesson_is_read_answered_and_given(signed_in, learner, lesson):  # noqa: F811 fixtures
    form = form_of(signed_in.get(lesson.get_url()))

    answer = signed_in.post("/my/answers/", form | right_answers(), follow=True)

    assert "Passed, with 100% right" in answer.content.decode()
    assert {entry.skill.code: entry.minutes for entry in DoseEntry.objects.all()} == {"H1": 4, "G5": 4}


def test_what_comes_next_is_the_same_after_a_lesson_as_on_ones_own_page(signed_in, lesson):  # noqa: F811 fixtures
    form = form_of(signed_in.get(lesson.get_url()))

    result = signed_in.post("/my/answers/", form | right_answers(), follow=True)

    told = result.context["next"]
    assert told is not None
    assert told == signed_in.get("/my/").context["next"]
    assert f"{told.title}, " in words_of(result)
    assert f": {told.then}." in words_of(result)
    assert result.context["following"] is None  # it is the very lesson that comes next


def test_who_did_not_pass_is_led_back_to_the_lesson_and_nowhere_else(signed_in, lesson):  # noqa: F811 fixtures
    form = form_of(signed_in.get(lesson.get_url()))
    wrong = {key: next(n for n in "0123" if n not in chosen) for key, chosen in right_answers().items()}

    result = signed_in.post("/my/answers/", form | wrong, follow=True)

    assert "next" not in result.context
    assert f'href="{lesson.get_url()}"' in result.content.decode()


def test_what_comes_next_is_a_lesson_of_ones_own_trust(client):
    elsewhere, own = trust_with_a_framework(), trust_with_a_framework()
    for where, host in ((elsewhere, ""), (own, "own.example")):
        load_module(load_site(where, by=None, host=host), two_lessons(), trust=where, by=None)
    told = come_in(client, learner_of(own)).get("/my/").context["next"]

    lesson = of_trust(LessonPage.objects.all(), own.pk).get(key=LESSON)
    assert told.address == path_of(lesson)
    assert lesson.get_parent().get_parent().get_parent().pk == HomePage.objects.get(trust=own).pk


def test_a_form_posted_twice_gives_dose_once(signed_in, lesson):  # noqa: F811 fixtures
    form = form_of(signed_in.get(lesson.get_url())) | right_answers()
    signed_in.post("/my/answers/", form)

    again = signed_in.post("/my/answers/", form)

    assert again.status_code == 302
    assert (Attempt.objects.count(), DoseEntry.objects.count()) == (1, 2)


def test_a_question_left_out_is_shown_again_with_what_was_chosen(signed_in, lesson):  # noqa: F811 fixtures
    form = form_of(signed_in.get(lesson.get_url()))
    key, chosen = next(iter(right_answers().items()))

    answer = signed_in.post("/my/answers/", form | {key: chosen})

    assert answer.status_code == 422
    assert "Choose an answer to question 2" in answer.content.decode()
    assert Progress.objects.get().answers == {key: [int(chosen[0])]}
    assert not Attempt.objects.exists()


def test_answers_kept_for_later_are_there_when_the_lesson_is_opened_again(signed_in, lesson):  # noqa: F811 fixtures
    form = form_of(signed_in.get(lesson.get_url())) | right_answers() | {"do": "keep"}
    signed_in.post("/my/answers/", form)

    page = signed_in.get(lesson.get_url())

    assert page.content.decode().count("checked") == sum(len(chosen) for chosen in right_answers().values())


def test_a_form_that_was_tampered_with_is_refused_and_changes_nothing(signed_in, lesson):  # noqa: F811 fixtures
    answer = signed_in.post("/my/answers/", {"token": "made-up", "do": "send"} | right_answers())

    assert answer.status_code == 400
    assert not Attempt.objects.exists()


def test_a_lesson_asks_no_more_of_the_database_for_being_long(signed_in, lesson, django_assert_max_num_queries):  # noqa: F811 fixtures
    signed_in.get(lesson.get_url())

    with django_assert_max_num_queries(30):
        signed_in.get(lesson.get_url())
