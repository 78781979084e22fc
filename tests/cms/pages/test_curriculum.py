"""Home, curriculum and level: what there is to learn, each module once and in order."""

from uuid import uuid4

import pytest
from django.utils.timezone import localdate

from cms.loading.module import load_module
from curriculum.models import ActivityVersion
from curriculum.services.attempt import answer_check
from tests.cms.screens.checks import right_answers

from .conftest import LESSON, two_lessons

pytestmark = pytest.mark.django_db
OF_THE_PAGE, OF_THE_WAY = 9, 17


def load(trust, curriculum, code, *levels):
    data = two_lessons() | {"code": code, "title": f"Module {code}", "levels": list(levels), "parts": []}
    load_module(curriculum, data | {"know_this_already": None}, trust=trust, by=None)


def test_each_module_stands_once_under_the_first_level_that_it_serves(signed_in, trust, curriculum):
    for code, *levels in (("FA-10", "L5", "L4"), ("FA-2", "L4"), ("XX-1",), ("IN-1", "L1")):
        load(trust, curriculum, code, *levels)

    groups = signed_in.get("/learn/").context["groups"]

    assert [(name, [module.code for module in modules]) for name, modules in groups] == [
        ("Everyone", ["IN-1"]),
        ("Improvement coaches", ["FA-2", "FA-10"]),
        ("", ["XX-1"]),
    ]


def test_the_curriculum_asks_no_more_of_the_database_for_more_modules(
    signed_in, trust, curriculum, django_assert_num_queries
):
    load(trust, curriculum, "IN-1", "L1")
    signed_in.get("/learn/")
    with django_assert_num_queries(OF_THE_PAGE + OF_THE_WAY):
        signed_in.get("/learn/")
    load(trust, curriculum, "IN-2", "L1", "L2")
    load(trust, curriculum, "IN-3", "L2")

    with django_assert_num_queries(OF_THE_PAGE + OF_THE_WAY):
        signed_in.get("/learn/")


def test_what_is_mine_stands_first_by_what_is_left_booked_and_done(signed_in, learner, trust, curriculum):
    load_module(curriculum, two_lessons(), trust=trust, by=None)
    load(trust, curriculum, "IN-2", "L1")
    before = signed_in.get("/learn/").context["mine"]
    for lesson in (LESSON, "IN-1-02"):
        version = ActivityVersion.objects.get(activity__key=lesson)
        told = {"person": learner.person, "version": version, "attempt": uuid4(), "on": localdate(), "by": learner}
        right = {key: [int(place) for place in places] for key, places in right_answers(lesson).items()}
        answer_check(answers=right, **told)

    after = signed_in.get("/learn/")

    assert ([one.code for one in before.for_you], before.done) == (["IN-1"], [])
    assert ([one.code for one in after.context["mine"].done]) == ["IN-1"]
    assert "Everything there is" in after.content.decode()


def test_a_level_says_what_it_asks_for_and_which_modules_serve_it(signed_in, trust, curriculum):
    load(trust, curriculum, "IN-1", "L1")

    page = signed_in.get("/learn/level-l1/").content.decode()

    assert ("What it asks for" in page, "Module IN-1" in page) == (True, True)


def test_home_leads_to_my_capability_and_to_what_there_is_to_learn(signed_in, curriculum):
    page = signed_in.get("/").content.decode()

    assert ('href="/my/"' in page, 'href="/learn/"' in page) == (True, True)
