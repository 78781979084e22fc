"""The example trust's academy: three past cohorts and an open one, its coaches and teams, two years of their logs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, count
from random import Random

from cms.loading.programmes import load_programmes
from coaching.calc.slots import Slot, dates
from coaching.enums import AcademyKind, BarrierCode, CalledOff, CoachingEnd, CoachPart, EnrolmentState, Mode, TeamPart
from coaching.models import (
    Academy,
    Action,
    Barrier,
    Certification,
    Coach,
    CoachHours,
    Coaching,
    Cohort,
    Enrolment,
    Licence,
    Pathway,
    ProgrammeVersion,
    SessionGuests,
    SessionPerson,
    Supervision,
    Team,
    TeamMember,
    TeamSession,
    TeamSlot,
    TeamStage,
    TravelTime,
)
from curriculum.enums import SourceKind
from curriculum.models import Level
from curriculum.queries.offer import giving_versions
from curriculum.services.bulk import Given, enter_many
from workforce.enums import PostFlag, Role
from workforce.models import Account, Person, PostStretch

from .coaching import ACTIONS, BARRIERS, COHORTS, PATHWAYS, STEPS, TEAMS, CohortFact, TeamFact
from .load_cohorts import load_cohorts
from .load_improvement import load_improvement
from .load_places import Places
from .load_team_lives import load_team_lives

ENDS = {"INDEPENDENT": CoachingEnd.FINISHED, "STOPPED": CoachingEnd.TEAM_STOPPED}
QUIET = 28  # days
WITHDREW = 6  # people beside those who were certified or apply
SENIOR = ["6", "7", "8a"]


@dataclass(slots=True)
class Loading:
    places: Places
    today: dt.date
    rng: Random
    academy: Academy
    versions: dict[str, ProgrammeVersion]
    pathways: dict[str, Pathway] = field(default_factory=dict)
    cohorts: dict[str, Cohort] = field(default_factory=dict)
    coaches: dict[str, list[Coach]] = field(default_factory=dict)
    seats: dict[int, Iterator[int]] = field(default_factory=dict)

    def day(self, ago: int) -> dt.date:
        return self.today - dt.timedelta(days=ago)


def load_coaching(places: Places, levels: dict[str, Level], today: dt.date, rng: Random) -> str:
    """In words, how much there is."""
    loading = Loading(places, today, rng, _academy(places, levels, today), load_programmes(places.trust, by=None))
    for code, name in PATHWAYS:
        loading.pathways[code] = Pathway.objects.create(trust=places.trust, code=code, name=name)
    _ways(places)
    people = _who_could_coach(places, today)
    for fact in COHORTS:
        _cohort(loading, fact, [people.pop() for _ in range(min(fact.coaches, len(people)))])
    _supervise(loading)
    for number, team in enumerate(TEAMS):
        _team(loading, team, number)
    load_cohorts(loading, people)
    _give_practice(loading)
    load_team_lives(loading.academy, today, rng)
    told = load_improvement(places.trust, today, rng)
    sessions = TeamSession.objects.filter(trust=places.trust).count()
    coaches = Coach.objects.filter(trust=places.trust).count()
    return f"{coaches} coaches, {len(TEAMS)} teams, {sessions:,} sessions, {told}"


def _academy(places: Places, levels: dict[str, Level], today: dt.date) -> Academy:
    """A local one, with a licence of a central one."""
    made = Academy.objects.create(trust=places.trust, name="Larkdale Coaching Academy", level=levels.get("L4"))
    central = Academy.objects.create(trust=places.trust, name="Northern Coaching Academy", kind=AcademyKind.CENTRAL)
    since = today - dt.timedelta(days=1000)
    Licence.objects.create(trust=places.trust, academy=made, central=central, since=since, terms="Flow, three years")
    return made


def _ways(places: Places) -> None:
    """How long it takes from one site to another: the nearer they stand in the list, the shorter."""
    sites = sorted(places.sites.values(), key=lambda site: site.pk)
    TravelTime.objects.bulk_create(
        TravelTime(trust=places.trust, one=one, other=other, minutes=8 + 4 * (sites.index(other) - sites.index(one)))
        for one, other in combinations(sites, 2)
    )


def _who_could_coach(places: Places, today: dt.date) -> list[Person]:
    """Whoever signs in as the coach comes last, so that they are taken first; then those whose post says so."""
    at_work = PostStretch.objects.filter(trust=places.trust, person__left_date=None).on(today).order_by("person")
    flagged = at_work.filter(flags__contains=[PostFlag.COACH]).values_list("person", flat=True)
    senior = at_work.filter(band__in=SENIOR).values_list("person", flat=True)
    cast = Account.objects.filter(trust=places.trust, grants__role=Role.COACH).values_list("person", flat=True)
    known = set(Account.objects.filter(trust=places.trust).values_list("person", flat=True))
    wanted = [pk for pk in dict.fromkeys([*cast, *flagged, *senior]) if pk in set(cast) or pk not in known]
    by_pk = Person.objects.in_bulk(wanted[: sum(fact.coaches for fact in COHORTS) + WITHDREW])
    return [by_pk[pk] for pk in wanted if pk in by_pk][::-1]


def _cohort(loading: Loading, fact: CohortFact, people: list[Person]) -> None:
    trust, version = loading.places.trust, loading.versions[fact.programme]
    since, until = loading.day(-fact.since), loading.day(-fact.until)
    cohort = Cohort.objects.create(
        trust=trust,
        academy=loading.academy,
        version=version,
        name=fact.name,
        opens_date=since - dt.timedelta(days=120),
        closes_date=since - dt.timedelta(days=30),
        since=since,
        until=until,
        places=24,
    )
    loading.cohorts[fact.name], loading.coaches[fact.name] = cohort, []
    for place, person in enumerate(people, start=1):
        _enrol(loading, cohort, person, place)
    if until <= loading.today:
        loading.coaches[fact.name] = [_coach(loading, cohort, person, number) for number, person in enumerate(people)]


def _enrol(loading: Loading, cohort: Cohort, person: Person, place: int) -> None:
    is_over = cohort.until <= loading.today
    state = EnrolmentState.CERTIFIED if is_over else EnrolmentState.APPLIED
    enrolment = Enrolment.objects.create(
        trust=cohort.trust,
        cohort=cohort,
        person=person,
        state=state,
        place=place if is_over else None,
        applied_date=cohort.opens_date + dt.timedelta(days=loading.rng.randrange(80)),
    )
    if is_over:
        Certification.objects.create(
            trust=cohort.trust,
            person=person,
            programme=cohort.version.programme,
            enrolment=enrolment,
            since=cohort.until,
            until=cohort.until + dt.timedelta(days=3 * 365),
        )


def _coach(loading: Loading, cohort: Cohort, person: Person, number: int) -> Coach:
    site = loading.rng.choice([*loading.places.sites.values()])
    coach = Coach.objects.create(
        trust=cohort.trust,
        academy=loading.academy,
        person=person,
        is_clinical=number % 2 == 0,
        capacity=2 if number % 3 else 1,
        travel_minutes=loading.rng.choice([20, 30, 45]),
    )
    coach.sites.add(site)
    if number % 2 == 0:
        pathways = [*loading.pathways.values()]
        coach.pathways.add(loading.rng.choice(pathways), pathways[number // 2 * 3 % len(pathways)])
    CoachHours.objects.bulk_create(
        CoachHours(trust=cohort.trust, coach=coach, weekday=day, begins=dt.time(9), ends=dt.time(16))
        for day in sorted(loading.rng.sample(range(5), 3))
    )
    loading.seats[coach.pk] = count(1)
    return coach


def _supervise(loading: Loading) -> None:
    """Six of the first cohort supervise the others; one of them has too many."""
    first, *others = loading.coaches.values()
    supervisors = first[:6]
    for number, coach in enumerate([*first[6:], *(one for part in others for one in part)]):
        Supervision.objects.create(
            trust=coach.trust,
            coach=coach,
            supervisor=supervisors[number % 6 if number > 5 else 0],
            since=loading.day(400),
        )


def _team(loading: Loading, fact: TeamFact, number: int) -> None:
    cohort, trust = loading.cohorts[fact.cohort], loading.places.trust
    since = loading.day(fact.since or 60)
    units = [unit for code, unit in loading.places.units.items() if code.startswith("WARD-")]
    team = Team.objects.create(
        trust=trust,
        academy=loading.academy,
        programme=cohort.version.programme,
        cohort=cohort,
        pathway=loading.pathways.get(fact.pathway),
        unit=units[number % len(units)] if units else None,
        name=fact.name,
        problem="People wait, and nobody can say for how long or why.",
        state=fact.state,
        state_date=since if fact.state == "COACHED" else loading.day(fact.met or 20),
        priority=1 + number % 3,
        stopped_reason=BarrierCode.TIM2 if fact.state == "STOPPED" else "",
    )
    _members(loading, team, since)
    place = ("The Hub", "Seminar Room", "Ward office", "Online")[number % 4]
    slot = TeamSlot.objects.create(
        trust=trust,
        team=team,
        since=since,
        weekday=number % 5,
        begins=dt.time(8 + number % 8),
        every_weeks=fact.weeks,
        mode=Mode.ONLINE if place == "Online" else Mode.ROOM,
        place=place,
        site=[*loading.places.sites.values()][number % len(loading.places.sites)],
    )
    if fact.since:
        coaches = _coach_it(loading, team, fact, number)
        _go_along(loading, team, fact, cohort.version)
        _meet(loading, team, fact, slot, coaches)


def _members(loading: Loading, team: Team, since: dt.date) -> None:
    there = PostStretch.objects.filter(trust=team.trust, unit=team.unit, person__left_date=None).on(loading.today)
    coaching = Coach.objects.filter(trust=team.trust).values("person")
    people = [*Person.objects.filter(stretches__in=there).exclude(pk__in=coaching).distinct().order_by("pk")[:7]]
    parts = [TeamPart.LEAD, TeamPart.SPONSOR]
    TeamMember.objects.bulk_create(
        TeamMember(trust=team.trust, team=team, person=person, since=since, part=parts[n] if n < 2 else TeamPart.MEMBER)
        for n, person in enumerate(people)
    )


def _coach_it(loading: Loading, team: Team, fact: TeamFact, number: int) -> list[Coach]:
    """Those of the cohort who have room, the first of the first cohort for its first teams."""
    free = [one for one in loading.coaches[fact.cohort] if _has_room(loading, one)]
    parts = [CoachPart.INSIDE, CoachPart.OUTSIDE] if team.pathway else [CoachPart.SOLE]
    chosen, over = free[: len(parts)], fact.state in {"INDEPENDENT", "STOPPED"}
    for coach, part in zip(chosen, parts, strict=False):
        Coaching.objects.create(
            trust=team.trust,
            team=team,
            coach=coach,
            part=part,
            seat=next(loading.seats[coach.pk]),
            since=loading.day(fact.since),
            until=loading.day(fact.met - 1) if over else None,
            end_reason=""
            if not over
            else (CoachingEnd.FINISHED if fact.state == "INDEPENDENT" else CoachingEnd.TEAM_STOPPED),
        )
    return chosen


def _has_room(loading: Loading, coach: Coach) -> bool:
    return Coaching.objects.filter(coach=coach).count() < coach.capacity


def _go_along(loading: Loading, team: Team, fact: TeamFact, version: ProgrammeVersion) -> None:
    """Its time shared out as is usual, with some chance; a team that went quiet stands at its last stage since."""
    stages, ended = [*version.stages.order_by("position")[: fact.stages]], fact.state != "COACHED"
    last = fact.met if ended else fact.met + loading.rng.randrange(14, 80)
    shares = [(stage.usual_weeks or 8) * loading.rng.uniform(0.6, 1.6) for stage in stages[:-1]]
    ago = float(fact.since)
    for place, stage in enumerate(stages):
        before, ago = ago, ago - (fact.since - last) * shares[place] / sum(shares) if place < len(shares) else 0
        until = loading.day(fact.met - 1) if ended else None
        until = loading.day(round(ago)) if place < len(shares) else until
        TeamStage.objects.create(
            trust=team.trust, team=team, stage=stage, since=loading.day(round(before)), until=until
        )


def _meet(loading: Loading, team: Team, fact: TeamFact, slot: TeamSlot, coaches: list[Coach]) -> None:
    members = [row.person for row in team.members.filter(part=TeamPart.MEMBER).select_related("person")]
    days = [*dates(Slot(slot.weekday, fact.weeks, slot.since, None), since=slot.since, until=loading.day(fact.met - 1))]
    rng = loading.rng
    sessions = TeamSession.objects.bulk_create(
        _session(team, slot, day, CalledOff.TEAM_BUSY if rng.random() < 0.12 and day != days[-1] else "", rng)
        for day in days
    )
    if fact.met > QUIET and fact.state == "COACHED":
        _call_off_since(loading, team, fact, slot)
    held = [session for session in sessions if session.state == "HELD"]
    SessionPerson.objects.bulk_create(
        SessionPerson(trust=team.trust, session=session, person=person, is_coach=person not in members)
        for session in held
        for person in [*(coach.person for coach in coaches), *(one for one in members if rng.random() < 0.75)]
    )
    SessionGuests.objects.bulk_create(
        SessionGuests(trust=team.trust, session=session, kind="PATIENT", number=1 + rng.randrange(2))
        for session in held
        if rng.random() < 0.3
    )
    for words in rng.sample(ACTIONS, 3) if fact.state == "COACHED" else ():
        Action.objects.create(
            trust=team.trust,
            team=team,
            session=held[-1] if held else None,
            words=words,
            owner=rng.choice(members) if members else None,
            due_date=loading.today + dt.timedelta(days=rng.randrange(-5, 14)),
        )
    if fact.state == "COACHED" and rng.random() < 0.6:
        day = loading.day(rng.randrange(10, 120))
        Barrier.objects.create(
            trust=team.trust,
            team=team,
            **dict(zip(("code", "words"), rng.choice(BARRIERS), strict=True)),
            severity=rng.randrange(1, 4),
            raised_date=day,
            level_date=day,
        )


def _call_off_since(loading: Loading, team: Team, fact: TeamFact, slot: TeamSlot) -> None:
    """Of the dates since a team last met the first was called off, for a reason; of the rest nobody said anything."""
    recurs = Slot(slot.weekday, fact.weeks, slot.since, None)
    days = [*dates(recurs, since=loading.day(fact.met - 1), until=loading.today)]
    reason = loading.rng.choice([CalledOff.PRESSURE, CalledOff.COACH_AWAY, CalledOff.TEAM_BUSY, CalledOff.NO_ROOM])
    TeamSession.objects.bulk_create(_session(team, slot, day, reason, loading.rng) for day in days[:2])


def _session(team: Team, slot: TeamSlot, day: dt.date, called_off: str, rng: Random) -> TeamSession:
    return TeamSession(
        trust=team.trust,
        team=team,
        slot_date=day,
        date=day,
        begins=slot.begins,
        minutes=slot.minutes,
        place=slot.place,
        state="CALLED_OFF" if called_off else "HELD",
        called_off=called_off,
        next_step="" if called_off else rng.choice(STEPS),
        story=not called_off and rng.random() < 0.6,
    )


def _give_practice(loading: Loading) -> None:
    """What two years of coaching gave; coverage is made of it afterwards."""
    trust = loading.places.trust
    activities = {version.activity.key: version for version in giving_versions(trust.pk)}
    keys = {cohort.pk: cohort.version.coaching_key for cohort in loading.cohorts.values()}
    coached = SessionPerson.objects.filter(trust=trust, is_coach=True).select_related("session__team")
    rows = [
        Given(row.person_id, activities[key], SourceKind.BIG_ROOM, row.uuid, row.session.date)
        for row in coached.order_by("person", "pk")
        if (key := keys.get(row.session.team.cohort_id or 0, "")) in activities
    ]
    enter_many(trust=trust, rows=rows, by=None)
