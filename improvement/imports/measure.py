"""Points out of a spreadsheet, pasted or as a CSV file: parse -> plan -> apply. Nothing is kept before it was seen.

A line is a day and a value; of a measure with two counts a day and the counts. A line of headings may say otherwise.
What cannot be read is told line by line, with why; blank lines are nothing.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from workforce.imports.cells import day as day_in_a_cell
from workforce.imports.csv_file import csv_rows
from workforce.imports.encoding import Pieces
from workforce.imports.refusal import BadCell, CannotReadFile
from workforce.models import Account

from ..calc.point import Compared, Point, compare, counted
from ..calc.written_value import NotAValue, written_value
from ..models import Measure
from ..queries.measure_point import known_points
from ..services.measure_point import FIRST_YEAR, LONGEST_NOTE, Kept, keep_points

MOST_LINES = 1_000
HEADS = {
    "date": ("date", "day", "week", "month", "week beginning", "week commencing", "w/c", "when"),
    "value": ("value", "result", "measure", "y", "per cent", "%"),
    "numerator": ("numerator", "count", "n"),
    "denominator": ("denominator", "out of", "total", "of"),
    "note": ("note", "notes", "comment", "comments", "annotation"),
}
MONTHS_ONLY = ("%b-%y", "%b %y", "%b-%Y", "%b %Y", "%B %Y", "%B-%Y")
DAY_OF_THE_WEEK = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[,. ]+(?=\d)", re.IGNORECASE)
ENDING = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE)
THOUSANDS = re.compile(r"-?£?\d{1,3}(,\d{3})+(\.\d+)?\s*%?", re.ASCII)
DAY_THEN_MONTH = "Write the day first, then the month, such as 12/3/2026 or 12 March 2026."


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that is left out, and why."""

    number: int
    text: str
    why: str


@dataclass(slots=True)
class Parsed:
    points: list[Point] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    headings: int | None = None  # the line that was taken for them


@dataclass(frozen=True, slots=True)
class Plan:
    compared: Compared
    unread: list[Unread]
    headings: int | None
    looks_like_shares: bool  # in per cent, and none above 1: Excel's way to keep 85 % is 0.85

    @property
    def to_keep(self) -> list[Point]:
        return [*self.compared.new, *(told for _, told in self.compared.changed)]

    @property
    def mark(self) -> str:
        """The same as long as the same would be written: what was looked at is what is kept."""
        said = repr((self.compared.new, self.compared.changed))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def text_of_file(pieces: Pieces) -> str:
    """A CSV file as if it had been pasted, each row on the line that it stands on."""
    lines: list[str] = []
    for number, cells in csv_rows(pieces):
        if number > MOST_LINES:
            raise CannotReadFile(f"At most {MOST_LINES:,} lines at a time.")
        lines.extend([""] * (number - 1 - len(lines)))
        lines.append("\t".join(_unquoted(" ".join(cell.split())) for cell in cells))
    return "\n".join(lines)


def plan(measure: Measure, text: str, *, on: dt.date) -> Plan:
    parsed = parse(measure, text, on=on)
    in_per_cent = measure.unit == "%" and not measure.is_ratio
    small = len(parsed.points) > 2 and all(abs(point.value) <= 1 for point in parsed.points)
    known = known_points(measure)
    return Plan(compare(parsed.points, known), parsed.unread, parsed.headings, in_per_cent and small)


def apply(measure: Measure, told: Plan, *, on: dt.date, by: Account) -> Kept:
    return keep_points(measure=measure, points=told.to_keep, on=on, by=by)


def parse(measure: Measure, text: str, *, on: dt.date) -> Parsed:
    parsed, columns, seen = Parsed(), None, dict[dt.date, int]()
    for number, line, cells in rows_of(text, is_ratio=measure.is_ratio):
        if columns is None and (columns := _headings(cells)):
            parsed.headings = number
            continue
        columns = columns or ()
        try:
            point = _point(measure, _named(cells, columns, measure.is_ratio), on)
            if point.date in seen:
                raise NotAValue(f"Line {seen[point.date]} tells of the same day.")
        except (BadCell, NotAValue) as bad:
            parsed.unread.append(Unread(number, line, str(bad)))
        else:
            seen[point.date] = number
            parsed.points.append(point)
    return parsed


