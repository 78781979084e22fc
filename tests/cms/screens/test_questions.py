"""Editors see how questions are answered, by everybody's first answer, and of few people nothing."""

import copy

import pytest
from django.utils import timezone

from cms.loading.files import CONTENT, read
from cms.loading.module import load_module
from cms.models import ModulePage
from curriculum.models import ActivityVersion, Attempt
from tests.cms.pages.conftest import curriculum, editor_of, module, trust  # noqa: F401 fixtures
from tests.factories.hospital import client_of
from tests.factories.workforce import AccountFactory, PersonFactory, TrustFactory, account_with, top_of
from workforce.enums import Role

from .reading import words_of

pytestmark = pytest.mark.django_db
PAGE = "/manage/framework/questions/"
KEY = "IN-1-01-Q1"


@pytest.fixture
def version(module):  # noqa: F811 fixtures
    return ActivityVersion.objects.get(activity__key="IN-1-01", trust=module_trust(module))


def module_trust(module):  # noqa: F811 fixtures
    return ActivityVersion.objects.filter(activity__key="IN-1-01").first().trust_id


@pytest.fixture
def editor(trust):  # noqa: F811 fixtures
    return client_of(editor_of(trust))


def answered(version, chosen, people=None, number=1):
    """By so many people, each for the first time unless they are named."""
    for person in people or [PersonFactory(trust=version.trust) for _ in range(number)]:
        Attempt.objects.create(
            trust=version.trust, person=person, version=version, answered_at=timezone.now(), answers={KEY: [chosen]},
            score=0, passed=False,
        )  # fmt: skip


def line(editor):
    lines = editor.get(PAGE, {"module": "IN-1"}).context["lines"]
    return next(one for one in lines if one.prompt.startswith("What made the change in the linen story"))


def test_the_share_right_at_first_and_the_wrong_answer_of_most_are_told(version, editor):
    answered(version, 1, number=6)
    answered(version, 3, number=9)
    answered(version, 0, number=1)

    told = line(editor)

    assert (told.people, told.share, told.remark) == ("16", "38%", "hard")
    assert told.wrong == "A manager had approved it, and it was written into the ward's plan (56%)"


def test_a_second_go_of_the_same_person_is_not_counted(version, editor):
    people = [PersonFactory(trust=version.trust) for _ in range(10)]
    answered(version, 0, people)
    answered(version, 1, people)

    assert (line(editor).people, line(editor).share) == ("10", "0%")


def test_of_few_people_nothing_is_shown_and_of_few_who_chose_it_not_what_they_chose(version, editor):
    answered(version, 0, number=7)
    assert (line(editor).people, line(editor).share, line(editor).wrong) == ("fewer than 8 people", "", "")

    answered(version, 1, number=20)
    assert (line(editor).people, line(editor).share, line(editor).wrong) == ("27", "74%", "")


def test_answers_to_other_words_tell_nothing_of_todays_question(version, editor):
    answered(version, 1, number=12)
    content = copy.deepcopy(version.content)
    content["questions"][0]["prompt"] = "What made the change in the linen story better?"
    ActivityVersion.objects.create(
        trust=version.trust, activity=version.activity, number=2, minutes=8, state="PUBLISHED", content=content,
        published_at=timezone.now(),
    )  # fmt: skip

    lines = editor.get(PAGE, {"module": "IN-1"}).context["lines"]

    assert next(one for one in lines if one.prompt.endswith("story better?")).people == "nobody yet"


def test_another_trusts_answers_are_not_counted(version, editor):
    other = account_with(Role.EDITOR, top_of(TrustFactory()))
    answered(version, 1, number=12)

    assert client_of(other).get(PAGE).context["lines"] == []
    assert client_of(other).get(PAGE, {"module": "IN-1"}).status_code == 400


@pytest.mark.parametrize("role", [Role.STAFF, Role.UNIT_MANAGER, Role.COACH])
def test_only_those_who_keep_the_curriculum_see_it(version, role):
    answered(version, 1, number=12)
    reader = client_of(account_with(role, top_of(version.trust)))

    assert reader.get(PAGE).status_code == 403
    assert client_of(AccountFactory(trust=version.trust)).get(PAGE).status_code == 403


def test_a_module_that_is_none_is_refused(editor):
    assert "There is no such module." in words_of(editor.get(PAGE, {"module": "nonsense"}))


def test_only_modules_that_ask_something_are_offered_and_the_first_of_them_is_open(curriculum, version, trust, editor):  # noqa: F811 fixtures
    silent = read(CONTENT / "modules" / "FA-1.yml") | {"code": "AA-1", "title": "A quiet day"}
    load_module(curriculum, silent, trust=trust, by=None)
    ModulePage.objects.get(code="AA-1").move(curriculum, pos="first-child")

    page, asked = editor.get(PAGE), editor.get(PAGE, {"module": "AA-1"})

    assert [code for code, _title in page.context["modules"]] == ["IN-1"]
    assert page.context["module"] == "IN-1"
    assert "This module asks no questions." in words_of(asked)
