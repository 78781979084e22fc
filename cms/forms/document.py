"""A file that an editor hands in is what its name says, looked at by what is in it and not by what it is called."""

from __future__ import annotations

import zipfile
from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm

BEGINS = 4096
OFFICE = {"docx": "word/", "pptx": "ppt/", "xlsx": "xl/", "odt": "mimetype", "odp": "mimetype", "ods": "mimetype"}
PLAIN = {"txt", "csv", "vtt"}
KINDS = frozenset({"pdf", "rtf", "mp3", "m4a", "mp4", "webm", "png", "jpg", "jpeg", *OFFICE, *PLAIN})
MP3 = (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")


class DocumentForm(BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data and (words := what_is_wrong(file.name, file)):
            raise ValidationError(words)
        return file


def what_is_wrong(name: str, file: Any, kinds: Collection[str] = KINDS) -> str:
    """Empty: nothing. The file is left as it was found, at its beginning."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending not in kinds:
        return f"Files of this kind are not kept here. Choose one that ends in {', '.join(sorted(kinds))}."
    file.seek(0)
    is_so = is_what_it_says(ending, file.read(BEGINS), file)
    file.seek(0)
    return (
        "" if is_so else f"This is no {ending} file, whatever its name says. Save it again as {ending} and choose it."
    )


def is_what_it_says(ending: str, begins: bytes, file: Any) -> bool:
    if ending in OFFICE:
        return _is_office(OFFICE[ending], file)
    if ending in PLAIN:
        return _is_plain(ending, begins)
    return {
        "pdf": begins.lstrip()[:5] == b"%PDF-",
        "rtf": begins.startswith(b"{\\rtf"),
        "png": begins.startswith(b"\x89PNG\r\n\x1a\n"),
        "jpg": begins.startswith(b"\xff\xd8\xff"),
        "jpeg": begins.startswith(b"\xff\xd8\xff"),
        "mp3": begins.startswith(MP3),
        "mp4": begins[4:8] == b"ftyp",
        "m4a": begins[4:8] == b"ftyp",
        "webm": begins.startswith(b"\x1a\x45\xdf\xa3"),
    }[ending]


def _is_office(inside: str, file: Any) -> bool:
    try:
        with zipfile.ZipFile(file) as packed:
            return any(name.startswith(inside) for name in packed.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def _is_plain(ending: str, begins: bytes) -> bool:
    if b"\x00" in begins or begins.lstrip().lower().startswith((b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script")):
        return False
    return ending != "vtt" or begins.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT")
