"""What an editor hands in is what its name says: a page with scripts is not kept, nor a sound that is none."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.models import Document

from cms.forms.document import what_is_wrong
from tests.cms.pages.conftest import come_in, curriculum, editor_of, trust  # noqa: F401 fixtures


def packed(*names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return file.getvalue()


GOOD = {
    "notes.pdf": b"%PDF-1.7 and more",
    "plan.docx": packed("[Content_Types].xml", "word/document.xml"),
    "words.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\nGood morning",
    "talk.mp3": b"ID3\x04 and sound",
    "film.mp4": b"\x00\x00\x00\x20ftypisom",
    "list.csv": b"name,number\nAmal,3\n",
}
BAD = {
    "page.html": b"<html><script>alert(1)</script></html>",
    "drawing.svg": b"<svg onload='alert(1)'/>",
    "talk.mp3": b"no sound at all",
    "notes.pdf": b"<html><script>alert(1)</script></html>",
    "list.csv": b"  <!DOCTYPE html><script>alert(1)</script>",
    "plan.docx": packed("anything.txt"),
    "slides.pptx": b"PK\x03\x04 broken",
    "words.vtt": b"not captions",
    "without-an-ending": b"%PDF-1.7",
}


@pytest.mark.parametrize("name", GOOD)
def test_a_file_that_is_what_it_says_is_taken_and_left_at_its_beginning(name):
    file = io.BytesIO(GOOD[name])

    assert what_is_wrong(name, file) == ""
    assert file.tell() == 0


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_not_what_it_says_is_refused_in_words(name):
    words = what_is_wrong(name, io.BytesIO(BAD[name]))

    assert words.endswith(".")
    assert "not kept here" in words or "whatever its name says" in words


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["page.html", "talk.mp3"])
def test_an_editor_hands_in_no_such_file(client, trust, curriculum, name):  # noqa: F811 fixtures
    come_in(client, editor_of(trust)).get("/cms/")

    answer = client.post("/cms/documents/add/", {"title": "A file", "file": SimpleUploadedFile(name, BAD[name])})

    assert not Document.objects.exists()
    assert answer.status_code == 200
    assert "whatever its name says" in answer.content.decode() or "not kept here" in answer.content.decode()
