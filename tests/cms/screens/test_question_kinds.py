"""Matching, filling in and a scene before a question: asked, kept, marked and explained like any other question."""

import re

import pytest

from cms.loading.module import load_module
from curriculum.models import Attempt, DoseEntry, Progress
from tests.cms.pages.conftest import curriculum, learner, signed_in, trust, two_lessons  # noqa: F401 fixtures

from .checks import form_of
from .reading import words_of

pytestmark = pytest.mark.django_db
MATCHING = {
    "key": "M", "kind": "matching", "prompt": "What belongs to what?",
    "pairs": [
        {"text": "Plan", "match": "We predict", "feedback": "Before the test."},
        {"text": "Do", "match": "We try", "feedback": "On a small scale."},
    ],
    "others": ["We blame"],
}  # fmt: skip
FILL_IN = {
    "key": "F", "kind": "fill_in", "prompt": "What is the middle one called?", "accepted": ["median"],
    "right_feedback": "It is the one in the middle.", "wrong_feedback": "It is the median.",
}  # fmt: skip
SCENE = {
    "key": "S", "kind": "single", "prompt": "What do you do first?", "situation": "The ward runs out of linen.",
    "answers": [
        {"text": "Count", "correct": True, "feedback": "So that you know."},
        {"text": "Complain", "correct": False, "feedback": "It changes nothing."},
    ],
}  # fmt: skip
RIGHT = {"M_0": "0", "M_1": "1", "F": "The Median.", "S": "0"}


@pytest.fixture
def lesson(trust, curriculum):  # noqa: F811 fixtures
    data = two_lessons()
    data["parts"][0]["check"] = {"pass_mark": 100, "questions": [MATCHING, FILL_IN, SCENE]}
    return load_module(curriculum, data, trust=trust, by=None).get_children().first()


@pytest.fixture
def form(lesson, signed_in):  # noqa: F811 fixtures
    return form_of(signed_in.get(lesson.url))


def send(client, form, **answers):
    return client.post("/my/answers/", form | answers, follow=True)


def test_each_thing_has_a_list_of_its_own_in_which_the_pairs_do_not_stand_in_their_order(lesson, signed_in):  # noqa: F811
    page = signed_in.get(lesson.url).content.decode()
    labels = dict(re.findall(r'<label class="nhsuk-label" for="(id_M_\d)">([^<]+)</label>', page))
    offered = re.findall(r"<option[^>]*>([^<]+)</option>", page.partition('id="id_M_0"')[2].partition("</select>")[0])

    assert labels == {"id_M_0": "Plan", "id_M_1": "Do"}
    assert offered == ["Choose", "We blame", "We predict", "We try"]
    assert page.index("The ward runs out of linen.") < page.index("What do you do first?")


def test_all_right_passes_and_gives_its_dose(form, signed_in, learner):  # noqa: F811 fixtures
    words = words_of(send(signed_in, form, **RIGHT))

    assert "Passed, with 100% right" in words
    assert "Plan: We predict Before the test." in words
    assert "The Median. It is the one in the middle." in words
    assert DoseEntry.objects.filter(person=learner.person).exists()


def test_one_wrong_match_or_word_is_not_right_and_says_why(form, signed_in, learner):  # noqa: F811 fixtures
    words = words_of(send(signed_in, form, **RIGHT | {"M_1": "2", "F": "mean"}))

    assert "Not yet: 33% right" in words
    assert "Do: We blame On a small scale." in words
    assert "mean It is the median." in words
    assert not DoseEntry.objects.filter(person=learner.person).exists()


@pytest.mark.parametrize(
    "missing, said",
    [({"M_1": ""}, "Choose a match for each part of question 1"), ({"F": "  "}, "Fill in question 2"),
     ({"M_0": "7"}, "Choose a match"), ({"M_0": "9" * 5000}, "Choose a match")],
)  # fmt: skip
def test_what_is_missing_is_said_and_nothing_that_was_chosen_is_lost(form, signed_in, learner, missing, said):  # noqa: F811
    answer = send(signed_in, form, **RIGHT | missing)

    assert (answer.status_code, said in words_of(answer)) == (422, True)
    assert not Attempt.objects.exists()
    assert Progress.objects.get(person=learner.person).answers["S"] == [0]


def test_what_is_kept_stands_there_when_the_lesson_is_opened_again(lesson, form, signed_in):  # noqa: F811 fixtures
    signed_in.post("/my/answers/", form | {"do": "keep", "M_1": "2", "F": "medium"})

    page = signed_in.get(lesson.url).content.decode()

    assert '<option value="2" selected>' in page.partition('id="id_M_1"')[2].partition("</select>")[0]
    assert "selected" not in page.partition('id="id_M_0"')[2].partition("</select>")[0].replace('value="" selected', "")
    assert 'value="medium"' in page


def test_a_note_of_one_match_keeps_the_others_of_its_question(form, signed_in, learner):  # noqa: F811 fixtures
    told = {"token": form["token"], "number": "1", "place": "1", "ago": "0", "touched": ["M_1", "F"]}

    signed_in.post("/my/answers/note/", told | {"M_0": "1", "M_1": "0", "F": "median"})

    assert Progress.objects.get(person=learner.person).answers == {"M": [1, 0], "F": ["median"]}
