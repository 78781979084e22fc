"""Academies beside one another, for the centre: sums only, and no name or team behind them.

Where an academy has so few coaches or scores that a figure would be about somebody, it is not shown; and then neither
is the total, which would tell it by taking away.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Avg, Count, QuerySet

from ..calc.coach_state import CoachState
from ..enums import SessionState, TeamState
from ..models import Academy, Barrier, MeetingScore, Team, TeamSession
from .coach import coach_lines

FEWEST = 8  # below, a figure would be about somebody
LOOKED_AT = dt.timedelta(weeks=12)
COUNTED = (CoachState.ACTIVE, CoachState.RESTING, CoachState.LAPSED)


@dataclass(frozen=True, slots=True)
class AcademyLine:
    """`active` of `counted` coaches, none where they are few; `score` of 10, likewise."""

    name: str
    counted: int | None
    active: int | None
    coached: int
    independent: int
    stopped: int
    sessions: int
    barriers: int
    score: float | None


def academy_lines(academies: QuerySet[Academy], *, on: dt.date) -> list[AcademyLine]:
    """By name; a few statements for each, and there are few academies."""
    return [_line(academy, on) for academy in academies.order_by("name")]


def total_of(lines: Sequence[AcademyLine], name: str) -> AcademyLine:
    shown = all(line.counted is not None for line in lines)
    return AcademyLine(
        name=name,
        counted=sum(line.counted or 0 for line in lines) if shown else None,
        active=sum(line.active or 0 for line in lines) if shown else None,
        coached=sum(line.coached for line in lines),
        independent=sum(line.independent for line in lines),
        stopped=sum(line.stopped for line in lines),
        sessions=sum(line.sessions for line in lines),
        barriers=sum(line.barriers for line in lines),
        score=None,
    )


def _line(academy: Academy, on: dt.date) -> AcademyLine:
    states = Counter(line.state for line in coach_lines(academy, on=on))
    counted = sum(states[state] for state in COUNTED)
    teams = Counter(Team.objects.filter(academy=academy).values_list("state", flat=True))
    lately = TeamSession.objects.filter(team__academy=academy, date__gt=on - LOOKED_AT, date__lte=on)
    return AcademyLine(
        name=academy.name,
        counted=counted if counted >= FEWEST else None,
        active=states[CoachState.ACTIVE] if counted >= FEWEST else None,
        coached=teams[TeamState.COACHED],
        independent=teams[TeamState.INDEPENDENT],
        stopped=teams[TeamState.STOPPED],
        sessions=lately.filter(state=SessionState.HELD).count(),
        barriers=Barrier.objects.filter(team__academy=academy, closed_date=None).count(),
        score=_score(lately),
    )


def _score(sessions: QuerySet[TeamSession]) -> float | None:
    told = MeetingScore.objects.filter(session__in=sessions).aggregate(mean=Avg("score"), n=Count("pk"))
    return round(told["mean"], 1) if told["n"] >= FEWEST else None
