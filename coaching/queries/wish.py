"""Wishes that were told: of a coach, of a team, and what they mean for teams that wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from ..enums import DecisionKind, TeamState, WishOf
from ..models import Academy, Coach, Team, Wish

LOOKS_FOR_COACHES = (TeamState.INTERESTED, TeamState.CHECKED, TeamState.SELECTED)


@dataclass(frozen=True, slots=True)
class WishFor:
    """What a wish comes to for one team, in the words of a decision."""

    kind: DecisionKind
    team: Team
    coach: Coach
    told_at: dt.datetime


def wishes_of_coach(coach: Coach) -> QuerySet[Wish]:
    rows = Wish.objects.filter(of=WishOf.COACH, coach=coach).select_related("team", "pathway")
    return rows.order_by("-likes", "pk")


def wishes_of_team(team: Team) -> QuerySet[Wish]:
    rows = Wish.objects.filter(of=WishOf.TEAM, team=team).select_related("coach__person")
    return rows.order_by("coach__person__family_name", "pk")


def teams_to_wish(academy: Academy) -> QuerySet[Team]:
    """Those that have no coaches yet, whether they are selected or not."""
    return Team.objects.filter(academy=academy, state__in=LOOKS_FOR_COACHES).order_by("name", "pk")


def wishes_for(teams: Sequence[Team]) -> list[WishFor]:
    """For the teams, of coaches of their academy: what was said of a team goes before what was said of its pathway."""
    academies = {team.academy_id for team in teams}
    rows = list(Wish.objects.filter(coach__academy__in=academies).select_related("coach__person").order_by("pk"))
    return [found for team in teams for found in _for(team, rows)]


def _for(team: Team, rows: list[Wish]) -> Iterator[WishFor]:
    said = [row for row in rows if row.team_id == team.pk]
    itself = {row.coach_id for row in said if row.of == WishOf.COACH}
    of_pathway = [row for row in rows if row.pathway_id and row.pathway_id == team.pathway_id]
    for row in [*said, *(one for one in of_pathway if one.coach_id not in itself)]:
        yield WishFor(_kind(row), team, row.coach, row.recorded_at)


def _kind(row: Wish) -> DecisionKind:
    if row.of == WishOf.TEAM:
        return DecisionKind.TEAM_WISH
    return DecisionKind.COACH_WISH if row.likes else DecisionKind.RATHER_NOT
