"""Checks that are posted at once, after a change, or from another device: dose is given once and nothing is lost."""

import threading
from contextlib import suppress

import pytest
from django.db import connections
from django.test import Client

from cms.models import LessonPage
from curriculum.models import Attempt, DoseEntry, Progress
from curriculum.services import attempt as attempts
from tests.cms.pages.conftest import LESSON, come_in, curriculum, learner, module, signed_in, trust  # noqa: F401 fixtures
from tests.cms.screens.checks import form_of, right_answers

ANSWERS = "/my/answers/"
AT_ONCE = 6


@pytest.fixture
def lesson(module):  # noqa: F811 fixtures
    return LessonPage.objects.get(key=LESSON)


@pytest.fixture
def let_through_together(monkeypatch):
    let_through(monkeypatch, seconds=1)  # the others are held back


def let_through(monkeypatch, seconds):
    """Everybody who is let through has asked "was this form answered before?", and nobody has written yet."""
    together, looks = threading.Barrier(AT_ONCE), attempts.unanswered

    def looked(*args):
        with suppress(threading.BrokenBarrierError):
            together.wait(timeout=seconds)
        return looks(*args)

    monkeypatch.setattr(attempts, "unanswered", looked)


def post_at_once(account, forms):
    """Each form by a thread of its own, as from so many devices; the codes that were answered."""
    codes, start = [], threading.Barrier(len(forms))

    def post(form):
        browser = come_in(Client(raise_request_exception=False), account)
        start.wait()
        codes.append(browser.post(ANSWERS, form).status_code)
        connections.close_all()

    threads = [threading.Thread(target=post, args=[form]) for form in forms]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return codes


@pytest.fixture
def post_all(client, learner, lesson):  # noqa: F811 fixtures
    """Opens a form for each number, once, and posts them all at once."""
    come_in(client, learner)

    def post(numbers):
        opened = {number: form_of(client.get(lesson.get_url())) | right_answers() for number in set(numbers)}
        return post_at_once(learner, [opened[number] for number in numbers])

    return post


@pytest.mark.django_db(transaction=True)
def test_without_a_hold_on_the_person_one_form_posted_at_once_fails_for_all_but_one(post_all, monkeypatch):
    monkeypatch.setattr(attempts, "hold_person", lambda person: None)
    let_through(monkeypatch, seconds=20)

    codes = post_all([1] * AT_ONCE)

    assert sorted(codes) == [302] + [500] * (AT_ONCE - 1)


@pytest.mark.django_db(transaction=True)
def test_one_form_posted_at_once_is_one_attempt_and_each_is_led_to_it(let_through_together, post_all):
    codes = post_all([1] * AT_ONCE)

    assert codes == [302] * AT_ONCE
    assert (Attempt.objects.count(), DoseEntry.objects.count()) == (1, 2)


@pytest.mark.django_db(transaction=True)
def test_forms_of_several_devices_posted_at_once_give_dose_once(let_through_together, post_all):
    codes = post_all(range(AT_ONCE))

    assert codes == [302] * AT_ONCE
    assert (Attempt.objects.count(), DoseEntry.objects.count()) == (AT_ONCE, 2)


@pytest.fixture
def turned(lesson):
    """The editor turns the answers of the first question round and publishes."""

    def publish():
        asked = lesson.check_questions.raw_data
        asked[0]["value"]["answers"].reverse()
        lesson.save_revision().publish()

    return publish


@pytest.mark.django_db
def test_answers_to_a_lesson_that_was_changed_meanwhile_are_marked_by_what_was_shown(signed_in, lesson, turned):  # noqa: F811 fixtures
    form = form_of(signed_in.get(lesson.get_url())) | right_answers()
    turned()

    answer = signed_in.post(ANSWERS, form, follow=True).content.decode()

    assert "Passed, with 100% right" in answer
    assert "This was changed after you opened it. Your answers were marked by the questions that you saw." in answer
    assert DoseEntry.objects.count() == 2


@pytest.mark.django_db
def test_answers_to_a_lesson_as_it_stands_say_nothing_of_a_change(signed_in, lesson, turned):  # noqa: F811 fixtures
    turned()
    form = form_of(signed_in.get(lesson.get_url())) | right_answers()

    assert "This was changed" not in signed_in.post(ANSWERS, form, follow=True).content.decode()


@pytest.mark.django_db
def test_answers_that_were_kept_stay_only_where_their_question_is_the_same(signed_in, lesson, turned):  # noqa: F811 fixtures
    answers = right_answers()
    signed_in.post(ANSWERS, form_of(signed_in.get(lesson.get_url())) | answers | {"do": "keep"})
    turned()

    page = signed_in.get(lesson.get_url())

    changed = next(iter(answers))
    assert set(page.context["form"].initial) == set(answers) - {changed}


@pytest.mark.django_db
def test_answers_kept_from_a_page_that_was_changed_meanwhile_say_what_to_answer_again(signed_in, lesson, turned):  # noqa: F811 fixtures
    form = form_of(signed_in.get(lesson.get_url())) | right_answers() | {"do": "keep"}
    turned()

    answer = signed_in.post(ANSWERS, form, follow=True)

    assert "1 question has been changed since you opened this, so please answer it again." in answer.content.decode()
    assert len(Progress.objects.get().answers) == len(right_answers()) - 1


@pytest.mark.django_db
def test_a_check_that_was_opened_before_its_lesson_was_withdrawn_still_counts(signed_in, lesson):  # noqa: F811 fixtures
    form = form_of(signed_in.get(lesson.get_url())) | right_answers()
    lesson.unpublish()

    answer = signed_in.post(ANSWERS, form, follow=True)

    assert "Passed, with 100% right" in answer.content.decode()
    assert DoseEntry.objects.count() == 2


@pytest.mark.django_db
def test_half_a_check_of_a_withdrawn_lesson_is_kept_and_told(signed_in, lesson):  # noqa: F811 fixtures
    form = form_of(signed_in.get(lesson.get_url()))
    key, chosen = next(iter(right_answers().items()))
    lesson.unpublish()

    answer = signed_in.post(ANSWERS, form | {key: chosen})

    assert answer.status_code == 400
    assert "This lesson is no longer there. Your answers are kept in case it comes back." in answer.content.decode()
    assert Progress.objects.get().answers == {key: [int(chosen[0])]}


@pytest.mark.django_db
def test_a_lesson_is_gone_on_with_on_another_device(learner, lesson):  # noqa: F811 fixtures
    phone, ward = come_in(Client(), learner), come_in(Client(), learner)
    phone.post(ANSWERS, form_of(phone.get(lesson.get_url())) | right_answers() | {"do": "keep"})

    page = ward.get(lesson.get_url())

    chosen = {key: value if isinstance(value, list) else [value] for key, value in page.context["form"].initial.items()}
    assert chosen == right_answers()
    assert "Passed" in ward.post(ANSWERS, form_of(page) | chosen, follow=True).content.decode()
    assert "1 of 2 lessons done" in phone.get(lesson.get_parent().get_url()).content.decode()


@pytest.mark.django_db
def test_a_withdrawn_test_is_not_there(signed_in, module):  # noqa: F811 fixtures
    assert signed_in.get("/my/test/IN-1/").status_code == 200

    module.unpublish()

    assert signed_in.get("/my/test/IN-1/").status_code == 404
