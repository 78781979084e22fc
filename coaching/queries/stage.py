"""A team's roadmap: its stages, and where it was when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from curriculum.enums import VersionState
from workforce.queries.built_once import BuiltOnce, first

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
    found: ProgrammeVersion | None = first(_IN_FORCE(programme=team.programme_id))
    return found


def stages_of(team: Team, *, on: dt.date) -> list[TeamStage]:
    """Where it was until the day, the earliest first."""
    return _BEEN(team=team.pk, on=on)


def roadmap_of(team: Team, *, on: dt.date, been: Sequence[TeamStage] | None = None) -> list[Step]:
    """`been`: its stages, where they were read already."""
    version = version_of(team)
    if version is None:
        return []
    rows, stages = stages_of(team, on=on) if been is None else been, _STAGES(version=version.pk)
    return [_step(stage, [row for row in rows if row.stage_id == stage.pk], on) for stage in stages]


_IN_FORCE = BuiltOnce(
    lambda programme: ProgrammeVersion.objects.filter(programme=programme, state=VersionState.PUBLISHED).order_by(
        "-number"
    )[:1]
)
_STAGES = BuiltOnce(lambda version: Stage.objects.filter(version=version).order_by("position"))
_BEEN = BuiltOnce(
    lambda team, on: TeamStage.objects.filter(team=team, since__lte=on).select_related("stage").order_by("since")
)


def _step(stage: Stage, rows: list[TeamStage], on: dt.date) -> Step:
    days = sum((min(row.until or on, on) - row.since).days for row in rows)
    return Step(stage, rows[-1].since if rows else None, days // 7, any(row.is_true_on(on) for row in rows))
