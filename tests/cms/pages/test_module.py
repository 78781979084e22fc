"""The module page: what is the same for everybody is made once a publication, a person's progress is read afresh."""

import datetime as dt

import pytest

from cms.loading.module import load_module
from cms.models import LessonPage, ModulePage
from tests.cms.screens.checks import form_of, right_answers

from .conftest import LESSON, introduction

pytestmark = pytest.mark.django_db
MODULE = "/learn/in-1-introduction-to-improvement/"
OF_THE_REQUEST = 3  # session, account, menu
OF_THE_PAGE = 7  # site and home, language, home itself, the module as page and as itself, lessons, progress


def test_a_module_page_asks_no_more_of_the_database_for_being_long(
    signed_in, trust, curriculum, django_assert_num_queries
):
    load_module(curriculum, introduction(), trust=trust, by=None)
    signed_in.get(MODULE)

    with django_assert_num_queries(OF_THE_REQUEST + OF_THE_PAGE):
        signed_in.get(MODULE)


def test_what_a_person_has_done_is_read_afresh(signed_in, module):
    assert "0 of 2 lessons done" in signed_in.get(MODULE).content.decode()

    lesson = LessonPage.objects.get(key=LESSON)
    signed_in.post("/my/answers/", form_of(signed_in.get(lesson.get_url())) | right_answers())

    assert "1 of 2 lessons done" in signed_in.get(MODULE).content.decode()


def test_a_publication_is_seen_at_once(signed_in, module):
    signed_in.get(MODULE)
    module.sign_off = "<p>Somebody else now.</p>"
    parts = list(module.parts.all())
    parts[0].title = "Another title of a part"
    module.parts = parts
    module.save_revision().publish()

    page = signed_in.get(MODULE).content.decode()

    assert ("Somebody else now." in page, "Another title of a part" in page) == (True, True)


def test_a_draft_is_seen_by_nobody(signed_in, module):
    module.sign_off = "<p>Somebody else now.</p>"
    module.save_revision()

    assert "Somebody else now." not in signed_in.get(MODULE).content.decode()


def test_a_lesson_that_is_withdrawn_is_no_longer_led_to(signed_in, module):
    assert "improvement-is-part-of-your-job" in signed_in.get(MODULE).content.decode()

    LessonPage.objects.get(key=LESSON).unpublish()

    assert "improvement-is-part-of-your-job" not in signed_in.get(MODULE).content.decode()


def test_a_module_that_will_be_withdrawn_says_until_when_it_can_be_learned(signed_in, module):
    before = signed_in.get(MODULE).content.decode()
    ModulePage.objects.filter(pk=module.pk).update(expire_at=dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC))

    after = signed_in.get(MODULE).content.decode()

    assert "This can be learned until" not in before
    assert "This can be learned until 1 March 2027. What it has given you stays yours." in after
