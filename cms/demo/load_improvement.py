"""Measures with their points and tests of change of the example teams; for some of them two years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from random import Random

from coaching.enums import TeamPart, TeamState
from coaching.models import Team, TeamSession
from improvement.enums import STATE_AFTER, Act, IdeaState
from improvement.models import ChangeIdea, Measure, MeasureNote, MeasurePoint, Pdsa
from workforce.models import Person, Trust

from .improvement import IDEAS, NOTES, OF_TEAM, PROCESS, USUAL, IdeaFact, MeasureFact

WEEK = dt.timedelta(weeks=1)
MET = (TeamState.COACHED, TeamState.INDEPENDENT, TeamState.STOPPED)
EVERY_PROCESS = 2  # every second team counts what it does, too


def load_improvement(trust: Trust, today: dt.date, rng: Random) -> str:
    """In words, how much there is."""
    for number, team in enumerate(Team.objects.filter(trust=trust, state__in=MET).order_by("pk")):
        days = [*team.sessions.filter(state="HELD").order_by("date").values_list("date", flat=True)]
        if not days:
            continue
        _measure(team, OF_TEAM.get(team.name, USUAL), days, rng)
        if number % EVERY_PROCESS == 0:
            _measure(team, PROCESS, days, rng)
        _test(team, today, rng)
    points, cycles = (model.objects.filter(trust=trust).count() for model in (MeasurePoint, Pdsa))
    return f"{points:,} points, {cycles} cycles"


def _measure(team: Team, fact: MeasureFact, days: Sequence[dt.date], rng: Random) -> None:
    """Better from about a third of the way on; a team that stands still does not get better."""
    row = Measure.objects.create(
        trust=team.trust,
        team=team,
        name=fact.name,
        unit=fact.unit,
        definition=fact.definition,
        kind=fact.kind,
        good="UP" if fact.after > fact.before else "DOWN",
        target=Decimal(str(fact.target)),
    )
    weeks = [*_weeks(days[0], days[-1])]
    turn = len(weeks) // 3
    MeasurePoint.objects.bulk_create(
        MeasurePoint(trust=team.trust, measure=row, date=day, value=_value(fact, place, turn, len(weeks), rng))
        for place, day in enumerate(weeks)
    )
    MeasureNote.objects.create(trust=team.trust, measure=row, date=weeks[turn], words=rng.choice(NOTES))


def _weeks(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    while first <= last:
        yield first
        first += WEEK


def _value(fact: MeasureFact, place: int, turn: int, of: int, rng: Random) -> Decimal:
    way = min(1.0, max(0.0, (place - turn) / max(1, of // 4)))
    value = fact.before + (fact.after - fact.before) * way + rng.gauss(0, fact.noise)
    most = 100 if fact.unit == "%" else 10_000
    return Decimal(str(round(min(most, max(0, value)), 1)))


def _test(team: Team, today: dt.date, rng: Random) -> None:
    """Three ideas: one that was kept, one that is being tested, one that was let go of or not tested yet."""
    sessions = [*team.sessions.filter(state="HELD").order_by("date")]
    members = _who_tests(team)
    for fact, acts in zip(rng.sample(IDEAS, 3), ((Act.ADAPT, Act.ADOPT), (Act.ADAPT, ""), ()), strict=True):
        _idea(team, fact, acts, members, sessions, rng)


def _who_tests(team: Team) -> list[Person]:
    """Its members; in a team of a small trust that has none but its lead, whoever coaches it."""
    members = [row.person for row in team.members.filter(part=TeamPart.MEMBER).select_related("person")]
    return members or [row.coach.person for row in team.coachings.select_related("coach__person")]


def _idea(
    team: Team,
    fact: IdeaFact,
    acts: Sequence[str],
    members: Sequence[Person],
    sessions: Sequence[TeamSession],
    rng: Random,
) -> None:
    told = [act for act in acts if act]
    state = STATE_AFTER[Act(told[-1])] if told and "" not in acts else (IdeaState.TESTING if acts else IdeaState.NEW)
    idea = ChangeIdea.objects.create(trust=team.trust, team=team, words=fact.words, state=state)
    begun = sorted(rng.sample(range(len(sessions)), min(len(acts), len(sessions))))
    Pdsa.objects.bulk_create(
        _cycle(idea, fact, number, act, sessions[place], rng.choice(members))
        for number, (act, place) in enumerate(zip(acts, begun, strict=False), start=1)
    )


def _cycle(idea: ChangeIdea, fact: IdeaFact, number: int, act: str, session: TeamSession, leader: Person) -> Pdsa:
    return Pdsa(
        trust=idea.trust,
        team=idea.team,
        idea=idea,
        number=number,
        leader=leader,
        question=fact.question,
        prediction=fact.prediction,
        plan="One small test next week, with whoever is on shift.",
        do=fact.do if act else "",
        study=fact.study if act else "",
        act=act,
        next_step="Try it on the other ward" if act == Act.ADAPT else "",
        began_date=session.date - WEEK,
        finished_date=session.date if act else None,
        session=session if act else None,
    )
