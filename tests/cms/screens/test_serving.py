"""Editors see what the framework asks for and nothing gives, and what is given and nobody asks for."""

import pytest

from curriculum.enums import ActivityKind
from curriculum.models import Skill
from tests.factories.curriculum import ActivityVersionFactory
from tests.factories.framework import small_framework
from tests.factories.hospital import client_of
from tests.factories.workforce import TrustFactory, account_with, top_of
from workforce.enums import Role

from .reading import words_of

pytestmark = pytest.mark.django_db
PAGE = "/manage/framework/serving/"
TARGETS = [
    {"skill": "M1", "depth": 1, "essential": True},
    {"skill": "M2", "depth": 2, "essential": False},
]


@pytest.fixture
def trust():
    return small_framework(TrustFactory(), targets=TARGETS).trust


@pytest.fixture
def editor(trust):
    return client_of(account_with(Role.EDITOR, top_of(trust)))


def skill(trust, code):
    return Skill.objects.get(trust=trust, code=code)


def test_a_target_that_nothing_reaches_is_listed_with_the_reason(editor, trust):
    ActivityVersionFactory(trust=trust, gives=[skill(trust, "M1"), skill(trust, "M2")])

    words = words_of(editor.get(PAGE))

    assert "1 of 2 targets can be reached" in words
    assert "Maps (not essential)" in words
    assert "What is published does not go as deep." in words
    assert "Nothing: all that modules give, some level asks for." in words


def test_a_test_of_what_is_known_teaches_nothing(editor, trust):
    ActivityVersionFactory(trust=trust, gives=[skill(trust, "M1")], activity__kind=ActivityKind.TEST)

    assert "0 of 2 targets can be reached" in words_of(editor.get(PAGE))


def test_what_another_trust_publishes_serves_nobody_here(editor, trust):
    other = small_framework(TrustFactory(), targets=TARGETS).trust
    ActivityVersionFactory(trust=other, gives=[skill(other, "M1")])

    assert "0 of 2 targets can be reached" in words_of(editor.get(PAGE))


def test_a_skill_that_no_level_asks_for_is_listed_with_what_gives_it(editor):
    trust = small_framework(TrustFactory()).trust
    ActivityVersionFactory(trust=trust, gives=[skill(trust, "M1"), skill(trust, "M2")], activity__module_key="XX-1")

    words = words_of(client_of(account_with(Role.EDITOR, top_of(trust))).get(PAGE))

    assert "XX-1" in words
    assert "No level asks for this skill." in words


def test_the_page_asks_as_often_for_many_activities_as_for_one(editor, trust, django_assert_max_num_queries):
    for _number in range(6):
        ActivityVersionFactory(trust=trust, gives=[skill(trust, "M1")])

    with django_assert_max_num_queries(20):
        editor.get(PAGE)


def test_without_a_framework_nothing_is_asked_for():
    trust = TrustFactory()

    words = words_of(client_of(account_with(Role.EDITOR, top_of(trust))).get(PAGE))

    assert "No version of the framework is in force today" in words
