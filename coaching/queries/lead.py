"""What the lead of an academy asks each week: who coaches, who has stopped, which teams went quiet or stand still."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db.models import Max

from ..enums import SessionState, TeamState
from ..models import Academy, Coach, Coaching, Team, TeamSession, TeamStage


@dataclass(frozen=True, slots=True)
class TeamLine:
    """`quiet_weeks`: since it last met, or since its coaching began. `why`: why its latest date was called off."""

    team: Team
    stage: TeamStage | None
    last_met: dt.date | None
    quiet_weeks: int
    stage_weeks: int | None
    why: str
    coaches: tuple[Coach, ...]
    is_quiet: bool
    is_stalled: bool


@dataclass(frozen=True, slots=True)
class StageLine:
    """Teams that are at the stage today, and the middle of the weeks that teams have spent there, so far or in all."""

    name: str
    position: int
    teams: int
    middle_weeks: float


OF_A_STAGE = ("stage__name", "stage__position", "since", "until", "team__state")


def team_lines(
    academy: Academy, *, on: dt.date, states: Sequence[str] = (TeamState.COACHED,), known: Iterable[Coach] = ()
) -> list[TeamLine]:
    """Those that have been quiet for longest first. Only a team that is coached can be quiet or stalled.

    `known`: coaches who have been read already.
    """
    rows = Team.objects.filter(academy=academy, state__in=states).order_by("pk")
    teams, within = list(rows.prefetch_related("pathway", "programme")), rows.order_by().values("pk")
    held = TeamSession.objects.filter(team__in=within, date__lte=on)
    last = dict(held.filter(state=SessionState.HELD).values_list("team").annotate(Max("date")))
    off = held.filter(state=SessionState.CALLED_OFF).order_by("team", "-date").distinct("team")
    called_off = {row.team_id: row for row in off}
    stages = {row.team_id: row for row in TeamStage.objects.filter(team__in=within).on(on).prefetch_related("stage")}
    coaches = _coaches_of(within, on, {coach.pk: coach for coach in known})

    def line(team: Team) -> TeamLine:
        met, stage, off = last.get(team.pk), stages.get(team.pk), called_off.get(team.pk)
        weeks = (on - (met or team.state_date)).days // 7
        at_stage = (on - stage.since).days // 7 if stage else None
        is_coached = team.state == TeamState.COACHED
        why = off.get_called_off_display() if off and (met is None or off.date > met) else ""
        return TeamLine(
            team=team,
            stage=stage,
            last_met=met,
            quiet_weeks=weeks,
            stage_weeks=at_stage,
            why=why,
            coaches=tuple(coaches.get(team.pk, ())),
            is_quiet=is_coached and weeks >= academy.unmet_weeks,
            is_stalled=is_coached and at_stage is not None and at_stage >= academy.stalled_weeks,
        )

    return sorted((line(team) for team in teams), key=lambda one: (-one.quiet_weeks, one.team.name))


def _coaches_of(teams: Any, on: dt.date, known: Mapping[int, Coach]) -> dict[int, list[Coach]]:
    pairs = Coaching.objects.filter(team__in=teams).on(on).order_by("part").values_list("team", "coach")
    found = dict(known) | Coach.objects.select_related("person").in_bulk({pk for _, pk in pairs} - known.keys())
    coaches: dict[int, list[Coach]] = {}
    for team, coach in pairs:
        coaches.setdefault(team, []).append(found[coach])
    return coaches


def stage_lines(academy: Academy, *, on: dt.date) -> list[StageLine]:
    """Along the roadmap, the stages of several programmes beside one another by their names."""
    rows = TeamStage.objects.filter(team__academy=academy, since__lte=on)
    spent: dict[str, list[float]] = {}
    here: Counter[str] = Counter()
    position: dict[str, int] = {}
    for name, place, since, until, state in rows.values_list(*OF_A_STAGE):
        spent.setdefault(name, []).append((min(until or on, on) - since).days / 7)
        position[name] = min(position.get(name, place), place)
        if state == TeamState.COACHED and (until is None or on < until):
            here[name] += 1
    lines = [StageLine(name, position[name], here[name], round(median(weeks), 1)) for name, weeks in spent.items()]
    return sorted(lines, key=lambda one: (one.position, one.name))
