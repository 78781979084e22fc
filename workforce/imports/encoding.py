"""Bytes become text: UTF-8 with or without its mark, UTF-16 with it, or Windows-1252. Rubbish is refused."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator

from .refusal import CannotReadFile

Pieces = Callable[[], Iterable[bytes]]
NOT_TEXT = frozenset(range(0x20)) - set(b"\t\n\r\f\x1a")
RUBBISH = "This is not a text file. Save the list as CSV (comma delimited) or as an Excel workbook (.xlsx)."
OLD_WORKBOOK = (
    "This is a workbook of an old kind of Excel (.xls). Open it and save it as an Excel workbook (.xlsx) or as CSV."
)
NO_MARK = "The file is written in UTF-16 and does not say so. Save it as CSV UTF-8 (comma delimited)."
STARTS_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
MIXED = (
    "The file mixes two ways of writing letters: some of its names would be spoilt, such as “{}”. "
    "Save it as CSV UTF-8 (comma delimited) and look at those names."
)
WRITTEN_TWICE = re.compile(rb"[\w' -]{0,20}(?:[\xc3-\xc5][\x80-\xbf]|\xe2\x80[\x80-\xbf])[\w' -]{0,20}")
CUT = "The file ends in the middle of a letter: it was probably cut while it was copied. Please export it again."


def text_of(pieces: Pieces) -> Iterator[str]:
    """The text, piece by piece. The file is gone through once before, so that a late fault refuses all of it."""
    encoding = _encoding_of(pieces)
    decoder = codecs.getincrementaldecoder(encoding)()
    for piece in pieces():
        yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)


def _encoding_of(pieces: Pieces) -> str:
    start = next(iter(pieces()), b"")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(pieces, "utf-16")
    if any(NOT_TEXT.intersection(piece) for piece in pieces()):
        raise CannotReadFile(_why_not_text(start))
    try:
        return _checked(pieces, "utf-8-sig")
    except UnicodeDecodeError:
        return _not_mixed(pieces, _checked(pieces, "cp1252"))


def _not_mixed(pieces: Pieces, encoding: str) -> str:
    """Letters of UTF-8 among others: two lists were put together, and no one way of reading is right for both."""
    for piece in pieces():
        if found := WRITTEN_TWICE.search(piece):
            raise CannotReadFile(MIXED.format(found[0].decode(encoding, "replace").strip()))
    return encoding


def _why_not_text(start: bytes) -> str:
    if start.startswith(STARTS_OLD_WORKBOOK):
        return OLD_WORKBOOK
    halves = start[:200:2], start[1:200:2]
    return NO_MARK if len(start) > 1 and any(not half.strip(b"\0") for half in halves) else RUBBISH


def _checked(pieces: Pieces, encoding: str) -> str:
    """The encoding, if all of the file keeps to it."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for piece in pieces():
            decoder.decode(piece)
    except UnicodeDecodeError:
        if encoding == "utf-8-sig":
            raise
        raise CannotReadFile(RUBBISH) from None
    _check_end(decoder)
    return encoding


def _check_end(decoder: codecs.IncrementalDecoder) -> None:
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise CannotReadFile(CUT) from None
