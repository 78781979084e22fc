"""What is in a zip file that somebody else made, looked through before anything of it is believed.

Nothing is ever written under a name that a package chose, so that no name can lead out of its folder; yet names that
try are refused, since whoever made them meant no good. Sizes are counted while reading: what a zip says of itself may
be a lie.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

AT_ONCE = 64 * 1024
OF_THE_DESKTOP = {".DS_Store", "Thumbs.db", "desktop.ini"}
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)
USUAL_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class NotSound(ValueError):
    """The file cannot be taken. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class Limits:
    files: int = 5_000
    bytes: int = 600 * 1024 * 1024
    ratio: int = 200  # how much more a file may be than its packed form; no honest one is
    name: int = 240


LIMITS = Limits()


def members(packed: zipfile.ZipFile, limits: Limits = LIMITS) -> list[zipfile.ZipInfo]:
    """The files in it, folders and what a desktop added left out, once all of their names are sound."""
    infos = packed.infolist()
    if len(infos) > limits.files:
        raise NotSound(f"It has more than {limits.files:,} files. Leave out what its pages do not need.")
    seen: dict[str, str] = {}
    for info in infos:
        _check(info, limits)
        info.filename = _as_written(info)
        _only_once(info.filename, seen)
    if sum(info.file_size for info in infos) > limits.bytes:
        raise NotSound(_too_big(limits))
    return [info for info in infos if not info.is_dir() and not _is_of_the_desktop(info.filename)]


def _as_written(info: zipfile.ZipInfo) -> str:
    """Some tools of Windows part their folders the other way."""
    return info.orig_filename.replace("\\", "/")


def _is_of_the_desktop(name: str) -> bool:
    """What Finder and Explorer put beside one's files when a folder is packed."""
    return name.startswith("__MACOSX/") or name.split("/")[-1] in OF_THE_DESKTOP


def _only_once(name: str, seen: dict[str, str]) -> None:
    """On many machines `A.js` and `a.js` are one file: a package that has both is two packages."""
    other = seen.setdefault(name.rstrip("/").casefold(), name)
    if other is not name:
        raise NotSound(f"“{other}” and “{name}” are the same name. Ask whoever made the package to pack it again.")


def _check(info: zipfile.ZipInfo, limits: Limits) -> None:
    name, mode = _as_written(info), info.external_attr >> 16
    steps = name.rstrip("/").split("/")
    if not name or "\x00" in name or any(ord(sign) < 32 for sign in name) or len(name) > limits.name:
        raise NotSound("A name in it is empty, too long or has signs that no name has.")
    if name.startswith("/") or ":" in name or any(step in ("", ".", "..") for step in steps):
        raise NotSound(f"“{name}” would be written outside the package. It is not taken.")
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise NotSound(f"“{name}” is a link or a device, not a file. It is not taken.")
    if info.flag_bits & 0x1:
        raise NotSound("It is locked with a password. Ask for one that is not.")
    if info.compress_type not in USUAL_METHODS:
        raise NotSound(f"“{name}” is packed in a way that is not read here. Pack it as an ordinary zip file.")


class Reading:
    """Reads the files of one package and counts what comes out, all of them together."""

    def __init__(self, packed: zipfile.ZipFile, limits: Limits = LIMITS) -> None:
        self.packed, self.limits, self.read = packed, limits, 0

    def parts(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """Raises NotSound where it is broken, or where more comes out than can be honest."""
        most = max(info.compress_size, 1024) * self.limits.ratio
        try:
            with self.packed.open(info) as opened:
                yield from self._counted(opened, most)
        except NotSound:
            raise
        except BROKEN as broken:
            raise NotSound(f"“{info.filename}” is broken. Download the package again.") from broken

    def _counted(self, opened: IO[bytes], most: int) -> Iterator[bytes]:
        of_this = 0
        while part := opened.read(AT_ONCE):
            self.read += len(part)
            of_this += len(part)
            if self.read > self.limits.bytes or of_this > most:
                raise NotSound(_too_big(self.limits))
            yield part


def _too_big(limits: Limits) -> str:
    return f"Unpacked it is more than {limits.bytes // 1024**2} MB, or far more than an honest file could be."
