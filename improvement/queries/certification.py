"""Where the people of a cohort stand, with what their teams tested and measured."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Count

from coaching.models import Cohort, Enrolment
from coaching.queries.standing import Standing, Work, people_of_the_course, standings, teams_of

from ..models import MeasurePoint, Pdsa


def work_of(teams: Collection[int], *, on: dt.date) -> dict[int, Work]:
    """By team: cycles that it finished, and the points of its fullest measure, up to the day."""
    finished = Pdsa.objects.filter(team__in=teams, finished_date__lte=on)
    pdsas = dict(finished.values_list("team").annotate(n=Count("pk")))
    points: dict[int, int] = {}
    told = MeasurePoint.objects.filter(measure__team__in=teams, date__lte=on)
    for team, _measure, n in told.values_list("measure__team", "measure").annotate(n=Count("pk")):
        points[team] = max(points.get(team, 0), n)
    return {team: Work(pdsas.get(team, 0), points.get(team, 0)) for team in teams}


def standings_of(cohort: Cohort, *, on: dt.date, only: Enrolment | None = None) -> list[Standing]:
    """Everybody on the course, by name; or one of them."""
    people = [only] if only else people_of_the_course(cohort)
    teams = teams_of(cohort, people)
    work = work_of({team.pk for rows in teams.values() for team in rows}, on=on)
    return standings(cohort, people, on=on, teams=teams, work=work)
