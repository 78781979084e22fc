"""A team goes along its roadmap: at which stage it is, since which day."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from workforce.models import Account
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import TeamState
from ..models import Stage, Team, TeamStage
from ..queries.stage import version_of


class CannotMoveStage(Refused):
    """The team cannot be at that stage then. Its text is for the reader."""


@transaction.atomic
def move_stage(*, team: Team, stage: Stage, since: dt.date, on: dt.date, by: Account) -> TeamStage:
    """Forward or back, from a day on that is not to come and not before the last move."""
    team = Team.objects.select_for_update().get(pk=team.pk)
    now = TeamStage.objects.filter(team=team).order_by("-since").first()
    _must_fit(team, stage, now, since, on)
    if now and now.until is None and now.stage_id == stage.pk:
        return now
    if now and now.since == since:
        now.delete()
    elif now and now.until is None:
        now.until = since
        now.save(update_fields=["until"])
    row = TeamStage.objects.create(trust=team.trust, team=team, stage=stage, since=since, recorded_by=by)
    note(by=by, did="moved a team to a stage", to=row, team=team.pk, stage=stage.code)
    return row


def _must_fit(team: Team, stage: Stage, now: TeamStage | None, since: dt.date, on: dt.date) -> None:
    version = version_of(team)
    if team.state != TeamState.COACHED:
        raise CannotMoveStage("Only a team that is coached goes along the roadmap.")
    if version is None or stage.version_id != version.pk:
        raise CannotMoveStage("That stage is of another roadmap. Choose one of the team’s own.")
    if since > on:
        raise CannotMoveStage("The day is still to come. Say it once the team is there.")
    if now and since < (now.until or now.since):
        last = now.until or now.since
        raise CannotMoveStage(f"The team moved last on {last.day} {last:%B %Y}. Say a day that is not before that.")
