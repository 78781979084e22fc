"""A day as people write it, in one field: 12 March 2026, 12/3/2026, 12.03.26, 2026-03-12, today."""

from __future__ import annotations

import datetime as dt
import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
FIGURES = re.compile(r"(?P<day>\d{1,2})[/. -](?P<month>\d{1,2})[/. -](?P<year>\d{4}|\d{2})", re.ASCII)
WORDS = re.compile(r"(?P<day>\d{1,2})(st|nd|rd|th)?\s+(?P<month>[a-z]{3,9})\.?,?\s+(?P<year>\d{4}|\d{2})", re.ASCII)
LONGEST = 40


def written_day(text: str, *, today: dt.date) -> dt.date | None:
    """None: it is no day."""
    words = text.strip().lower()
    if words == "today":
        return today
    if len(words) > LONGEST:
        return None
    found = ISO.fullmatch(words) or FIGURES.fullmatch(words) or WORDS.fullmatch(words)
    return _day(found) if found else None


def _day(found: re.Match[str]) -> dt.date | None:
    year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
    try:
        return dt.date(year, _month(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _month(text: str) -> int:
    """0 where it is none, which no day has."""
    if text.isdigit():
        return int(text)
    return MONTHS.index(text[:3]) + 1 if text[:3] in MONTHS else 0
