"""Rows of the first sheet of an Excel workbook. A formula is data: it is read as it is written, never worked out."""

from __future__ import annotations

import datetime as dt
import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO, Any

import openpyxl

from .csv_file import Row
from .encoding import Pieces
from .refusal import CannotReadFile

MEBIBYTE = 1024 * 1024
LARGEST_UNPACKED = 1024 * MEBIBYTE
DAMAGED = "The workbook is damaged or was cut while it was copied. Please save it again."


def is_workbook(pieces: Pieces) -> bool:
    return next(iter(pieces()), b"").startswith(b"PK\x03\x04")


def xlsx_rows(pieces: Pieces) -> Iterator[Row]:
    with tempfile.TemporaryFile() as file:
        for piece in pieces():
            file.write(piece)
        _check(file)
        yield from _rows(file)


def _check(file: IO[bytes]) -> None:
    try:
        with zipfile.ZipFile(file) as packed:
            unpacked = sum(member.file_size for member in packed.infolist())
            sound = "xl/workbook.xml" in packed.namelist()
    except zipfile.BadZipFile:
        raise CannotReadFile(DAMAGED) from None
    if not sound:
        raise CannotReadFile("This is a packed file, but not an Excel workbook (.xlsx).")
    if unpacked > LARGEST_UNPACKED:
        raise CannotReadFile("The workbook is too large when unpacked. Save the list alone, as CSV.")


def _rows(file: IO[bytes]) -> Iterator[Row]:
    try:
        book = openpyxl.load_workbook(file, read_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for line, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            cells = [_text(value) for value in values]
            if any(cells):
                yield line, cells
    except CannotReadFile:
        raise
    except Exception as error:  # a damaged workbook can break its reader in any way
        raise CannotReadFile(DAMAGED) from error


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case dt.datetime():
            return value.date().isoformat()
        case dt.date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
