"""Editors take packages in, try them and choose them for a lesson; nobody else does."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.models import LessonPage
from curriculum.models import Activity, Package, PackageProgress
from curriculum.queries.activity import latest_version
from tests.cms.pages.editing import lesson_form, streamfield
from tests.factories.packages import one_piece, package_of

from .conftest import LESSON, come_in, editor_of, make_package_lesson, trust_with_a_framework

pytestmark = pytest.mark.django_db
ADDRESS = "/manage/framework/packages/"


@pytest.fixture
def editor(client, trust):
    return come_in(client, editor_of(trust))


def upload(content, name="Handover v3.zip"):
    return {"file": SimpleUploadedFile(name, content, "application/zip")}


def test_with_none_the_page_says_so(editor):
    assert "None has been handed in yet." in editor.get(ADDRESS).content.decode()


def test_a_package_is_handed_in_tried_and_listed(editor, trust):
    page = editor.post(ADDRESS, upload(one_piece().getvalue()), follow=True).content.decode()
    package = Package.objects.get()

    assert "It is taken in." in page
    assert "Safer handovers" in page
    assert "Nothing that you do in it is kept" in editor.get(f"{ADDRESS}{package.uuid}/try/").content.decode()
    assert "Safer handovers" in editor.get(ADDRESS).content.decode()
    assert not PackageProgress.objects.exists()


def test_one_that_is_not_sound_says_why_beside_the_field(editor):
    answer = editor.post(ADDRESS, upload(b"hello"))

    assert answer.status_code == 422
    assert "This is not a zip file that can be read." in answer.content.decode()
    assert not Package.objects.exists()


def test_a_retired_one_is_chosen_no_more_and_goes_on_where_it_is(editor, trust, module):
    lesson = make_package_lesson(trust)
    editor.post(f"{ADDRESS}{lesson.package.uuid}/retire/")
    form = editor.get(f"/cms/pages/{lesson.pk}/edit/").context["form"]
    other = LessonPage.objects.exclude(pk=lesson.pk).first()
    others = editor.get(f"/cms/pages/{other.pk}/edit/").context["form"]

    assert lesson.package in form.fields["package"].queryset
    assert lesson.package not in others.fields["package"].queryset


def test_only_packages_of_their_own_trust_are_offered_and_seen(editor, trust, module):
    strange = package_of(trust_with_a_framework())
    lesson = LessonPage.objects.get(key=LESSON)
    form = editor.get(f"/cms/pages/{lesson.pk}/edit/").context["form"]

    assert strange not in form.fields["package"].queryset
    for step in ("", "try/", "retire/"):
        assert editor.get(f"{ADDRESS}{strange.uuid}/{step}").status_code == 404
    assert editor.post(f"{ADDRESS}{strange.uuid}/retire/").status_code == 404
    strange.refresh_from_db()
    assert strange.retired_date is None


def test_publishing_the_lesson_publishes_which_package_it_is(trust, module):
    lesson = make_package_lesson(trust)
    version = latest_version(Activity.objects.get(trust=trust, key=LESSON))

    assert version.content == {"package": str(lesson.package.uuid)}


def test_a_lesson_is_a_package_or_has_questions_of_ours_not_both(editor, trust, module):
    lesson, package = LessonPage.objects.get(key=LESSON), package_of(trust)
    both = lesson_form(slug=lesson.slug, package=package.pk)
    answer = editor.post(f"/cms/pages/{lesson.pk}/edit/", both)
    assert "A package asks its own questions." in answer.content.decode()
    lesson.refresh_from_db()
    assert lesson.package is None

    editor.post(
        f"/cms/pages/{lesson.pk}/edit/",
        both | streamfield([]) and lesson_form(slug=lesson.slug, package=package.pk, check_questions=streamfield([])),
    )
    assert LessonPage.objects.get(key=LESSON).get_latest_revision_as_object().package == package


def test_whoever_is_no_editor_takes_none_in(client, learner):
    come_in(client, learner)

    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, upload(one_piece().getvalue())).status_code == 403
    assert not Package.objects.exists()