def rows_of(text: str, *, is_ratio: bool) -> Iterator[tuple[int, str, list[str]]]:
    """Number, words and cells of each line that says something."""
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip() for cell in _cells(line, is_ratio)]
        if any(cells):
            yield number, " ".join(line.split()), cells


def _cells(line: str, is_ratio: bool) -> list[str]:
    """As a spreadsheet gives it, with tabs; or typed, with a semicolon, a comma, or just a space before the value."""
    for mark in ("\t", ";"):
        if mark in line:
            return next(csv.reader([line], delimiter=mark))
    if "," not in line:
        return line.strip().rsplit(None, 1)
    day, _, rest = line.strip().partition(",")
    if not is_ratio and THOUSANDS.fullmatch(rest.strip()):
        return [day, rest]
    if any(letter.isdigit() for letter in day) and " " in day.strip() and THOUSANDS.fullmatch(_last(line)):
        return line.strip().rsplit(None, 1)
    return next(csv.reader([line.strip()], skipinitialspace=True))


def _last(line: str) -> str:
    return line.split()[-1]


def _unquoted(cell: str) -> str:
    """Without the quote that our own files put before what looks like a formula."""
    return cell[1:] if cell.startswith(("'=", "'+", "'-", "'@")) else cell


def _headings(cells: Sequence[str]) -> tuple[str, ...] | None:
    """Which column holds what, if this is a line of headings."""
    named = tuple(_head(cell) for cell in cells)
    return named if "date" in named and len(named) > 1 else None


def _head(cell: str) -> str:
    words = cell.strip().lower()
    return next((name for name, known in HEADS.items() if words in known), "")


def _named(cells: Sequence[str], columns: Sequence[str], is_ratio: bool) -> Mapping[str, str]:
    """The cells by what they hold. Without headings that say so, the number of them tells."""
    if not {"value", "numerator"} & set(columns):
        first = columns.index("date") if columns else 0
        columns = ("",) * first + _columns_of(_width(cells) - first, is_ratio)
    return {name: cell for name, cell in zip(columns, cells, strict=False) if name}


def _width(cells: Sequence[str]) -> int:
    """Without empty cells at the end: a spreadsheet may give more columns than were meant."""
    return max((place for place, cell in enumerate(cells, start=1) if cell), default=0)


def _columns_of(width: int, is_ratio: bool) -> tuple[str, ...]:
    if width >= 5:
        return ("date", "value", "numerator", "denominator", "note")
    if is_ratio and width > 2:
        return ("date", "numerator", "denominator", "note")
    return ("date", "value", "note")


def _point(measure: Measure, cells: Mapping[str, str], on: dt.date) -> Point:
    date = written_date(cells.get("date", ""))
    if date > on:
        raise NotAValue("This day is still to come.")
    if date.year < FIRST_YEAR:
        raise NotAValue(f"Is the year right? Points go back to {FIRST_YEAR}.")
    note = cells.get("note")
    if note is not None and len(note) > LONGEST_NOTE:
        raise NotAValue(f"A note has at most {LONGEST_NOTE} letters.")
    counts = [cells.get(name, "") for name in ("numerator", "denominator")]
    if measure.is_ratio and all(counts):
        top, bottom = (written_value(count) for count in counts)
        return counted(date, numerator=top, denominator=bottom, per=measure.per, note=note)
    if not cells.get("value"):
        raise NotAValue("There is no value beside the day.")
    return Point(date, written_value(cells["value"], unit=measure.unit), note=note)


def written_date(text: str) -> dt.date:
    """As workforce's files have them, and also a month alone (its first day), or with the day of the week."""
    typed = ENDING.sub("", DAY_OF_THE_WEEK.sub("", text.strip()))
    if month := _month_only(typed):
        return month
    try:
        found = day_in_a_cell(typed)
    except BadCell:
        raise BadCell(f"“{text.strip()}” is not a date. {DAY_THEN_MONTH}") from None
    if found is None:
        raise BadCell("There is no date.")
    return found


def _month_only(text: str) -> dt.date | None:
    for form in MONTHS_ONLY:
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 a month has no time zone
        except ValueError:
            continue
    return None
