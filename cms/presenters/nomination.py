"""For which levels somebody is named beside the rules, by whom, and which of it the reader can take back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from curriculum.models import Nomination
from workforce.models import Account

from .figure import day_words


@dataclass(frozen=True, slots=True)
class NominationLine:
    pk: int
    level: str
    words: str
    is_own: bool


def nomination_lines(nominations: Iterable[Nomination], *, by: Account) -> list[NominationLine]:
    return [
        NominationLine(one.pk, one.level.name, _words(one), one.recorded_by_id == by.pk and not _is_ending(one))
        for one in nominations
    ]


def _is_ending(one: Nomination) -> bool:
    return one.until is not None and (one.until - one.since).days == 1


def _words(one: Nomination) -> str:
    by = one.recorded_by
    named = _("by %(who)s, from %(since)s") if by else _("from %(since)s")
    words = named % {"who": by and (by.person or by.get_full_name() or by), "since": day_words(one.since)}
    return f"{words} {_('until %(day)s') % {'day': day_words(one.until)}}" if one.until else words
