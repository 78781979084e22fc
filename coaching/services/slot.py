"""When a team meets week by week, from a day on; and the days on which it does not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from workforce.models import Account, Site
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..calc.slots import Slot, dates
from ..enums import Mode
from ..models import Academy, Holiday, Team, TeamSlot
from ..queries.clash import clash_words
from ..queries.holiday import holidays_over

LOOKED_AT = dt.timedelta(weeks=26)  # so far ahead a clash is looked for
LONGEST_HOLIDAY = dt.timedelta(days=92)


class CannotSetSlot(Refused):
    """The team cannot meet then. Its text is for the reader."""


class CannotKeepHoliday(Refused):
    """The holiday cannot be kept. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class ToldSlot:
    weekday: int
    begins: dt.time
    minutes: int = 60
    every_weeks: int = 1
    mode: str = Mode.ROOM
    site: Site | None = None
    place: str = ""


@transaction.atomic
def set_slot(*, team: Team, told: ToldSlot, since: dt.date, on: dt.date, by: Account) -> TeamSlot:
    """From a day on; what was before stays as it was. What was said of single dates stays too."""
    team = Team.objects.select_for_update().get(pk=team.pk)
    _must_be_free(team, told, since, on)
    TeamSlot.objects.filter(team=team, since__gte=since).delete()
    TeamSlot.objects.filter(team=team).on(since).update(until=since)
    row = TeamSlot.objects.create(
        trust=team.trust,
        team=team,
        since=since,
        weekday=told.weekday,
        begins=told.begins,
        minutes=told.minutes,
        every_weeks=told.every_weeks,
        mode=told.mode,
        site=told.site,
        place=told.place.strip(),
        recorded_by=by,
    )
    note(by=by, did="set the slot of a team", to=row, team=team.pk, weekday=told.weekday)
    return row


@transaction.atomic
def add_holiday(
    *, academy: Academy, team: Team | None, first: dt.date, last: dt.date, words: str, by: Account
) -> Holiday:
    """From the first to the last day; of one team, or of all teams of the academy."""
    Academy.objects.select_for_update().get(pk=academy.pk)
    until = last + dt.timedelta(days=1)
    if last < first:
        raise CannotKeepHoliday("The last day lies before the first. Turn them around.")
    if until - first > LONGEST_HOLIDAY:
        raise CannotKeepHoliday("That is more than three months. A team that pauses for so long is stopped instead.")
    if Holiday.objects.filter(academy=academy, team=team).overlapping(first, until).exists():
        raise CannotKeepHoliday("Some of these days are free already. Take that holiday out first.")
    row = Holiday.objects.create(
        trust=academy.trust, academy=academy, team=team, since=first, until=until, words=words.strip(), recorded_by=by
    )
    note(by=by, did="added a holiday", to=row)
    return row


@transaction.atomic
def remove_holiday(*, holiday: Holiday, by: Account) -> None:
    note(by=by, did="took a holiday out", to=holiday)
    holiday.delete()


def _must_be_free(team: Team, told: ToldSlot, since: dt.date, on: dt.date) -> None:
    """No coach of the team is to be in two rooms at once, on any date that comes."""
    if since < on:
        raise CannotSetSlot("The day lies in the past. What was is told by the log; a new slot begins today or later.")
    recurs = Slot(told.weekday, told.every_weeks, since, None)
    until = since + LOOKED_AT
    free = holidays_over([team], since=since, until=until)[team.pk]
    for day in dates(recurs, since=since, until=until, holidays=free):
        if words := clash_words(team, day, told.begins, told.minutes):
            raise CannotSetSlot(words)
