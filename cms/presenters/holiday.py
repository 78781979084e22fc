"""Days without a meeting in words: from the first to the last, and whose they are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _

from coaching.models import Holiday, Team


@dataclass(frozen=True, slots=True)
class HolidayView:
    """`is_ours`: of the team that looks, which may take it out again; else of all teams of the academy."""

    row: Holiday
    words: str
    is_ours: bool


def holiday_view(row: Holiday, *, team: Team | None) -> HolidayView:
    assert row.until
    last = row.until - dt.timedelta(days=1)
    if last == row.since:
        days = formats.date_format(last, "j F Y")
    else:
        days = _("%(first)s to %(last)s") % {"first": _day(row.since), "last": _day(last)}
    return HolidayView(row, f"{days}: {row.words}", row.team_id == (team.pk if team else None))


def _day(day: dt.date) -> str:
    return formats.date_format(day, "j F Y")
