"""The pictures and documents of a module: taken along into its file, and given a place in a trust's collection."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Mapping
from functools import partial
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField
from wagtail.models import Collection

from curriculum.calc.unpacking import NotSound

from .limits import DOCUMENTS

Told = dict[str, dict[str, str]]
IN_MEMORY = 5 * 1024 * 1024


def model_of(kind: str) -> Any:
    return get_image_model() if kind == "image" else get_document_model()


class Taken:
    """What a module's file takes along: `told` by name, `files` the bytes."""

    def __init__(self) -> None:
        self.told: Told = {}
        self.files: dict[str, Any] = {}

    def document(self, pk: str) -> str:
        return self.take("document", int(pk)) or "" if pk.isdecimal() else ""

    def take(self, kind: str, pk: int | None) -> str | None:
        """The name under which it goes along. What is not there any more does not."""
        found = model_of(kind).objects.filter(pk=pk).first() if pk else None
        if found is None:
            return None
        with found.file.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        ending = PurePosixPath(found.file.name).suffix.lower()
        name = f"media/{digest[:40]}{ending}"
        self.told[name] = {"kind": kind, "title": found.title, "file_name": PurePosixPath(found.file.name).name}
        self.files[name] = found.file
        return name


class Given:
    """What a file brought, made in the trust's collection when first asked for; the same file is there once."""

    def __init__(self, packed: zipfile.ZipFile, told: Mapping[str, Any], collection: Collection, by: Any) -> None:
        self.packed, self.told, self.collection, self.by = packed, told, collection, by
        self.names = {*packed.namelist()}
        self.made: dict[str, Any] = {}
        self.new: list[Any] = []

    def document(self, name: str) -> str:
        return str(self.give("document", name) or "")

    def give(self, kind: str, name: Any) -> int | None:
        if name is None:
            return None
        told = self.told.get(name) if isinstance(name, str) else None
        if told is None or told["kind"] != kind or name not in self.names:
            raise NotSound("A picture or document that it speaks of is not in it. Take it out of its site again.")
        if name not in self.made:
            self.made[name] = self._there(kind, name, told)
        pk: int = self.made[name].pk
        return pk

    def _there(self, kind: str, name: str, told: Mapping[str, str]) -> Any:
        with SpooledTemporaryFile(max_size=IN_MEMORY) as content, self.packed.open(name) as packed:
            shutil.copyfileobj(packed, content)
            content.seek(0)
            same = hashlib.file_digest(content, partial(hashlib.sha1, usedforsecurity=False)).hexdigest()
            own = model_of(kind).objects.filter(collection=self.collection)
            return own.filter(file_hash=same).first() or self._make(kind, content, told)

    def _make(self, kind: str, content: Any, told: Mapping[str, str]) -> Any:
        content.seek(0)
        file = File(content, name=PurePosixPath(told["file_name"]).name[-100:])
        _must_be_sound(kind, file)
        made = model_of(kind)(title=told["title"][:255], file=file, collection=self.collection)
        made.uploaded_by_user = self.by
        made.save()
        self.new.append(made)
        made.get_file_hash()
        return made


def _must_be_sound(kind: str, file: File[bytes]) -> None:
    """A picture is opened, and a document of a kind that editors hand in themselves."""
    try:
        if kind == "image":
            WagtailImageField().clean(file)
    except ValidationError as wrong:
        raise NotSound(f"The picture {file.name} cannot be taken: {' '.join(wrong.messages)}") from wrong
    if kind == "document" and PurePosixPath(str(file.name)).suffix.lower().lstrip(".") not in DOCUMENTS:
        raise NotSound(f"The document {file.name} is of a kind that is not taken.")
