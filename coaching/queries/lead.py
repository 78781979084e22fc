"""What the lead of an academy asks each week: who coaches, who has stopped, which teams went quiet or stand still."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

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


def team_lines(academy: Academy, *, on: dt.date, states: Sequence[str] = (TeamState.COACHED,)) -> list[TeamLine]:
    """Those that have been quiet for longest first. Only a team that is coached can be quiet or stalled."""
    rows = Team.objects.filter(academy=academy, state__in=states).order_by("pk")
    teams = list(rows.select_related("pathway", "programme"))
    held = TeamSession.objects.filter(team__in=teams, date__lte=on)
    last = dict(held.filter(state=SessionState.HELD).values_list("team").annotate(Max("date")))
    off = held.filter(state=SessionState.CALLED_OFF).order_by("team", "-date").distinct("team")
    called_off = {row.team_id: row for row in off}
    stages = {row.team_id: row for row in TeamStage.objects.filter(team__in=teams).on(on).select_related("stage")}
    coaching = Coaching.objects.filter(team__in=teams).on(on).select_related("coach__person").order_by("part")
    coaches: dict[int, list[Coach]] = {}
    for row in coaching:
        coaches.setdefault(row.team_id, []).append(row.coach)

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
