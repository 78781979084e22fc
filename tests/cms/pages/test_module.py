"""The module page: what is the same for everybody is made once a publication, a person's progress is read afresh."""

import datetime as dt

import pytest
from django.utils import timezone

from cms.loading.module import load_module
from cms.models import LessonPage, ModulePage
from curriculum.models import ActivityVersion
from tests.cms.screens.checks import form_of, right_answers
from tests.cms.screens.reading import words_of
from tests.factories.planned_session import booked, planned
from workforce.rules import today

from .conftest import LESSON, introduction

pytestmark = pytest.mark.django_db
MODULE = "/learn/in-1-introduction-to-improvement/"
OF_THE_REQUEST = 1  # who asks, and their menu
OF_THE_PAGE = 9  # site and home, language, home, the module as page and as itself, lessons, progress, its sessions
#                  and what of it has none
OF_THE_PLAN = 2  # whether whoever reads it teaches from it
OF_THE_WAY = 17  # what is asked of the person, what they hold and did, what is on offer, what they have booked


def test_a_module_page_asks_no_more_of_the_database_for_being_long(
    signed_in, trust, curriculum, django_assert_num_queries
):
    load_module(curriculum, introduction(), trust=trust, by=None)
    signed_in.get(MODULE)

    with django_assert_num_queries(OF_THE_REQUEST + OF_THE_PAGE + OF_THE_PLAN + OF_THE_WAY):
        signed_in.get(MODULE)


@pytest.fixture
def workshop(trust, curriculum):
    """Of a module that has a lesson and a workshop."""
    data = introduction()
    load_module(curriculum, data | {"parts": [data["parts"][0], data["parts"][-1]]}, trust=trust, by=None)
    return ActivityVersion.objects.get(activity__key="IN-1-C2")


def test_its_next_sessions_stand_beside_it_to_be_booked(signed_in, learner, workshop):
    none = words_of(signed_in.get(MODULE))
    sessions = [planned(workshop, day=today() + dt.timedelta(days=n), now=timezone.now()) for n in (3, 4)]
    booked(sessions[0], learner.person, now=timezone.now())

    page = signed_in.get(MODULE)

    assert "“Introduction to improvement, the short workshop”: no session is planned at the moment." in none
    assert "Tell me when one is planned" in none
    assert [bool(one.own) for one in page.context["sessions"]] == [True, False]
    assert f"{page.context['sessions'][0].when} Booked" in words_of(page)
    assert f"{page.context['sessions'][1].when}: book a place" in words_of(page)
    assert f"/sessions/{sessions[1].uuid}/" in page.content.decode()


def test_more_sessions_than_can_be_looked_over_are_on_a_page_of_their_own(
    signed_in, workshop, django_assert_num_queries
):
    for number in range(1, 6):
        planned(workshop, day=today() + dt.timedelta(days=number), now=timezone.now())
    signed_in.get(MODULE)

    with django_assert_num_queries(OF_THE_REQUEST + OF_THE_PAGE + OF_THE_PLAN + OF_THE_WAY + 1):
        page = signed_in.get(MODULE)

    assert len(page.context["sessions"]) == 3


def test_a_module_that_can_be_taken_in_two_ways_says_that_one_is_enough(signed_in, trust, curriculum):
    load_module(curriculum, introduction(), trust=trust, by=None)

    page = signed_in.get(MODULE)

    assert "There is more than one way to take this module. One of them is enough." in words_of(page)
    ways = [(way.name, way.time, len(way.parts)) for way in page.context["ways"]]
    assert ways == [
        ("Lessons and a short workshop", "4 hours 30 minutes", 21),
        ("A half day together", "4 hours 30 minutes", 1),
    ]
    assert ModulePage.objects.get(code="IN-1").minutes == 270


def test_a_module_without_a_choice_does_not_speak_of_ways(signed_in, module):
    assert "more than one way" not in words_of(signed_in.get(MODULE))


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
