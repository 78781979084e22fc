"""A team's roadmap: its stages, and where it was when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from curriculum.enums import VersionState

from ..models import ProgrammeVersion, Stage, Team, TeamStage


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of the roadmap; `since`: when the team came to it last, and for how many weeks it was there in all."""

    stage: Stage
    since: dt.date | None
    weeks: int
    is_now: bool


def version_of(team: Team) -> ProgrammeVersion | None:
    """The version its cohort began with; without a cohort the one in force."""
    if team.cohort:
        return team.cohort.version
    return team.programme.versions.filter(state=VersionState.PUBLISHED).order_by("-number").first()


def roadmap_of(team: Team, *, on: dt.date) -> list[Step]:
    version = version_of(team)
    if version is None:
        return []
    rows = list(TeamStage.objects.filter(team=team, since__lte=on).order_by("since"))
    return [_step(stage, [row for row in rows if row.stage_id == stage.pk], on) for stage in _stages(version)]


def _stages(version: ProgrammeVersion) -> list[Stage]:
    return list(version.stages.order_by("position"))


def _step(stage: Stage, rows: list[TeamStage], on: dt.date) -> Step:
    days = sum((min(row.until or on, on) - row.since).days for row in rows)
    return Step(stage, rows[-1].since if rows else None, days // 7, any(row.is_true_on(on) for row in rows))
