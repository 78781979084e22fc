"""A large academy in the big trust, made once: a thousand teams, each with a pair of coaches and a hundred meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import count

from django.db import connection, transaction

from cms.loading.programmes import load_programmes
from coaching.enums import CoachPart
from coaching.models import (
    Academy,
    Certification,
    Coach,
    Coaching,
    Programme,
    ProgrammeVersion,
    SessionPerson,
    Supervision,
    Team,
    TeamMember,
    TeamSession,
    TeamSlot,
    TeamStage,
)
from improvement.models import Measure, MeasurePoint
from workforce.models import Person, Trust

NAME = "Large academy"
TEAMS, SESSIONS, MEMBERS, POINTS = 1_000, 100, 5, 60
A_BATCH = 2_000


def academy_of(trust: Trust, today: dt.date) -> Academy:
    found = Academy.objects.filter(trust=trust, name=NAME).first() or _made(trust, today)
    last = Team.objects.filter(academy=found).latest("pk")
    if not last.measures.exists():
        _measure(last, today)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # so many rows at once, which no planner knows of yet
    return found


@transaction.atomic
def _made(trust: Trust, today: dt.date) -> Academy:
    load_programmes(trust, by=None)
    version = ProgrammeVersion.objects.filter(trust=trust).order_by("programme__code", "number").first()
    assert version is not None  # loaded a moment ago
    academy = Academy.objects.create(trust=trust, name=NAME)
    people = [*Person.objects.filter(trust=trust, left_date=None, coach=None).order_by("pk")[: 2 * TEAMS + MEMBERS]]
    coaches = _coaches(academy, people[: 2 * TEAMS], version.programme, today)
    teams = _teams(academy, version, today)
    _pair(teams, coaches, today)
    _meet(teams, coaches, people[2 * TEAMS :], today)
    return academy


def _coaches(academy: Academy, people: Sequence[Person], programme: Programme, today: dt.date) -> list[Coach]:
    trust, since = academy.trust, today - dt.timedelta(days=900)
    coaches = Coach.objects.bulk_create(
        Coach(trust=trust, academy=academy, person=person, is_clinical=number % 2 == 0, capacity=1)
        for number, person in enumerate(people)
    )
    Certification.objects.bulk_create(
        Certification(trust=trust, person=person, programme=programme, since=since) for person in people
    )
    Supervision.objects.bulk_create(
        Supervision(trust=trust, coach=coach, supervisor=coaches[number % 200], since=since)
        for number, coach in enumerate(coaches)
        if number >= 200
    )
    return coaches


def _teams(academy: Academy, version: ProgrammeVersion, today: dt.date) -> list[Team]:
    trust, since = academy.trust, today - dt.timedelta(days=730)
    told = {"trust": trust, "academy": academy, "programme": version.programme, "state": "COACHED", "state_date": since}
    teams = Team.objects.bulk_create(Team(name=f"Large team {number:04}", **told) for number in range(TEAMS))
    stages = [*version.stages.order_by("position")[:3]]
    TeamSlot.objects.bulk_create(
        TeamSlot(trust=trust, team=team, since=since, weekday=number % 5, begins=dt.time(9))
        for number, team in enumerate(teams)
    )
    for number, stage in enumerate(stages):
        days = [since + dt.timedelta(days=200 * number), since + dt.timedelta(days=200 * (number + 1))]
        until = days[1] if stage != stages[-1] else None
        TeamStage.objects.bulk_create(
            TeamStage(trust=trust, team=team, stage=stage, since=days[0], until=until) for team in teams
        )
    return teams


def _pair(teams: Sequence[Team], coaches: Sequence[Coach], today: dt.date) -> None:
    since, parts = today - dt.timedelta(days=730), (CoachPart.INSIDE, CoachPart.OUTSIDE)
    Coaching.objects.bulk_create(
        Coaching(trust=team.trust, team=team, coach=coach, part=part, seat=1, since=since)
        for number, team in enumerate(teams)
        for coach, part in zip(coaches[2 * number : 2 * number + 2], parts, strict=True)
    )


def _meet(teams: Sequence[Team], coaches: Sequence[Coach], members: Sequence[Person], today: dt.date) -> None:
    since = today - dt.timedelta(days=700)
    for team in teams:
        TeamMember.objects.bulk_create(
            TeamMember(trust=team.trust, team=team, person=person, since=since) for person in members
        )
    sessions = TeamSession.objects.bulk_create(_sessions(teams, today), batch_size=A_BATCH)
    pairs = {team.pk: coaches[2 * number : 2 * number + 2] for number, team in enumerate(teams)}
    SessionPerson.objects.bulk_create(
        (
            SessionPerson(trust=one.trust, session=one, person=coach.person, is_coach=True)
            for one in sessions
            for coach in pairs[one.team_id]
        ),
        batch_size=A_BATCH,
    )


def _sessions(teams: Sequence[Team], today: dt.date) -> Iterator[TeamSession]:
    """Weekly; every tenth team has been quiet for months."""
    for number, team in enumerate(teams):
        last = today - dt.timedelta(days=120 if number % 10 == 0 else 1 + number % 7)
        for week in range(SESSIONS):
            day = last - dt.timedelta(weeks=week)
            yield TeamSession(trust=team.trust, team=team, slot_date=day, date=day, state="HELD", next_step="Test it")


def _measure(team: Team, today: dt.date) -> None:
    """The team whose coach is measured has a run chart of a year and more."""
    measure = Measure.objects.create(trust=team.trust, team=team, name="Waiting, minutes", unit="minutes")
    values = count(30)
    MeasurePoint.objects.bulk_create(
        MeasurePoint(
            trust=team.trust, measure=measure, date=today - dt.timedelta(weeks=POINTS - week), value=next(values) % 17
        )
        for week in range(POINTS)
    )
