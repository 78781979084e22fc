"""A test that draws from a bank: the same questions until they are answered, others afterwards, all of it readable."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from cms.loading.module import load_module
from curriculum.models import ActivityVersion, Attempt, DoseEntry
from tests.cms.pages.conftest import curriculum, learner, signed_in, trust, two_lessons  # noqa: F401 fixtures

from .checks import form_of
from .reading import words_of

pytestmark = pytest.mark.django_db
TEST = "/my/test/IN-1/"


def question(skill, number):
    return {
        "key": f"{skill}-{number}", "skill": skill, "prompt": f"Question {number} of {skill}?", "kind": "single",
        "answers": [
            {"text": f"Right {skill} {number}", "correct": True, "feedback": "Yes."},
            {"text": "Wrong", "correct": False, "feedback": "No."},
        ],
    }  # fmt: skip


@pytest.fixture
def bank(trust, curriculum):  # noqa: F811 fixtures
    data = two_lessons()
    data["know_this_already"] |= {
        "draw": 2, "pass_mark": 100, "questions": [question(skill, n) for skill in ("M1", "H1") for n in range(8)],
    }  # fmt: skip
    load_module(curriculum, data, trust=trust, by=None)
    return ActivityVersion.objects.get(activity__key="IN-1-TEST")


def shown(browser):
    return re.findall(r"\d\. (Question \d of \w\d)\?", browser.get(TEST).content.decode())


def answers(browser, choice):
    names = set(re.findall(r'name="((?:M1|H1)-\d)"', browser.get(TEST).content.decode()))
    return dict.fromkeys(names, choice)


def send(browser, choice):
    form = form_of(browser.get(TEST)) | answers(browser, choice)
    return browser.post("/my/answers/", form, follow=True)


def test_two_of_each_skill_are_asked_and_the_same_ones_when_it_is_opened_again(bank, signed_in):  # noqa: F811 fixtures
    first = shown(signed_in)

    assert [words[-2:] for words in first] == ["M1", "M1", "H1", "H1"]
    assert shown(signed_in) == first


def test_what_was_drawn_is_marked_and_gives_what_the_test_assesses(bank, signed_in, learner):  # noqa: F811 fixtures
    drawn = shown(signed_in)

    words = words_of(send(signed_in, "0"))

    assert "Passed, with 100% right" in words
    assert [words.count(one) for one in drawn] == [1] * 4
    assert DoseEntry.objects.filter(person=learner.person, assessment="TEST").exists()


def test_the_next_go_asks_others_and_the_old_one_stays_readable(bank, signed_in, learner):  # noqa: F811 fixtures
    before = shown(signed_in)
    send(signed_in, "1")
    Attempt.objects.update(answered_at=timezone.now() - dt.timedelta(days=15))
    after = shown(signed_in)
    words = words_of(send(signed_in, "0"))
    first, second = Attempt.objects.order_by("pk")

    assert (first.draw, second.draw) == (0, 1)
    assert {key[-1] for key in first.answers} == {words[9] for words in before}
    assert {key[-1] for key in second.answers} == {words[9] for words in after}
    assert "Passed" in words


def test_answers_to_what_was_not_drawn_do_not_count(bank, signed_in):  # noqa: F811 fixtures
    form = form_of(signed_in.get(TEST)) | {f"{skill}-{n}": "0" for skill in ("M1", "H1") for n in range(8)}
    missing = answers(signed_in, "0")
    form.pop(next(iter(missing)))

    answer = signed_in.post("/my/answers/", form)

    assert answer.status_code == 422
    assert not Attempt.objects.exists()
