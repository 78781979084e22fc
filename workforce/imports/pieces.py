"""The file as it was handed in, a piece at a time."""

from __future__ import annotations

from collections.abc import Iterator

from ..models import ImportRun
from .encoding import Pieces
from .xlsx_file import is_workbook


def pieces_of(run: ImportRun) -> Pieces:
    def pieces() -> Iterator[bytes]:
        number = 0
        while piece := run.pieces.filter(number=number).first():
            yield bytes(piece.content)
            number += 1

    return pieces


def lines_of(run: ImportRun) -> int:
    """About how many lines there are, for the progress bar; 0 where only reading tells."""
    pieces = pieces_of(run)
    return 0 if is_workbook(pieces) else sum(piece.count(b"\n") for piece in pieces())
