import datetime as dt

import pytest

from cms.models import LessonPage
from tests.cms.pages.conftest import (  # noqa: F401 fixtures
    LESSON,
    come_in,
    curriculum,
    editor_of,
    learner,
    learner_of,
    module,
    trust,
    trust_with_a_framework,
)
from tests.factories.packages import package_of


@pytest.fixture(autouse=True)
def store(package_store):
    return package_store


@pytest.fixture(autouse=True)
def clock(time_machine):
    """Yesterday, so that later today is no day to come."""
    time_machine.move_to(dt.datetime.now(dt.UTC) - dt.timedelta(days=1), tick=True)
    return time_machine


def make_package_lesson(trust, file=None):  # noqa: F811 a fixture's name
    """The first lesson of the module becomes a package, as an editor would publish it."""
    lesson = LessonPage.objects.get(key=LESSON)
    lesson.package, lesson.check_questions = package_of(trust, file), []
    lesson.save_revision().publish()
    return LessonPage.objects.get(key=LESSON)
