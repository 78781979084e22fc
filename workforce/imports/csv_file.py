"""Rows of a CSV file with the line each begins on. A file that was cut is refused before anything of it is taken."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from .encoding import Pieces, text_of
from .refusal import CannotReadFile

DELIMITERS = ",;\t"
LONGEST_CELL = 10_000
Row = tuple[int, list[str]]


def csv_rows(pieces: Pieces) -> Iterator[Row]:
    lines = _Lines(text_of(pieces))
    first = next(lines, "")
    reader = csv.reader(_chain(first, lines), delimiter=_delimiter(first), strict=True)
    begins, previous, width = 1, None, 0
    try:
        for cells in reader:
            if previous and any(previous[1]):
                yield previous
            previous, begins, width = (begins, cells), reader.line_num + 1, max(width, len(cells))
    except csv.Error as error:
        raise _refusal(error, begins) from None
    if previous and any(previous[1]):
        _check_not_cut(previous, width, lines.last)
        yield previous


class _Lines:
    """The lines of a text that comes in pieces; remembers the last one, which tells a file that was cut."""

    def __init__(self, text: Iterable[str]) -> None:
        self.lines = _lines(text)
        self.last = ""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.last = next(self.lines)
        return self.last


def _lines(text: Iterable[str]) -> Iterator[str]:
    rest = ""
    for piece in text:
        *whole, rest = io.StringIO(rest + piece, newline="").readlines() or [""]
        yield from whole
    if rest:
        yield rest


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _delimiter(header: str) -> str:
    return max(DELIMITERS, key=header.count)


def _check_not_cut(last: Row, width: int, line: str) -> None:
    if len(last[1]) < width and not line.endswith(("\n", "\r")):
        raise CannotReadFile(
            f"The file ends in the middle of line {last[0]}: it was probably cut while it was copied. "
            "Please export it again."
        )


def _refusal(error: csv.Error, line: int) -> CannotReadFile:
    if "unexpected end" in str(error):
        return CannotReadFile(
            f"A quotation mark opened on line {line} is never closed: the file was probably cut. "
            "Please export it again."
        )
    return CannotReadFile(f"Line {line} cannot be read as CSV: {error}.")
