"""What is heard or seen in a lesson can be read too, a film has captions, and a file says what it is and how large."""

import pytest
from django.core.files.base import ContentFile
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.models import Document

from cms.blocks.media import AudioBlock, VideoBlock
from cms.models import LessonPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return lambda name: Document.objects.create(title=f"The {name}", file=ContentFile(b"x" * 2048, name=name))


def audio(file, **told):
    return {"title": "A porter tells", "file": file("a.mp3"), "transcript": "<p>Porter: It was the lift.</p>"} | told


def video(file, **told):
    return audio(file) | {"file": file("a.mp4"), "captions": file("a.vtt")} | told


def shown(module, client, block, value):
    lesson = LessonPage.objects.child_of(module).first()
    lesson.body = [(block, value)]
    lesson.save_revision().publish()
    return client.get(lesson.url).content.decode()


def test_a_sound_is_played_by_the_browser_and_can_be_read(module, signed_in, file):
    page = shown(module, signed_in, "audio", audio(file))

    assert '<audio controls preload="none" aria-label="A porter tells">' in page
    assert 'type="audio/mpeg"' in page
    assert "Porter: It was the lift." in page


def test_a_film_has_captions_and_can_be_read(module, signed_in, file):
    page = shown(module, signed_in, "video", video(file))

    assert '<track kind="captions"' in page
    assert "Porter: It was the lift." in page


def test_a_file_to_keep_says_what_it_is_and_how_large(module, signed_in, file):
    page = shown(module, signed_in, "download", {"file": file("form.pdf"), "words": "To print"})

    assert "Download “The form.pdf”" in page
    assert "(PDF, 2.0\xa0KB)" in page


def test_a_file_that_was_deleted_leaves_the_words(module, signed_in, file):
    page = shown(module, signed_in, "audio", audio(file) | {"file": None})

    assert "<audio" not in page
    assert "Porter: It was the lift." in page


@pytest.mark.parametrize(
    "block, told, where",
    [(AudioBlock, {"file": "a.exe"}, "file"), (VideoBlock, {"file": "a.mp3"}, "file"),
     (VideoBlock, {"captions": "a.txt"}, "captions")],
)  # fmt: skip
def test_a_file_that_no_browser_plays_is_refused_where_it_stands(file, block, told, where):
    value = (audio if block is AudioBlock else video)(file) | {name: file(named) for name, named in told.items()}

    with pytest.raises(StructBlockValidationError) as refused:
        block().clean(block().normalize(value))
    assert list(refused.value.block_errors) == [where]


@pytest.mark.parametrize("block", [AudioBlock, VideoBlock])
def test_without_its_words_nothing_is_published(file, block):
    value = (audio if block is AudioBlock else video)(file, transcript="")

    with pytest.raises(StructBlockValidationError) as refused:
        block().clean(block().normalize(value))
    assert list(refused.value.block_errors) == ["transcript"]
