"""Editors take a module out, bring one in, copy one and take the draft back; nobody else does, and nobody another's."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.exchange.taking_out import NAME
from cms.models import LessonPage, ModulePage
from tests.cms.pages.conftest import come_in, editor_of, trust_with_a_framework
from tests.cms.screens.reading import words_of

pytestmark = pytest.mark.django_db
BRING = "/manage/framework/modules/bring-in/"


@pytest.fixture
def editor(client, trust, module):
    return come_in(client, editor_of(trust))


def address(module, what):
    return f"/manage/framework/modules/{module.pk}/{what}/"


def taken_out(client, module):
    answer = client.get(address(module, "file"))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_taken_out_it_is_a_file_to_keep(editor, module):
    answer = editor.get(address(module, "file"))

    assert answer.headers["Content-Disposition"] == 'attachment; filename="in-1-introduction-to-improvement.zip"'
    assert zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist() == [NAME]


def test_brought_in_under_a_code_of_its_own_looked_at_and_taken_back(editor, module):
    file = SimpleUploadedFile("module.zip", taken_out(editor, module))

    answer = editor.post(BRING, {"file": file, "code": "ZZ-1"}, follow=True)

    new = ModulePage.objects.get(code="ZZ-1")
    assert answer.redirect_chain[-1][0] == address(new, "brought-in")
    assert "Nobody but editors can see it" in words_of(answer)
    assert "ZZ-1-02" in words_of(answer)
    editor.post(address(new, "take-back"))
    assert not ModulePage.objects.filter(code="ZZ-1").exists()


def test_a_code_that_is_taken_is_said_beside_the_file(editor, module):
    answer = editor.post(BRING, {"file": SimpleUploadedFile("module.zip", taken_out(editor, module))})

    assert answer.status_code == 422
    assert "is the code of" in words_of(answer)
    assert ModulePage.objects.count() == 1


def test_what_is_no_file_is_said(editor):
    assert "Fill in" in words_of(editor.post(BRING, {}))
    assert "not a zip file" in words_of(editor.post(BRING, {"file": SimpleUploadedFile("a.zip", b"nothing")}))


def test_copied_from_the_editor_it_has_its_lessons_and_another_code(editor, module):
    sent = editor.get(f"/cms/pages/{module.pk}/copy/")
    assert sent.headers["Location"] == address(module, "copy")
    assert "Introduction to improvement (copy)" in editor.get(address(module, "copy")).content.decode()

    editor.post(address(module, "copy"), {"title": "For governors", "code": "GO-1"})

    new = ModulePage.objects.get(code="GO-1")
    assert (new.title, new.live, new.get_parent().pk) == ("For governors", False, module.get_parent().pk)
    assert [lesson.key for lesson in LessonPage.objects.child_of(new)] == ["GO-1-01", "GO-1-02"]


def test_the_editor_offers_it_where_the_module_is(editor, module):
    assert address(module, "file") in editor.get(f"/cms/pages/{module.pk}/edit/").content.decode()
    assert BRING in editor.get(f"/cms/pages/{module.get_parent().pk}/edit/").content.decode()


def test_whoever_is_no_editor_can_do_none_of_it(signed_in, module):
    for what in ("file", "copy", "brought-in"):
        assert signed_in.get(address(module, what)).status_code == 403
    assert signed_in.post(address(module, "take-back")).status_code == 403
    assert signed_in.get(BRING).status_code == 403
    assert ModulePage.objects.filter(pk=module.pk).exists()


def test_another_trusts_module_is_not_there(client, module):
    stranger = come_in(client, editor_of(trust_with_a_framework()))

    for what in ("file", "copy", "brought-in"):
        assert stranger.get(address(module, what)).status_code == 404
    assert stranger.post(address(module, "take-back")).status_code == 404
    assert ModulePage.objects.filter(pk=module.pk).exists()
