"""Links that lead nowhere are found, with the page to mend, and only of one's own trust's published pages."""

import pytest

from cms.models import LessonPage
from tests.cms.pages.conftest import (  # noqa: F401 fixtures
    curriculum,
    editor_of,
    learner_of,
    module,
    trust,
    trust_with_a_framework,
    two_lessons,
)
from tests.factories.hospital import client_of

from .reading import words_of

pytestmark = pytest.mark.django_db
PAGE = "/manage/framework/links/"


@pytest.fixture
def lessons(module):  # noqa: F811 fixtures
    """The first links to the second."""
    first, second = LessonPage.objects.child_of(module).order_by("path")
    first.body = [("text", f'<p>See <a linktype="page" id="{second.pk}">the next one</a>.</p>')]
    first.save_revision().publish()
    return first, second


@pytest.fixture
def editor(trust):  # noqa: F811 fixtures
    return client_of(editor_of(trust))


def test_a_link_that_leads_somewhere_is_not_listed(lessons, editor):
    assert "None: every link" in words_of(editor.get(PAGE))


def test_a_link_to_a_page_that_is_withdrawn_is_listed_with_both(lessons, editor):
    first, second = lessons
    second.unpublish()

    [link] = editor.get(PAGE).context["links"]

    assert (link.page.pk, link.to, link.why) == (first.pk, second.title, "It is not published.")
    assert f"/cms/pages/{first.pk}/edit/" in editor.get(PAGE).content.decode()


def test_a_link_to_a_page_that_is_gone_is_listed(lessons, editor):
    first, second = lessons
    second.delete()

    [link] = editor.get(PAGE).context["links"]

    assert (link.page.pk, link.to) == (first.pk, "a page that was deleted")


def test_a_link_of_a_page_that_nobody_reads_is_not_listed(lessons, editor):
    first, second = lessons
    second.unpublish()
    first.unpublish()

    assert editor.get(PAGE).context["links"] == []


def test_another_trusts_editor_sees_none_of_it_and_staff_see_no_list(lessons):
    first, second = lessons
    second.unpublish()
    other = trust_with_a_framework()

    assert client_of(editor_of(other)).get(PAGE).context["links"] == []
    assert client_of(learner_of(other)).get(PAGE).status_code == 403
