"""What the example academy's lead reads beside the sessions: scores, decisions, readiness, targets, refreshers."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from random import Random

from coaching.calc.coach_state import CoachState
from coaching.enums import OwnerLevel, ReadinessQuestion, Ready, TargetKind, TeamCriterion, TeamState, WishOf
from coaching.models import (
    Academy,
    AcademyTarget,
    Barrier,
    Coach,
    CoachLeave,
    Holiday,
    MeetingScore,
    ReadinessAnswer,
    Refresher,
    Team,
    TeamDecision,
    TeamScore,
    TeamSession,
    Wish,
)
from coaching.models.cohort import LEADS
from coaching.queries.coach import coach_lines
from workforce.models import Account

from .improvement import METHODS, OUTCOMES, PROFESSIONS, SCORE_WORDS

SCORED = dt.timedelta(weeks=52)
WAS = {
    TeamState.INTERESTED: (),
    TeamState.CHECKED: (TeamState.INTERESTED,),
    TeamState.SELECTED: (TeamState.INTERESTED, TeamState.CHECKED),
    TeamState.COACHED: (TeamState.INTERESTED, TeamState.CHECKED, TeamState.SELECTED),
}
WHY = {
    TeamState.SELECTED: "It matters to patients, and its sponsor clears the way.",
    TeamState.INDEPENDENT: "It meets and measures by itself.",
    TeamState.STOPPED: "The ward was moved, and nobody could be released.",
}


def load_team_lives(academy: Academy, today: dt.date, rng: Random) -> None:
    leads = [*Account.objects.filter(trust=academy.trust, grants__role__in=LEADS).order_by("pk").distinct()[:2]]
    for team in Team.objects.filter(academy=academy).order_by("pk"):
        TeamDecision.objects.bulk_create(_decisions(team))
        _selection(team, leads, rng)
    _scores(academy, today, rng)
    _targets(academy, today)
    _coaches(academy, today, rng)
    _closed_barriers(academy, rng)
    _wishes(academy)
    christmas = dt.date(today.year, 12, 21)
    until = christmas + dt.timedelta(days=14)
    Holiday.objects.create(trust=academy.trust, academy=academy, since=christmas, until=until, words="Christmas")


def _decisions(team: Team) -> Iterator[TeamDecision]:
    """Each a month before the next."""
    began = team.slots.order_by("since").values_list("since", flat=True).first() or team.state_date
    before = [*WAS.get(TeamState(team.state), WAS[TeamState.COACHED])]
    if team.state in (TeamState.INDEPENDENT, TeamState.STOPPED):
        before.append(TeamState.COACHED)
    for place, state in enumerate(before):
        day = began - dt.timedelta(days=30 * (3 - place))
        yield TeamDecision(trust=team.trust, team=team, state=state, date=day, reason=WHY.get(state, ""))
    now = {"state": team.state, "date": team.state_date, "code": team.stopped_reason}
    yield TeamDecision(trust=team.trust, team=team, reason=WHY.get(TeamState(team.state), ""), **now)


def _selection(team: Team, leads: list[Account], rng: Random) -> None:
    if team.state not in (TeamState.CHECKED, TeamState.SELECTED):
        return
    ReadinessAnswer.objects.bulk_create(
        ReadinessAnswer(trust=team.trust, team=team, question=question, answer=rng.choice(Ready.values[1:]))
        for question in ReadinessQuestion.values
    )
    TeamScore.objects.bulk_create(
        TeamScore(trust=team.trust, team=team, assessor=one, criterion=code, score=rng.randrange(1, 5))
        for one in leads
        for code in TeamCriterion.values
    )


def _scores(academy: Academy, today: dt.date, rng: Random) -> None:
    """Of the last year, of two sessions in three; better from month to month."""
    held = TeamSession.objects.filter(team__academy=academy, state="HELD", date__gt=today - SCORED)
    MeetingScore.objects.bulk_create(
        MeetingScore(
            trust=academy.trust,
            session=session,
            marker=uuid.UUID(int=rng.getrandbits(128), version=4),
            score=min(10, max(0, round(rng.gauss(8 - (today - session.date).days / 180, 1.2)))),
            words=rng.choice(SCORE_WORDS) if rng.random() < 0.1 else "",
        )
        for session in held.order_by("pk")
        if rng.random() < 0.66
        for _ in range(rng.randrange(3, 7))
    )


def _targets(academy: Academy, today: dt.date) -> None:
    due = dt.date(today.year + 1, 3, 31)
    numbers = {TargetKind.CERTIFIED: 70, TargetKind.ACTIVE: 45, TargetKind.COACHED: 24, TargetKind.INDEPENDENT: 6}
    AcademyTarget.objects.bulk_create(
        AcademyTarget(trust=academy.trust, academy=academy, kind=kind, number=number, due_date=due)
        for kind, number in numbers.items()
    )


def _coaches(academy: Academy, today: dt.date, rng: Random) -> None:
    """Profiles; of the lapsed some would take a smaller team, one was asked back and one is away."""
    coaches = [*Coach.objects.filter(academy=academy).order_by("pk")]
    for coach in coaches:
        coach.profession, coach.methods = rng.choice(PROFESSIONS), rng.choice(METHODS)
        coach.takes_smaller = rng.random() < 0.25
    Coach.objects.bulk_update(coaches, ["profession", "methods", "takes_smaller"])
    lapsed = [line.coach for line in coach_lines(academy, on=today) if line.state == CoachState.LAPSED]
    if len(lapsed) > 1:
        asked, away = lapsed[0], lapsed[-1]
        day = today - dt.timedelta(days=20)
        Refresher.objects.create(
            trust=academy.trust, coach=asked, invited_date=day, answer="SMALLER", answered_date=day
        )
        CoachLeave.objects.create(trust=academy.trust, coach=away, since=today - dt.timedelta(days=150))


def _wishes(academy: Academy) -> None:
    """Some coaches would like a team that waits, or rather not one of a pathway; and each such team likes a coach."""
    waiting = [*Team.objects.filter(academy=academy, state=TeamState.SELECTED).select_related("pathway").order_by("pk")]
    coaches = [*Coach.objects.filter(academy=academy).order_by("pk")]
    told = {"trust": academy.trust}
    for team, likes, not_so, wished in zip(waiting, coaches[::5], coaches[1::5], coaches[2::5], strict=False):
        Wish.objects.create(**told, of=WishOf.COACH, coach=likes, team=team)
        Wish.objects.create(**told, of=WishOf.TEAM, coach=wished, team=team)
        if team.pathway:
            Wish.objects.create(**told, of=WishOf.COACH, coach=not_so, pathway=team.pathway, likes=False)


def _closed_barriers(academy: Academy, rng: Random) -> None:
    """Some were escalated; some are closed, with what helped."""
    rows = [*Barrier.objects.filter(team__academy=academy).order_by("pk")]
    for row in rows[::3]:
        row.level, row.due_date = rng.choice(OwnerLevel.values[1:]), row.raised_date + dt.timedelta(days=90)
    for row in rows[1::3]:
        row.closed_date, row.outcome = row.raised_date + dt.timedelta(days=9), rng.choice(OUTCOMES)
    Barrier.objects.bulk_update(rows, ["level", "due_date", "closed_date", "outcome"])
