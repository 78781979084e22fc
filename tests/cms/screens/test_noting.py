"""What is chosen and read is kept as one goes: late, twice, on two devices, over a new version, and only one's own."""

import re
from dataclasses import replace

import pytest
from django.core import signing
from django.test import Client

from cms.forms.check import seal, unseal
from cms.models import LessonPage
from curriculum.models import Attempt, Progress
from tests.cms.pages.conftest import LESSON, come_in, curriculum, learner, learner_of, module, signed_in, trust  # noqa: F401 fixtures
from tests.cms.screens.checks import form_of, right_answers

pytestmark = pytest.mark.django_db
NOTE, ANSWERS = "/my/answers/note/", "/my/answers/"
A_MINUTE = 60_000


@pytest.fixture
def lesson(module):  # noqa: F811 fixtures
    return LessonPage.objects.get(key=LESSON)


@pytest.fixture
def choice():
    """The first question, and two of its answers."""
    return lambda: (next(iter(right_answers())), "0", "1")


def opened(browser, lesson):
    return form_of(browser.get(lesson.get_url()))


def opened_before(form, minutes):
    told = unseal(form["token"])
    return form | {"token": seal(replace(told, opened=told.opened - 60 * minutes))}


def noted(browser, form, number=1, ago=0, place=0, **chosen):
    told = {"number": number, "ago": ago, "place": place, "touched": list(chosen)}
    return browser.post(NOTE, form | told | chosen)


def test_what_is_chosen_is_kept_and_there_when_the_lesson_is_opened_again(signed_in, lesson, choice):  # noqa: F811 fixtures
    key, first, _ = choice()

    answer = noted(signed_in, opened(signed_in, lesson), place=4, **{key: first})

    assert answer.json() == {"took": "kept", "words": ""}
    page = signed_in.get(lesson.get_url())
    assert page.context["form"].initial == {key: first}
    assert re.search(r'href="#part-4".*Go on where you were on', page.content.decode())
    assert 'id="part-4"' in page.content.decode()


def test_a_note_that_comes_twice_or_after_a_newer_one_of_its_page_changes_nothing(signed_in, lesson, choice):  # noqa: F811 fixtures
    form, (key, first, second) = opened(signed_in, lesson), choice()
    noted(signed_in, form, 1, **{key: first})
    noted(signed_in, form, 2, **{key: second})

    again = noted(signed_in, form, 1, **{key: first})

    assert again.json()["took"] == "echo"
    assert Progress.objects.get().answers == {key: [int(second)]}


def test_the_later_of_two_devices_wins_and_the_other_is_told(learner, lesson, choice):  # noqa: F811 fixtures
    phone, ward = come_in(Client(), learner), come_in(Client(), learner)
    on_ward, (key, first, second) = opened(ward, lesson), choice()
    on_phone = opened_before(opened(phone, lesson), 10)
    noted(ward, on_ward, ago=A_MINUTE, place=2, **{key: second})

    late = noted(phone, on_phone, ago=2 * A_MINUTE, place=9, **{key: first})
    now = noted(phone, on_phone, 2, place=3, **{key: first})

    assert (late.json()["took"], now.json()["took"]) == ("older", "kept")
    assert "What you chose there stands" in late.json()["words"]
    assert "You went on with this elsewhere too." in now.json()["words"]
    progress = Progress.objects.get()
    assert (progress.place, progress.answers) == (3, {key: [int(first)]})


def test_opening_a_lesson_again_on_the_same_device_is_no_other_place(signed_in, lesson, choice):  # noqa: F811 fixtures
    key, first, second = choice()
    noted(signed_in, opened(signed_in, lesson), ago=A_MINUTE, **{key: first})

    answer = noted(signed_in, opened(signed_in, lesson), **{key: second})

    assert answer.json() == {"took": "kept", "words": ""}


def test_a_note_that_comes_in_after_its_check_was_sent_leaves_nothing_behind(signed_in, lesson, choice):  # noqa: F811 fixtures
    form, (key, first, _) = opened(signed_in, lesson), choice()
    signed_in.post(ANSWERS, form | right_answers())

    answer = noted(signed_in, form, ago=A_MINUTE, place=5, **{key: first})

    assert answer.json()["took"] == "sent"
    assert [(kept.place, kept.answers) for kept in Progress.objects.all()] == [(0, {})]


def test_a_note_about_a_question_that_was_changed_meanwhile_is_told_and_still_counts_when_sent(
    signed_in,  # noqa: F811 fixtures
    lesson,
    choice,
):
    form, (key, first, _), right = opened(signed_in, lesson), choice(), right_answers()
    asked = lesson.check_questions.raw_data
    asked[0]["value"]["answers"].reverse()
    lesson.save_revision().publish()

    answer = noted(signed_in, form, **{key: first})

    assert answer.json()["took"] == "kept"
    assert "1 question has been changed since you opened this." in answer.json()["words"]
    assert Progress.objects.get().answers == {}
    assert "Passed, with 100% right" in signed_in.post(ANSWERS, form | right, follow=True).content.decode()


def test_a_box_that_is_emptied_stays_empty(signed_in, lesson, choice):  # noqa: F811 fixtures
    form, (key, first, _) = opened(signed_in, lesson), choice()
    noted(signed_in, form, 1, **{key: first})

    signed_in.post(NOTE, form | {"number": 2, "touched": [key]})

    assert Progress.objects.get().answers == {key: []}
    assert signed_in.get(lesson.get_url()).context["form"].initial == {}


def test_whoever_was_signed_out_is_told_so_and_nothing_is_written(signed_in, lesson, choice):  # noqa: F811 fixtures
    form, (key, first, _) = opened(signed_in, lesson), choice()
    signed_in.logout()

    answer = noted(signed_in, form, **{key: first})

    assert (answer.status_code, answer.json()["took"]) == (401, "signed-out")
    assert not Progress.objects.exists()


def test_a_note_from_a_page_of_somebody_else_is_refused_and_changes_nothing(signed_in, lesson, choice, trust):  # noqa: F811 fixtures
    form, (key, first, _) = opened(signed_in, lesson), choice()
    other = come_in(Client(), learner_of(trust))

    answer = noted(other, form, **{key: first})

    assert answer.status_code == 403
    assert not Progress.objects.exists()


@pytest.mark.parametrize("told", [{"token": "made-up"}, {"number": "-1", "ago": "soon", "place": "٣"}])
def test_a_note_that_is_none_breaks_nothing(signed_in, lesson, told):  # noqa: F811 fixtures
    answer = signed_in.post(NOTE, opened(signed_in, lesson) | {"touched": "no-such-question"} | told)

    assert answer.status_code in {200, 400}
    assert not Attempt.objects.exists()


def test_a_form_opened_before_a_deploy_is_taken_after_it(signed_in, lesson):  # noqa: F811 fixtures
    """Its token says less than tokens do now."""
    form = opened(signed_in, lesson)
    told = unseal(form["token"])
    before = {"token": signing.dumps([told.person, told.version, told.attempt], salt="check"), "do": "send"}

    assert "Passed" in signed_in.post(ANSWERS, before | right_answers(), follow=True).content.decode()
