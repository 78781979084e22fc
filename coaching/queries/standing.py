"""Where the people of a cohort stand: days, deliverables, teams, and what their certificate still asks for."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Max

from curriculum.calc.days import add_months

from ..calc.certification import Done, Part, Rule, missing, rule_of
from ..calc.stuck import OnTheWay, Stuck, stuck
from ..enums import ON_THE_COURSE, EvidenceKind, Review
from ..models import (
    Certification,
    Coaching,
    Cohort,
    CohortAttendance,
    Deliverable,
    Enrolment,
    Evidence,
    SessionPerson,
    Submission,
    Team,
    TeamStage,
)


@dataclass(frozen=True, slots=True)
class Work:
    """What a team has done so far: cycles that are finished, and points of its fullest measure."""

    pdsas: int = 0
    points: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A deliverable, when it is due, and its last round."""

    deliverable: Deliverable
    due: dt.date
    last: Submission | None

    @property
    def is_accepted(self) -> bool:
        return self.last is not None and self.last.state == Review.ACCEPTED

    def is_overdue(self, on: dt.date) -> bool:
        return self.last is None and self.due <= on

    @property
    def is_returned(self) -> bool:
        return self.last is not None and self.last.state == Review.TO_WORK_ON


@dataclass(frozen=True, slots=True)
class Standing:
    enrolment: Enrolment
    done: Done
    rule: Rule
    missing: list[Part]
    stuck: list[Stuck]
    items: list[Item]
    teams: list[Team]
    last_coached: dt.date | None
    certification: Certification | None = None
    stage_name: str = ""

    @property
    def is_ready(self) -> bool:
        """Has all that the certificate asks for, and no certificate yet."""
        return not self.missing and self.enrolment.state == "IN_TRAINING"


@dataclass(slots=True)
class _Facts:
    """Of the whole cohort, read once; by person where not said otherwise."""

    held: list[int] = field(default_factory=list)
    came: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    coached: dict[int, tuple[int, dt.date | None]] = field(default_factory=dict)
    teams: dict[int, list[Team]] = field(default_factory=lambda: defaultdict(list))
    stages: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    last: dict[tuple[int, int], Submission] = field(default_factory=dict)
    evidence: set[tuple[int, str]] = field(default_factory=set)
    certified: dict[int, Certification] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def people_of_the_course(cohort: Cohort) -> list[Enrolment]:
    found = Enrolment.objects.filter(cohort=cohort, state__in=ON_THE_COURSE).select_related("person", "learning_set")
    return list(found.order_by("person__family_name", "person__given_name", "pk"))


def teams_of(cohort: Cohort, people: Iterable[Enrolment]) -> dict[int, list[Team]]:
    """By person, the teams that they coach or coached since the cohort began."""
    found: dict[int, list[Team]] = defaultdict(list)
    rows = Coaching.objects.filter(coach__person__in=[one.person_id for one in people])
    for row in rows.overlapping(cohort.since, None).select_related("team", "coach").order_by("since", "pk"):
        if row.team not in found[row.coach.person_id]:
            found[row.coach.person_id].append(row.team)
    return found


def standings(
    cohort: Cohort,
    people: list[Enrolment],
    *,
    on: dt.date,
    teams: dict[int, list[Team]],
    work: Mapping[int, Work],
) -> list[Standing]:
    """A fixed number of statements, however many people. `work`: by team."""
    facts = _facts(cohort, people, teams, on)
    deliverables = list(cohort.version.deliverables.order_by("month", "position"))
    rule = rule_of(cohort.version.rule)
    return [_standing(cohort, one, facts, deliverables, rule, work, on) for one in people]


def due_date(cohort: Cohort, deliverable: Deliverable) -> dt.date:
    """The end of its month of the course."""
    return add_months(cohort.since, deliverable.month)


