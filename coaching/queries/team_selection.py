"""Teams that apply: how ready they are, how they were scored, and by how much assessors differ."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet

from workforce.queries.built_once import BuiltOnce

from ..enums import ReadinessQuestion, Ready, TeamCriterion, TeamState
from ..models import Academy, Cohort, ReadinessAnswer, Team, TeamDecision, TeamScore

APPLIES = (TeamState.INTERESTED, TeamState.CHECKED)
APART = 2  # scores of one criterion that differ by so much are talked about


@dataclass(frozen=True, slots=True)
class Applicant:
    """`ready`: points of all there are; `mean`: of all scores, from 0 to 4; `apart`: criteria to talk about."""

    team: Team
    ready: int
    answered: int
    mean: Fraction | None
    assessors: int
    apart: tuple[str, ...]


MOST_READY = len(ReadinessQuestion) * Ready.YES


def decisions_of(team: Team) -> list[TeamDecision]:
    """The latest first."""
    return _DECISIONS(team=team.pk)


_DECISIONS = BuiltOnce(lambda team: TeamDecision.objects.filter(team=team).order_by("-date", "-pk"))


def applicants(academy: Academy) -> list[Applicant]:
    """The best first; those who were not scored last."""
    teams = Team.objects.filter(academy=academy, state__in=APPLIES).select_related("pathway", "programme")
    answers = ReadinessAnswer.objects.filter(team__in=teams)
    scores = TeamScore.objects.filter(team__in=teams)
    found = [
        applicant(
            team,
            [one for one in answers if one.team_id == team.pk],
            [one for one in scores if one.team_id == team.pk],
        )
        for team in teams
    ]
    return sorted(found, key=lambda one: (one.mean is None, -(one.mean or 0), -one.ready, one.team.name))


def cohorts_for(team: Team, *, on: dt.date) -> QuerySet[Cohort]:
    """With which it can wait for coaches: of its academy and its programme, and not over. The newest first."""
    found = Cohort.objects.filter(academy=team.academy_id, version__programme=team.programme_id, until__gt=on)
    return found.select_related("academy").order_by("-since", "pk")


def applicant(team: Team, answers: list[ReadinessAnswer], scores: list[TeamScore]) -> Applicant:
    mean = Fraction(sum(one.score for one in scores), len(scores)) if scores else None
    return Applicant(
        team=team,
        ready=sum(one.answer for one in answers),
        answered=len(answers),
        mean=mean,
        assessors=len({one.assessor_id for one in scores}),
        apart=tuple(code for code in TeamCriterion.values if _is_apart(scores, code)),
    )


def _is_apart(scores: list[TeamScore], criterion: str) -> bool:
    told = [one.score for one in scores if one.criterion == criterion]
    return bool(told) and max(told) - min(told) >= APART
