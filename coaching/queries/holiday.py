"""The days on which teams do not meet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import Q

from workforce.queries.built_once import BuiltOnce

from ..models import Academy, Holiday, Team


def holidays_over(teams: Collection[Team], *, since: dt.date, until: dt.date) -> dict[int, set[dt.date]]:
    """By team, its own and those of its academy. One statement however many teams."""
    found: dict[int, set[dt.date]] = {team.pk: set() for team in teams}
    for row in _OVER(academies=[*{team.academy_id for team in teams}], since=since, until=until):
        of = [team for team in teams if row.academy_id == team.academy_id and row.team_id in (None, team.pk)]
        for team in of:
            found[team.pk].update(_days(row))
    return found


def holidays_of(team: Team, *, since: dt.date) -> list[Holiday]:
    """Its own and its academy's that are not over, in order."""
    return _AHEAD(team=team.pk, academy=team.academy_id, since=since)


def holidays_of_academy(academy: Academy, *, since: dt.date) -> list[Holiday]:
    return list(Holiday.objects.filter(academy=academy, team=None, until__gt=since).order_by("since", "pk"))


_OVER = BuiltOnce(
    lambda academies, since, until: Holiday.objects.filter(academy__in=academies).overlapping(since, until)
)
_AHEAD = BuiltOnce(
    lambda team, academy, since: Holiday.objects.filter(
        Q(team=team) | Q(team=None), academy=academy, until__gt=since
    ).order_by("since", "pk")
)


def _days(row: Holiday) -> Iterable[dt.date]:
    assert row.until
    return (row.since + dt.timedelta(days=n) for n in range((row.until - row.since).days))
