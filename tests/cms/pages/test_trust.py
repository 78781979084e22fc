"""Two trusts on one installation, with the same modules under the same codes: neither is seen from the other."""

import pytest
from django.core.management import CommandError, call_command

from cms.loading.module import load_module
from cms.loading.site import load_site
from cms.models import LessonPage, ModulePage
from cms.pages import lesson_of, module_of
from curriculum.models import Attempt, DoseEntry, Progress
from tests.cms.screens.checks import form_of, right_answers
from tests.factories.workforce import TrustFactory

from .conftest import LESSON, come_in, learner_of, trust_with_a_framework, two_lessons

pytestmark = pytest.mark.django_db
THEIR_HOST = {"headers": {"host": "other.example"}}
ANSWERS = "/my/answers/"


@pytest.fixture
def other(module, settings):
    """The second trust, opened after the first; its module says something else."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "other.example"]
    trust = trust_with_a_framework(name="The other trust")
    data = two_lessons() | {"title": "Their introduction"}
    load_module(load_site(trust, by=None, host="other.example"), data, trust=trust, by=None)
    return trust


@pytest.fixture
def they(client, other):
    return come_in(client, learner_of(other))


def test_a_page_is_found_by_its_key_within_the_trust_alone(trust, other):
    assert module_of(trust.pk, "IN-1").title == "Introduction to improvement"
    assert module_of(other.pk, "IN-1").title == "Their introduction"
    assert lesson_of(trust.pk, LESSON) != lesson_of(other.pk, LESSON)


def test_a_trust_without_pages_finds_none_of_anothers(module):
    empty = TrustFactory()

    assert (module_of(empty.pk, "IN-1"), lesson_of(empty.pk, LESSON)) == (None, None)


@pytest.mark.parametrize("address", ["/learn/", "/learn/in-1-introduction-to-improvement/", "/learn/level-everyone/"])
def test_a_page_of_another_trust_is_not_there(they, address):
    answer = they.get(address)

    assert answer.status_code == 404
    assert "Introduction to improvement" not in answer.content.decode()


def test_another_trusts_home_page_leads_to_ones_own(they):
    answer = they.get("/")

    assert (answer.status_code, answer.url) == (302, "https://other.example/")


def test_somebody_of_a_trust_without_pages_is_shown_no_page(client, module):
    come_in(client, learner_of(TrustFactory()))

    assert client.get("/").status_code == 404


def test_answers_count_in_the_readers_own_trust_and_nothing_is_done_in_the_other(signed_in, trust, other, learner):
    lesson = lesson_of(trust.pk, LESSON)

    signed_in.post(ANSWERS, form_of(signed_in.get(lesson.get_url())) | right_answers(trust=trust))

    assert {given.trust_id for given in DoseEntry.objects.all()} == {trust.pk}
    assert {progress.trust_id for progress in Progress.objects.all()} == {trust.pk}
    stranger = come_in(signed_in, learner_of(other))
    page = stranger.get("/learn/in-1-their-introduction/", **THEIR_HOST)
    assert "0 of 2 lessons done" in page.content.decode()


def test_the_way_on_from_an_answered_check_stays_in_the_trust(they, other):
    lesson = lesson_of(other.pk, LESSON)
    form = form_of(they.get("/learn/in-1-their-introduction/improvement-is-part-of-your-job/", **THEIR_HOST))

    answer = they.post(ANSWERS, form | right_answers(trust=other), follow=True, **THEIR_HOST)

    assert lesson.get_parent().title in answer.content.decode()
    assert "Introduction to improvement" not in answer.content.decode()


def test_a_question_left_out_shows_the_readers_own_lesson_again(they, other):
    form = form_of(they.get("/learn/in-1-their-introduction/improvement-is-part-of-your-job/", **THEIR_HOST))

    answer = they.post(ANSWERS, form, **THEIR_HOST)

    assert answer.status_code == 422
    assert "Their introduction" in answer.content.decode()


def test_answers_kept_lead_back_to_the_readers_own_lesson(they, other):
    form = form_of(they.get("/learn/in-1-their-introduction/improvement-is-part-of-your-job/", **THEIR_HOST))

    answer = they.post(ANSWERS, form | {"do": "keep"}, **THEIR_HOST)

    assert answer.url == "/learn/in-1-their-introduction/improvement-is-part-of-your-job/#check"


def test_the_test_is_that_of_the_readers_own_trust(they, other):
    answer = they.get("/my/test/IN-1/", **THEIR_HOST)

    assert "Their introduction" in answer.content.decode()
    assert answer.context["version"].trust_id == other.pk


def test_a_form_of_another_trust_is_refused_and_nothing_is_written(client, trust, other, learner):
    come_in(client, learner)
    form = form_of(client.get(lesson_of(trust.pk, LESSON).get_url()))
    come_in(client, learner_of(other))

    answer = client.post(ANSWERS, form | right_answers(trust=trust))

    assert answer.status_code == 403
    assert not Attempt.objects.exists()


def test_an_attempt_of_somebody_in_another_trust_is_not_there(client, trust, other, learner):
    come_in(client, learner)
    form = form_of(client.get(lesson_of(trust.pk, LESSON).get_url()))
    address = client.post(ANSWERS, form | right_answers(trust=trust)).url
    come_in(client, learner_of(other))

    assert client.get(address).status_code == 404


def test_the_command_asks_which_trust_is_meant(trust, other):
    with pytest.raises(CommandError, match="Say which trust with --trust"):
        call_command("load_curriculum")


def test_loading_one_trust_leaves_the_others_pages_as_they_are(module, other):
    assert (ModulePage.objects.count(), LessonPage.objects.count()) == (2, 4)
    assert ModulePage.objects.get(pk=module.pk).title == "Introduction to improvement"
