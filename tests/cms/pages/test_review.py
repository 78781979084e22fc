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


def test_whoever_asked_a_colleague_does_not_publish_past_them(trust, lesson):
    editor = editor_in(trust)
    submitted(editor, lesson)
    form = lesson_form(title="Past them", slug=lesson.slug, key=LESSON, pass_mark=60)

    answer = editor.post(f"/cms/pages/{lesson.pk}/edit/", form | {"action-publish": "1"}, follow=True)

    lesson.refresh_from_db()
    assert "A colleague is reading this." in answer.content.decode()
    assert (lesson.title == "Past them", marks()) == (False, [75])
    assert lesson.get_latest_revision().as_object().title == "Past them"


def test_a_colleagues_eyes_stand_before_publishing_oneself(trust, lesson):
    page = editor_in(trust).get(f"/cms/pages/{lesson.pk}/edit/").content.decode()

    assert page.index('name="action-submit"') < page.index('name="action-publish"')


def test_the_only_editor_is_told_that_nobody_can_read_it_and_one_of_two_is_not(trust, lesson):
    alone = editor_in(trust)
    form = lesson_form(title="Read by two", slug=lesson.slug, key=LESSON) | {"action-submit": "1"}
    told = alone.post(f"/cms/pages/{lesson.pk}/edit/", form, follow=True).content.decode()
    editor_in(trust)
    again = alone.post(f"/cms/pages/{lesson.pk}/edit/", form, follow=True).content.decode()

    words = "You are the only editor of your trust, so nobody can read this yet."
    assert (words in told, words in again) == (True, False)


def test_what_nobody_else_has_read_is_said_to_be_so(trust, lesson):
    form = lesson_form(title="Mine alone", slug=lesson.slug, key=LESSON) | {"action-publish": "1"}

    page = editor_in(trust).post(f"/cms/pages/{lesson.pk}/edit/", form, follow=True).content.decode()

    assert "Nobody but you has read this." in page


def test_the_report_of_what_waits_names_nobody_of_another_trust(trust, lesson):
    submitted(editor_in(trust), lesson)
    stranger = editor_in(trust_with_a_framework())
    asked = TaskState.objects.get().workflow_state.requested_by

    assert asked.username not in stranger.get("/cms/reports/workflow/").content.decode()
