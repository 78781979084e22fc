"""A day as people write it, in one field: 12 March 2026, 12/3/2026, 12.03.26, 2026-03-12, today."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from django.utils.dates import MONTHS as MONTH_NAMES
from django.utils.translation import gettext as _

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
YEAR = r"(?P<year>\d{4}|\d{2})"
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
FIGURES = re.compile(rf"(?P<day>\d{{1,2}})[/. -](?P<month>\d{{1,2}})([/. -]{YEAR})?", re.ASCII)
WORDS = re.compile(rf"(?P<day>\d{{1,2}})(st|nd|rd|th)?\s+(?P<month>[a-z]{{3,9}})\.?(,?\s+{YEAR})?", re.ASCII)
LEAP = 8  # years at most until there is a 29 February again
LONGEST = 40
FIRST_YEAR = 1000


def written_day(text: str, *, today: dt.date, ahead: bool = False) -> dt.date | None:
    """None: it is no day. `ahead`: of what is planned a day without a year is the next such day."""
    words = text.strip().lower()
    if words == "today":
        return today
    parts = _parts(words)
    if parts is None:
        return None
    year, month, day = parts
    if year is None:
        return _next(month, day, today) if ahead else None
    return _real(year, month, day)


def _next(month: int, day: int, today: dt.date) -> dt.date | None:
    found = (_real(year, month, day) for year in range(today.year, today.year + LEAP + 1))
    return next((one for one in found if one and one >= today), None)


def _real(year: int, month: int, day: int) -> dt.date | None:
    try:
        return real_day(year, month, day)
    except ValueError:
        return None


def real_day(year: int, month: int, day: int) -> dt.date:
    """A year of one or two figures is a slip, not one of the first centuries."""
    if year < FIRST_YEAR:
        raise ValueError
    return dt.date(year, month, day)


def no_day_words(text: str) -> str:
    """Why what was typed is no day: written like one it is answered as what it says, not as how it is written."""
    parts = _parts(text.strip().lower())
    if parts is None:
        return _("Write the day like 12 March 2026 or 12/3/2026")
    year, month, day = parts
    return _("Write the year too, like 12 March 2026") if year is None else no_such_day_words(year, month, day)


def no_such_day_words(year: int, month: int, _day: int) -> str:
    if not FIRST_YEAR <= year <= dt.MAXYEAR:
        return _("Write the year in four figures, like 2026")
    if not 1 <= month <= 12:
        return _("There is no month %(n)s: the day comes first, then the month") % {"n": month}
    told = {"month": MONTH_NAMES[month], "year": year, "n": calendar.monthrange(year, month)[1]}
    return _("There is no such day: %(month)s %(year)s has %(n)s days") % told


def _parts(words: str) -> tuple[int | None, int, int] | None:
    """Year, month and day as they were written, whether or not there is such a day. None for a year: none was."""
    if len(words) > LONGEST:
        return None
    found = ISO.fullmatch(words) or FIGURES.fullmatch(words) or WORDS.fullmatch(words)
    month = _month(found["month"]) if found else None
    if found is None or month is None:
        return None
    text = found["year"]
    year = int(text) + (2000 if len(text) == 2 else 0) if text else None
    return year, month, int(found["day"])


def _month(text: str) -> int | None:
    """None: a word that is no month."""
    if text.isdigit():
        return int(text)
    return MONTHS.index(text[:3]) + 1 if text[:3] in MONTHS else None