def _standing(
    cohort: Cohort,
    one: Enrolment,
    facts: _Facts,
    deliverables: list[Deliverable],
    rule: Rule,
    work: Mapping[int, Work],
    on: dt.date,
) -> Standing:
    items = [Item(each, due_date(cohort, each), facts.last.get((one.pk, each.pk))) for each in deliverables]
    teams = facts.teams.get(one.person_id, [])
    done = _done(one, facts, items, [work.get(team.pk, Work()) for team in teams])
    sessions, last = facts.coached.get(one.person_id, (0, None))
    way = OnTheWay(
        began=max(cohort.since, one.began_date or cohort.since),
        came=[session in facts.came[one.pk] for session in facts.held],
        overdue=[item.deliverable.title for item in items if item.is_overdue(on)],
        returned=[item.deliverable.title for item in items if item.is_returned],
        has_team=bool(teams),
        last_coached=last,
    )
    is_done = one.state == "CERTIFIED"
    return Standing(
        enrolment=one,
        done=done,
        rule=rule,
        missing=[] if is_done else missing(rule, done),
        stuck=[] if is_done or on < cohort.since else stuck(way, on=on),
        items=items,
        teams=teams,
        last_coached=last,
        certification=facts.certified.get(one.pk),
        stage_name=facts.names.get(rule.stage, rule.stage),
    )


def _done(one: Enrolment, facts: _Facts, items: list[Item], work: list[Work]) -> Done:
    return Done(
        days_held=len(facts.held),
        days_attended=len(facts.came[one.pk] & set(facts.held)),
        sessions_coached=facts.coached.get(one.person_id, (0, None))[0],
        stages_reached=frozenset(facts.stages.get(one.person_id, ())),
        pdsas=sum(each.pdsas for each in work),
        measure_points=max((each.points for each in work), default=0),
        deliverables_missing=sum(not item.is_accepted for item in items),
        has_team_evaluation=(one.pk, EvidenceKind.TEAM_EVALUATION) in facts.evidence,
        has_observation=(one.pk, EvidenceKind.OBSERVATION) in facts.evidence,
    )


def _facts(cohort: Cohort, people: list[Enrolment], teams: dict[int, list[Team]], on: dt.date) -> _Facts:
    facts = _Facts(teams=teams)
    held = cohort.sessions.filter(learning_set=None, date__lte=on).exclude(told_at=None)
    facts.held = list(held.order_by("date", "pk").values_list("pk", flat=True))
    for session, enrolment in CohortAttendance.objects.filter(session__in=facts.held).values_list(
        "session", "enrolment"
    ):
        facts.came[enrolment].add(session)
    facts.coached = _coached(cohort, people, on)
    _stages(cohort, facts, on)
    for row in Submission.objects.filter(enrolment__in=people).order_by("round"):
        facts.last[row.enrolment_id, row.deliverable_id] = row
    facts.evidence = set(Evidence.objects.filter(enrolment__in=people, date__lte=on).values_list("enrolment", "kind"))
    held_now = Certification.objects.filter(person__in=[one.person_id for one in people])
    by_person = {one.person_id: one.pk for one in people}
    for one in held_now.filter(programme=cohort.version.programme_id).order_by("since"):
        facts.certified[by_person[one.person_id]] = one
    return facts


def _coached(cohort: Cohort, people: list[Enrolment], on: dt.date) -> dict[int, tuple[int, dt.date | None]]:
    came = SessionPerson.objects.filter(person__in=[one.person_id for one in people], is_coach=True)
    came = came.filter(session__state="HELD", session__date__gte=cohort.since, session__date__lte=on)
    rows = came.values_list("person").annotate(n=Count("pk"), last=Max("session__date"))
    return {person: (n, last) for person, n, last in rows}


def _stages(cohort: Cohort, facts: _Facts, on: dt.date) -> None:
    """A stage further along the roadmap counts for those before it: teams skip some."""
    stages = list(cohort.version.stages.all())
    along, facts.names = {one.code: one.position for one in stages}, {one.code: one.name for one in stages}
    of_team: dict[int, set[str]] = defaultdict(set)
    every = {team.pk for teams in facts.teams.values() for team in teams}
    for team, code in TeamStage.objects.filter(team__in=every, since__lte=on).values_list("team", "stage__code"):
        of_team[team].add(code)
    for person, teams in facts.teams.items():
        codes = set().union(*(of_team[team.pk] for team in teams))
        furthest = max((along[code] for code in codes if code in along), default=0)
        facts.stages[person] = codes | {code for code, position in along.items() if position <= furthest}


def counts_by_state(cohorts: Iterable[Cohort]) -> dict[int, Counter[str]]:
    """By cohort, how many people stand where."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    rows = Enrolment.objects.filter(cohort__in=list(cohorts)).values_list("cohort", "state").annotate(n=Count("pk"))
    for cohort, state, n in rows:
        found[cohort][state] = n
    return found
