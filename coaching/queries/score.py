"""Meeting scores: of a session, of a team, and of all teams of an academy, month by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, QuerySet
from django.db.models.functions import TruncMonth

from workforce.queries.built_once import BuiltOnce

from ..enums import SessionState
from ..models import Academy, MeetingScore, TeamSession

OPEN_FOR = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Score:
    """The mean of `n` scores."""

    mean: float
    n: int


@dataclass(frozen=True, slots=True)
class TeamScores:
    name: str
    uuid: Any
    score: Score
    sessions: int


def is_open(session: TeamSession, *, on: dt.date) -> bool:
    """From its day on for a week, unless it was called off."""
    return session.state != SessionState.CALLED_OFF and session.date <= on <= session.date + OPEN_FOR


def session_with_code(key: Any) -> TeamSession | None:
    return TeamSession.objects.filter(score_key=key).select_related("team__trust").first()


def scores_of(sessions: Iterable[TeamSession]) -> dict[int, Score]:
    """By session. One statement however many; without a score there is none."""
    return {pk: Score(round(mean, 1), n) for pk, mean, n in _BY_SESSION(sessions=[one.pk for one in sessions])}


_BY_SESSION = BuiltOnce(
    lambda sessions: (
        MeetingScore.objects.filter(session__in=sessions)
        .order_by()
        .values_list("session")
        .annotate(Avg("score"), Count("pk"))
    )
)


def month_scores(academy: Academy, *, since: dt.date, until: dt.date) -> list[tuple[dt.date, Score]]:
    """Every month with a score, the oldest first; each score counts once."""
    months = _scores(academy, since, until).annotate(month=TruncMonth("session__date")).values_list("month")
    told = months.annotate(Avg("score"), Count("pk")).order_by("month")
    return [(month, Score(round(mean, 1), n)) for month, mean, n in told]


def team_scores(academy: Academy, *, since: dt.date, until: dt.date) -> list[TeamScores]:
    """The lowest first: there somebody looks in."""
    rows = _scores(academy, since, until).values_list("session__team__name", "session__team__uuid")
    told = rows.annotate(Avg("score"), Count("pk"), Count("session", distinct=True))
    lines = [TeamScores(name, uuid, Score(round(mean, 1), n), held) for name, uuid, mean, n, held in told]
    return sorted(lines, key=lambda line: (line.score.mean, line.name))


def _scores(academy: Academy, since: dt.date, until: dt.date) -> QuerySet[MeetingScore]:
    return MeetingScore.objects.filter(
        session__team__academy=academy, session__date__gte=since, session__date__lt=until
    ).order_by()
