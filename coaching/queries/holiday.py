"""The days on which teams do not meet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import Q

from ..models import Academy, Holiday, Team


def holidays_over(teams: Collection[Team], *, since: dt.date, until: dt.date) -> dict[int, set[dt.date]]:
    """By team, its own and those of its academy. One statement however many teams."""
    found: dict[int, set[dt.date]] = {team.pk: set() for team in teams}
    rows = Holiday.objects.filter(academy__in={team.academy_id for team in teams}).overlapping(since, until)
    for row in rows:
        of = [team for team in teams if row.academy_id == team.academy_id and row.team_id in (None, team.pk)]
        for team in of:
            found[team.pk].update(_days(row))
    return found


def holidays_of(team: Team, *, since: dt.date) -> list[Holiday]:
    """Its own and its academy's that are not over, in order."""
    rows = Holiday.objects.filter(Q(team=team) | Q(team=None), academy=team.academy_id, until__gt=since)
    return list(rows.order_by("since", "pk"))


def holidays_of_academy(academy: Academy, *, since: dt.date) -> list[Holiday]:
    return list(Holiday.objects.filter(academy=academy, team=None, until__gt=since).order_by("since", "pk"))


def _days(row: Holiday) -> Iterable[dt.date]:
    assert row.until
    return (row.since + dt.timedelta(days=n) for n in range((row.until - row.since).days))
