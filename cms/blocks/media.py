"""Something to hear, to see or to keep. What is said in it can always be read, and a film has captions."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

TRANSCRIPT = "Every word that is said, with who says it. Shown below for those who cannot hear, or have no sound"
SOUNDS, FILMS, CAPTIONS = {"mp3", "m4a"}, {"mp4", "webm"}, {"vtt"}
TYPES = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "mp4": "video/mp4", "webm": "video/webm"}


def checked(value: Any, **kinds: set[str]) -> Any:
    """Of each file that it is of a kind which every browser plays."""
    wrong = {
        name: ValidationError(f"Choose a file that ends in {' or '.join(f'.{one}' for one in sorted(some))}.")
        for name, some in kinds.items()
        if value[name] is not None and value[name].file_extension.lower() not in some
    }
    if wrong:
        raise StructBlockValidationError(wrong)
    return value


class MediaBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=150)
    file = DocumentChooserBlock()
    transcript = blocks.RichTextBlock(features=["bold", "italic", "ul"], help_text=TRANSCRIPT)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return context | {"type": TYPES.get(value["file"].file_extension.lower(), "") if value["file"] else ""}


class AudioBlock(MediaBlock):
    class Meta:
        icon = "media"
        template = "blocks/audio.html"

    def clean(self, value: Any) -> Any:
        return checked(super().clean(value), file=SOUNDS)


class VideoBlock(MediaBlock):
    captions = DocumentChooserBlock(help_text="The words as they are spoken: a file in the format WebVTT (.vtt)")

    class Meta:
        icon = "media"
        template = "blocks/video.html"

    def clean(self, value: Any) -> Any:
        return checked(super().clean(value), file=FILMS, captions=CAPTIONS)


class DownloadBlock(blocks.StructBlock):
    """A file to keep, such as a form to print."""

    file = DocumentChooserBlock()
    words = blocks.CharBlock(max_length=300, required=False, help_text="What it is good for")

    class Meta:
        icon = "download"
        template = "blocks/download.html"
