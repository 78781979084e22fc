"""What an address may ask for, read with care: everything else is refused with a kind sentence."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.forms.written_day import no_day_words, written_day
from workforce.models import Trust, UnitPlace
from workforce.queries.tree import place_of

from .door import CannotRead

LAST_PAGE = 100_000
LONGEST_SEARCH = 100


def day_in(query: QueryDict, *, today: dt.date, name: str = "on", ahead: bool = False) -> dt.date | None:
    """None: no day was asked for. `ahead`: one without a year is the next such day."""
    text = query.get(name, "").strip()
    if not text:
        return None
    day = written_day(text, today=today, ahead=ahead)
    if day is None:
        raise CannotRead(f"{no_day_words(text)}.", name=name)
    return day


def uuid_in(text: str, *, words: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise CannotRead(words) from None


def place_in(query: QueryDict, trust: Trust, *, on: dt.date) -> UnitPlace | None:
    """The place of the unit that was asked for; None: none was."""
    text = query.get("unit")
    if not text:
        return None
    words = _("There is no such unit in your trust.")
    place = place_of(trust, uuid_in(text, words=words), on=on)
    if place is None:
        raise CannotRead(words)
    return place


def page_in(query: QueryDict) -> int:
    text = query.get("page", "1")
    if not (text.isascii() and text.isdigit() and len(text) < 7 and 1 <= int(text) <= LAST_PAGE):
        raise CannotRead(_("There is no such page of the list."))
    return int(text)


def words_in(query: QueryDict, name: str, *, words: str) -> str:
    """What is searched for, as it was typed; or nothing."""
    text = query.get(name, "").strip()
    if len(text) > LONGEST_SEARCH or not text.isprintable():
        raise CannotRead(words, name=name)
    return text


def choice_in(query: QueryDict, name: str, known: dict[str, str] | set[str], *, words: str) -> str:
    """One of the known codes, or nothing."""
    code = query.get(name, "")
    if code and code not in known:
        raise CannotRead(words, name=name)
    return code


def choices_in(query: QueryDict, name: str, known: dict[str, str] | set[str], *, words: str) -> frozenset[str]:
    codes = frozenset(code for code in query.getlist(name) if code)
    if not codes <= set(known):
        raise CannotRead(words, name=name)
    return codes
