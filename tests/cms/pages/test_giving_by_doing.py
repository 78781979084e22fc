"""A dose is given by what somebody does, never by a page that was opened."""

import pytest

from cms.models import LessonPage, LevelPage
from curriculum.models import Attempt, DoseEntry, Progress
from tests.cms.screens.checks import form_of, right_answers

from .conftest import LESSON

pytestmark = pytest.mark.django_db


def test_opening_a_lesson_a_module_a_level_and_the_test_gives_nothing_and_answering_does(signed_in, module):
    lesson = LessonPage.objects.get(key=LESSON)
    pages = [lesson.get_url(), module.get_url(), "/my/test/IN-1/", "/my/"]
    pages += [level.get_url() for level in LevelPage.objects.live()]

    codes = {signed_in.get(address).status_code for address in pages * 2}

    assert codes == {200}
    assert len(pages) > 4
    assert [kept.objects.count() for kept in (DoseEntry, Attempt, Progress)] == [0, 0, 0]
    signed_in.post("/my/answers/", form_of(signed_in.get(lesson.get_url())) | right_answers())
    assert DoseEntry.objects.count() == 2
