"""Headers differ from export to export: each field of ours is found by any of its names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from .csv_file import Row, csv_rows
from .encoding import Pieces
from .refusal import CannotReadFile
from .xlsx_file import is_workbook, xlsx_rows

TITLE_LINES = 10  # an export may begin with a title or two


@dataclass(frozen=True, slots=True)
class Profile:
    """The fields of a kind of file, each with the headers it goes by; one of each group of `needed` must be there."""

    aliases: Mapping[str, Sequence[str]]
    needed: Sequence[Sequence[str]]

    def fields_of(self, cells: Sequence[str]) -> dict[str, int]:
        """Which column holds which field; the first one that fits."""
        names = {_plain(alias): field for field, aliases in self.aliases.items() for alias in (field, *aliases)}
        found: dict[str, int] = {}
        for column, header in enumerate(cells):
            field = names.get(_plain(header))
            if field:
                found.setdefault(field, column)
        return found


@dataclass(frozen=True, slots=True)
class Table:
    """A file whose header was understood: its columns, and its rows to come."""

    columns: dict[str, int]
    header: list[str]
    rows: Iterator[Row]

    def values(self, cells: Sequence[str]) -> dict[str, str]:
        return {field: cells[column].strip() for field, column in self.columns.items() if column < len(cells)}

    @property
    def unused(self) -> list[str]:
        used = set(self.columns.values())
        return [name for column, name in enumerate(self.header) if column not in used and name]


def table(pieces: Pieces, profile: Profile) -> Table:
    rows = xlsx_rows(pieces) if is_workbook(pieces) else csv_rows(pieces)
    passed: list[Row] = []
    for line, cells in rows:
        columns = profile.fields_of(cells)
        if _has_what_is_needed(columns, profile):
            return Table(columns, cells, rows)
        passed.append((line, cells))
        if len(passed) == TITLE_LINES:
            break
    raise _refusal(passed, profile)


def _has_what_is_needed(columns: Mapping[str, int], profile: Profile) -> bool:
    return all(any(field in columns for field in group) for group in profile.needed)


def _refusal(passed: list[Row], profile: Profile) -> CannotReadFile:
    if not passed:
        return CannotReadFile("The file is empty.")
    best = max((profile.fields_of(cells) for _line, cells in passed), key=len)
    missing = [group for group in profile.needed if not any(field in best for field in group)]
    words = " and ".join(" or ".join(f"“{profile.aliases[field][0]}”" for field in group) for group in missing)
    seen = ", ".join(f"“{name}”" for name in chain(passed[0][1]) if name)
    return CannotReadFile(f"The file has no column {words}. Its first line is: {seen[:300]}.")


def _plain(header: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", header.lower()).strip()
