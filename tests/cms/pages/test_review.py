"""An editor has a colleague read a page before it is published; nobody approves what they asked for themselves."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState

from cms.models import LessonPage
from curriculum.models import ActivityVersion

from .conftest import LESSON, come_in, editor_of, trust_with_a_framework
from .editing import lesson_form

pytestmark = pytest.mark.django_db


def editor_in(trust):
    client = come_in(Client(), editor_of(trust))
    client.get("/cms/")  # whoever steps in is made one of the trust's editors
    return client


@pytest.fixture
def lesson(module):
    return LessonPage.objects.get(key=LESSON)


def submitted(editor, lesson):
    form = lesson_form(title="Read by two", slug=lesson.slug, key=LESSON, pass_mark=60)
    editor.post(f"/cms/pages/{lesson.pk}/edit/", form | {"action-submit": "1"})
    return TaskState.objects.get()


def decide(editor, lesson, state, action):
    address = reverse("wagtailadmin_pages:workflow_action", args=[lesson.pk, action, state.pk])
    return editor.post(address, {"next": "/cms/", "comment": ""})


def marks():
    return [*ActivityVersion.objects.filter(activity__key=LESSON).values_list("content__pass_mark", flat=True)]


def test_a_page_that_was_submitted_is_published_when_a_colleague_approves_it(trust, lesson):
    state = submitted(editor_in(trust), lesson)
    before = marks()

    decide(editor_in(trust), lesson, state, "approve")

    lesson.refresh_from_db()
    assert (lesson.title, before, sorted(marks())) == ("Read by two", [75], [60, 75])


def test_nobody_approves_what_they_submitted_themselves(trust, lesson):
    editor = editor_in(trust)
    state = submitted(editor, lesson)

    decide(editor, lesson, state, "approve")

    lesson.refresh_from_db()
    state.refresh_from_db()
    assert (state.status, lesson.title == "Read by two", marks()) == ("in_progress", False, [75])


def test_an_editor_of_another_trust_approves_nothing_here(trust, lesson):
    state = submitted(editor_in(trust), lesson)
    stranger = editor_in(trust_with_a_framework())

    decide(stranger, lesson, state, "approve")

    state.refresh_from_db()
    assert (state.status, marks()) == ("in_progress", [75])


def test_changes_that_a_colleague_asks_for_leave_the_page_as_it_was(trust, lesson):
    state = submitted(editor_in(trust), lesson)

    decide(editor_in(trust), lesson, state, "reject")

    state.refresh_from_db()
    assert (state.status, marks()) == ("rejected", [75])
