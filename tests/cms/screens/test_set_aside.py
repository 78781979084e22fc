"""Nobody loses their answers because they were signed out while they read."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import LessonPage
from curriculum.models import Attempt, DoseEntry
from tests.cms.pages.conftest import LESSON, come_in, curriculum, learner, learner_of, module, signed_in, trust  # noqa: F401 fixtures

from .checks import form_of, right_answers

ANSWERS = "/my/answers/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(module):  # noqa: F811 fixtures
    return LessonPage.objects.get(key=LESSON)


def signed_out_while_answering(browser, page):
    """Sends right answers from a page that was opened before; where that leads."""
    told = form_of(page) | right_answers()
    browser.logout()
    return browser.post(ANSWERS, told)


def test_who_was_signed_out_signs_in_again_and_finds_the_answers_in_the_lesson(signed_in, learner, lesson):  # noqa: F811 fixtures
    answer = signed_out_while_answering(signed_in, signed_in.get(lesson.get_url()))
    counted = Attempt.objects.count()
    come_in(signed_in, learner)
    back = signed_in.get(ANSWERS, follow=True)

    assert answer.url == f"{reverse('account_login')}?next={ANSWERS}"
    assert counted == 0
    assert "You had been signed out. Your answers are kept" in back.content.decode()
    assert back.redirect_chain[-1][0].endswith("#check")
    assert back.content.decode().count("checked") == sum(map(len, right_answers().values()))


def test_the_answers_can_then_be_sent(signed_in, learner, lesson):  # noqa: F811 fixtures
    signed_out_while_answering(signed_in, signed_in.get(lesson.get_url()))
    come_in(signed_in, learner)
    back = signed_in.get(ANSWERS, follow=True)

    signed_in.post(ANSWERS, form_of(back) | right_answers())

    assert DoseEntry.objects.filter(person=learner.person).exists()


def test_somebody_else_who_signs_in_there_gets_none_of_it(signed_in, trust, lesson):  # noqa: F811 fixtures
    signed_out_while_answering(signed_in, signed_in.get(lesson.get_url()))
    other = learner_of(trust)
    come_in(signed_in, other)

    answer = signed_in.get(ANSWERS)

    assert answer.status_code == 403
    assert not other.person.progress.exists()
    assert list(signed_in.get(ANSWERS).context["page"]) == []


def test_what_is_not_ours_is_not_set_aside():
    stranger = Client()

    answer = stranger.post(ANSWERS, {"token": "made up", "q1": "0"})

    assert answer.url == f"{reverse('account_login')}?next={ANSWERS}"
    assert not stranger.session.keys()


def test_the_address_alone_leads_to_ones_own_answers(signed_in):  # noqa: F811 fixtures
    assert list(signed_in.get(ANSWERS).context["page"]) == []


def test_a_page_from_before_the_last_sign_in_still_sends_its_answers(learner, lesson):  # noqa: F811 fixtures
    browser = come_in(Client(enforce_csrf_checks=True), learner)
    told = form_of(browser.get(lesson.get_url())) | right_answers()
    browser.cookies.pop("csrftoken", None)

    assert browser.post(ANSWERS, told).url.startswith(ANSWERS)
    assert DoseEntry.objects.filter(person=learner.person).exists()
