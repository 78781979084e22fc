"""A barrier in words: what kind, how bad, with whom it lies and since when."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.enums import BARRIER_GROUPS, OwnerLevel, Severity
from coaching.models import Barrier
from coaching.services.barrier import LEVELS

TAGS = {
    Severity.SLOWS: "nhsuk-tag--yellow",
    Severity.BLOCKS_PART: "nhsuk-tag--orange",
    Severity.STOPS: "nhsuk-tag--red",
}


@dataclass(frozen=True, slots=True)
class BarrierView:
    row: Barrier
    group: str
    tag: str
    lies: str
    due: str
    is_late: bool
    lacks: str  # what is asked for while nobody said who sees to it, or by when
    above: str  # the level it can go to; empty at the highest, and once it is closed


def barrier_view(barrier: Barrier, *, on: dt.date) -> BarrierView:
    due = _("Due on %(day)s") % {"day": _day(barrier.due_date)} if barrier.due_date else _("No date set")
    return BarrierView(
        row=barrier,
        group=str(BARRIER_GROUPS[barrier.code[:3]]),
        tag=TAGS[Severity(barrier.severity)],
        lies=_lies(barrier, on),
        due=due,
        is_late=bool(barrier.due_date and barrier.due_date < on and barrier.closed_date is None),
        lacks=_lacks(barrier),
        above=_above(barrier),
    )


def _lies(barrier: Barrier, on: dt.date) -> str:
    weeks = ((barrier.closed_date or on) - barrier.level_date).days // 7
    for_weeks = ngettext("for %(n)s week", "for %(n)s weeks", weeks) % {"n": weeks}
    told = {"level": barrier.get_level_display(), "owner": f" ({barrier.owner})" if barrier.owner else ""}
    return _("%(level)s%(owner)s") % told + (f", {for_weeks}" if weeks else "")


def _lacks(barrier: Barrier) -> str:
    if barrier.closed_date or (barrier.owner and barrier.due_date):
        return ""
    if barrier.owner:
        return str(_("By when?"))
    return str(_("Who sees to it?") if barrier.due_date else _("Who sees to it, and by when?"))


def _above(barrier: Barrier) -> str:
    if barrier.closed_date or barrier.level == LEVELS[-1]:
        return ""
    return str(OwnerLevel(LEVELS[LEVELS.index(OwnerLevel(barrier.level)) + 1]).label)


def counts_of(barriers: Iterable[Barrier]) -> dict[str, list[dict[str, Any]]]:
    """How many lie with each level and in each group, for the links that narrow the list."""
    rows = list(barriers)
    levels, groups = Counter(row.level for row in rows), Counter(row.code[:3] for row in rows)
    return {
        "levels": [{"code": one.value, "words": one.label, "n": levels[one.value]} for one in OwnerLevel],
        "groups": [{"code": code, "words": words, "n": groups[code]} for code, words in BARRIER_GROUPS.items()],
    }


def _day(day: dt.date) -> str:
    return formats.date_format(day, "j F Y")
