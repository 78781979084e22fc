"""Packages from elsewhere are taken in whole, or not at all; what people did in one outlives its retirement."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from typing import IO, Any

from django.core.files.base import ContentFile, File
from django.db import transaction

from workforce.models import Account, Trust
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..calc.manifest import NAME, Manifest, read_manifest
from ..calc.unpacking import LIMITS, Limits, NotSound, Reading, members
from ..models import Package, PackageFile
from ..models.package import package_storage

LARGEST_IN_MEMORY = 16 * 1024 * 1024


class CannotTakePackage(Refused):
    """The package is not sound. Its text is for the reader."""


def take_package(
    *, trust: Trust, file: IO[bytes], file_name: str, by: Account | None, limits: Limits = LIMITS
) -> Package:
    """Everything in it is read, counted and kept under names of our own; a package that is not sound leaves nothing."""
    package = Package(trust=trust, file_name=file_name[-255:], recorded_by=by)
    kept: list[str] = []
    try:
        with zipfile.ZipFile(file) as packed, transaction.atomic():
            _take(package, packed, limits, kept)
            note(by=by, did="took in a package", to=package, files=len(kept))
    except BaseException as failure:
        for one in kept:
            package_storage().delete(one)
        if isinstance(failure, NotSound | zipfile.BadZipFile):
            raise CannotTakePackage(_words(failure)) from failure
        raise
    return package


@transaction.atomic
def retire_package(*, package: Package, on: dt.date, by: Account) -> None:
    """It cannot be chosen for a lesson any more. Told again, nothing changes."""
    if package.retired_date is None:
        package.retired_date = on
        package.save(update_fields=["retired_date"])
        note(by=by, did="retired a package", to=package)


def _words(failure: Exception) -> str:
    if isinstance(failure, NotSound):
        return str(failure)
    return "This is not a zip file that can be read. Choose the package as it was downloaded."


def _take(package: Package, packed: zipfile.ZipFile, limits: Limits, kept: list[str]) -> None:
    infos, reading = members(packed, limits), Reading(packed, limits)
    top = _top(infos)
    manifest = _manifest(infos, reading, top)
    names = {info.filename.removeprefix(top) for info in infos}
    _must_be_there(manifest, names)
    package.title, package.pieces = manifest.title, [asdict(piece) for piece in manifest.pieces]
    package.size = 0
    package.save()
    files = [_keep(package, info.filename.removeprefix(top), reading.parts(info), kept) for info in infos]
    package.size = sum(one.size for one in files)
    package.save(update_fields=["size"])
    PackageFile.objects.bulk_create(files)


def _top(infos: list[zipfile.ZipInfo]) -> str:
    """The folder that all of it is in: many people pack the folder, not what is in it."""
    found = min((info.filename for info in infos if info.filename.split("/")[-1] == NAME), key=len, default="")
    top = found.removesuffix(NAME)
    if not found or not all(info.filename.startswith(top) for info in infos):
        raise NotSound("There is no imsmanifest.xml at its top. Export it as SCORM 1.2 and choose that file.")
    return top


def _manifest(infos: list[zipfile.ZipInfo], reading: Reading, top: str) -> Manifest:
    info = next(info for info in infos if info.filename == f"{top}{NAME}")
    return read_manifest(b"".join(reading.parts(info)))


def _must_be_there(manifest: Manifest, names: set[str]) -> None:
    for piece in manifest.pieces:
        if piece.address not in names:
            raise NotSound(f"“{piece.title}” opens “{piece.address}”, which is not in the package.")


def _keep(package: Package, path: str, parts: Iterator[bytes], kept: list[str]) -> PackageFile:
    """`kept` has the name before anything is written: what breaks half way is found and taken away."""
    content, name = _Parts(parts), f"{package.uuid}/{len(kept)}"
    kept.append(name)
    package_storage().save(name, content)
    return PackageFile(trust=package.trust, package=package, path=path, kept=name, size=content.written)


class _Parts(File):
    """A file that is written while it is unpacked: none is ever whole in memory."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        super().__init__(ContentFile(b"").file)
        self.parts, self.written = parts, 0

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        for part in self.parts:
            self.written += len(part)
            yield part

    def multiple_chunks(self, chunk_size: int | None = None) -> bool:
        return True

    def seek(self, *_: Any) -> int:
        return 0
