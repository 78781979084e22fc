import pytest

from cms.models import LessonPage
from curriculum.models import Attempt, DoseEntry, Progress
from tests.cms.pages.conftest import LESSON, curriculum, learner, module, signed_in, trust  # noqa: F401 fixtures
from tests.cms.screens.checks import form_of, right_answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(module):  # noqa: F811 fixtures
    return LessonPage.objects.get(key=LESSON)


def test_a_lesson_is_read_answered_and_given(signed_in, learner, lesson):  # noqa: F811 fixtures
    form = form_of(signed_in.get(lesson.get_url()))

    answer = signed_in.post("/my/answers/", form | right_answers(), follow=True)

    assert "Passed, with 100% right" in answer.content.decode()
    assert {entry.skill.code: entry.minutes for entry in DoseEntry.objects.all()} == {"H1": 4, "G5": 4}


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
