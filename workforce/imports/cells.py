"""What a cell may hold, in the ways in which HR systems write it."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from .refusal import BadCell

DATE_FORMATS = (
    "%Y-%m-%d",
    "%d-%b-%Y",
    "%d-%B-%Y",
    "%d/%m/%Y",
    "%d/%m/%y",
    "%Y/%m/%d",
    "%Y/%m/%d %H:%M:%S",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%d-%b-%y",
    "%d %B %Y",
    "%d %b %Y",
    "%d.%m.%Y",
)
NO_DATE = {"", "no expiry", "none", "n/a", "-", "31/12/4712", "31-dec-4712", "4712-12-31", "4712/12/31 00:00:00"}
EXCEL_BEGINS = dt.date(1899, 12, 30)
EARLIEST, LATEST = dt.date(1930, 1, 1), dt.date(2100, 1, 1)
WEEK = Decimal("37.5")
PERSON_CELL = re.compile(r"^(?P<number>[^|,]+)\|\s*(?P<family>[^,|]+)(?:,\s*(?P<given>[^|]+))?$")


def day(text: str) -> dt.date | None:
    """A date in any of the formats seen; None where the cell says that there is none."""
    if text.strip().lower() in NO_DATE:
        return None
    found = _excel_day(text) or _written_day(text.strip())
    if found is None or not EARLIEST <= found <= LATEST:
        raise BadCell(f"“{text}” is not a date.")
    return found


def _written_day(text: str) -> dt.date | None:
    for form in DATE_FORMATS:
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 a day has no time zone
        except ValueError:
            continue
    return None


def _excel_day(text: str) -> dt.date | None:
    """Excel's count of days, where a date column lost its format."""
    return EXCEL_BEGINS + dt.timedelta(days=int(text)) if re.fullmatch(r"\s*[1-9]\d{4}\s*", text) else None


def number(text: str) -> Decimal:
    try:
        found = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        raise BadCell(f"“{text}” is not a number.") from None
    if not found.is_finite():
        raise BadCell(f"“{text}” is not a number.")
    return found


def fte(text: str) -> Decimal:
    found = number(text)
    if not 0 <= found <= 2:
        raise BadCell(f"An FTE is a number from 0 to 2, not {text}.")
    return found.quantize(Decimal("0.001"))


def fte_of_hours(text: str) -> Decimal:
    hours = number(text)
    if not 0 <= hours <= 75:
        raise BadCell(f"Contracted hours are a number from 0 to 75, not {text}.")
    return (hours / WEEK).quantize(Decimal("0.001"))


def person(text: str) -> tuple[str, str, str]:
    """`20012345|Surname, Forename`: assignment number, family name, given name."""
    found = PERSON_CELL.match(text.strip())
    if not found:
        raise BadCell(f"“{text}” is not a number and a name such as 20012345|Surname, Forename.")
    return found["number"].strip(), found["family"].strip(), (found["given"] or "").strip()


def number_of(text: str) -> str:
    """The number alone, of a cell that may hold a name behind it."""
    return text.split("|", 1)[0].strip()


def full_name(text: str) -> tuple[str, str]:
    """`Surname, Mrs Forename` or `Forename Surname`: family name, given name."""
    if "," in text:
        family, given = text.split(",", 1)
        return family.strip(), re.sub(r"^(Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame)\.?\s+", "", given.strip())
    given, _space, family = text.strip().rpartition(" ")
    return family, given


def band(text: str) -> str:
    """`Review Body Band 8 - Range A`, `Band 6` and `6` are bands; every other grade stays as it is written."""
    found = re.search(r"\bband\s*0?([1-9])(?:\s*-\s*range\s*)?\s*([a-d])?\b", text, re.IGNORECASE)
    return f"{found[1]}{(found[2] or '').lower()}" if found else text.strip()[:20]
