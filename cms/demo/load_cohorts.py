"""The example cohorts: their calendars, who came, what was handed in, who withdrew, and who applies today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from coaching.enums import Agreement, EnrolmentState, EvidenceKind, Review, SurveyMoment
from coaching.models import (
    Application,
    Certification,
    CoachSurvey,
    Cohort,
    CohortAttendance,
    CohortFaculty,
    CohortSession,
    CriterionScore,
    Enrolment,
    Evidence,
    LearningSet,
    Submission,
    Team,
)
from coaching.queries.survey import asked_from
from coaching.services.cohort import calendar_of
from coaching.services.cohort_news import tell_managers
from curriculum.calc.days import add_months
from improvement.models import ChangeIdea, Measure, MeasurePoint, Pdsa
from workforce.enums import Role
from workforce.models import Account, Person
from workforce.queries.manager import managers_of

from .cohorts import (
    ACCEPTED_WORDS,
    APPLIED,
    BEHIND,
    EVALUATED,
    EXPERIENCE,
    HANDED_IN,
    NOT_CERTIFIED_YET,
    OBSERVED,
    READY,
    REASONS,
    REFUSED,
    RETURNED,
    RETURNED_WORDS,
    SETS,
    WHY,
    WITHDREW,
    Applied,
)

if TYPE_CHECKING:  # it begins the academy, and hands it on
    from .load_coaching import Loading

POINTS_OF_A_MEASURE = 16
OFFER_DAYS = 14
CHANGED = ("applied_date", "state", "state_date", "place", "offer_until")


def load_cohorts(loading: Loading, spare: list[Person]) -> None:
    """`spare`: people who could coach and were not taken; some of them withdrew."""
    outcomes = _not_certified_yet(loading)
    for cohort in loading.cohorts.values():
        CohortSession.objects.bulk_create(_placed(cohort))
        if cohort.until <= loading.today:
            _withdrew(cohort, spare)
            _course(loading, cohort, outcomes)
        elif lead := Account.objects.filter(trust=cohort.trust, grants__role=Role.ACADEMY_LEAD).first():
            _open(loading, cohort, lead)
    _taught(loading)


def _placed(cohort: Cohort) -> Iterable[CohortSession]:
    for session in calendar_of(cohort, None):
        session.begins, session.place = dt.time(9), "The Hub, Ward Street"
        yield session


def _not_certified_yet(loading: Loading) -> dict[int, str]:
    """By person: what holds them up who are in training still."""
    teams = Team.objects.filter(trust=loading.places.trust, name__in=NOT_CERTIFIED_YET)
    found = {}
    for team in teams.order_by("pk"):
        coaching = team.coachings.filter(part="OUTSIDE", until=None).select_related("coach").first()
        rows = Enrolment.objects.filter(cohort=team.cohort_id, person=coaching.coach.person_id if coaching else None)
        if coaching and rows.exists():
            found[coaching.coach.person_id] = NOT_CERTIFIED_YET[team.name]
            Certification.objects.filter(enrolment__in=rows).delete()
            rows.update(state=EnrolmentState.IN_TRAINING)
        if NOT_CERTIFIED_YET[team.name] == READY:
            _tests_and_measures(loading, team)
    return found


def _tests_and_measures(loading: Loading, team: Team) -> None:
    """What a certificate asks of a team: a measure with points, and cycles that are finished."""
    trust, leader = team.trust, team.members.order_by("pk").first()
    measure = Measure.objects.create(trust=trust, team=team, name="Answered the same day", unit="%")
    MeasurePoint.objects.bulk_create(
        MeasurePoint(
            trust=trust, measure=measure, date=loading.day(7 * number + 3), value=Decimal(80 - number - number % 3)
        )
        for number in range(POINTS_OF_A_MEASURE)
    )
    if leader is None:
        return
    idea = ChangeIdea.objects.create(trust=trust, team=team, words="One telephone number for the whole pathway")
    for number, ago in ((1, 90), (2, 60)):
        Pdsa.objects.create(
            trust=trust,
            team=team,
            idea=idea,
            number=number,
            leader=leader.person,
            question="Are more people answered the same day?",
            prediction="Eight of ten",
            do="Ten calls on two mornings",
            study="Seven of ten. Two rang the old number.",
            act="ADAPT",
            began_date=loading.day(ago),
            finished_date=loading.day(ago - 7),
        )


def _withdrew(cohort: Cohort, spare: list[Person]) -> None:
    for reason in WITHDREW.get(cohort.name, ()):
        if spare:
            ended = cohort.since + dt.timedelta(days=60 + 20 * len(spare) % 90)
            Enrolment.objects.create(
                trust=cohort.trust,
                cohort=cohort,
                person=spare.pop(),
                state=EnrolmentState.WITHDRAWN,
                applied_date=cohort.opens_date,
                began_date=cohort.since,
                state_date=ended,
                ended_date=ended,
                end_reason=reason,
            )


def _course(loading: Loading, cohort: Cohort, outcomes: dict[int, str]) -> None:
    """What a cohort left behind that is over: each came, handed in and rated themselves, more or less."""
    people = [*cohort.enrolments.filter(state__in=["IN_TRAINING", "CERTIFIED"]).order_by("pk")]
    for number, one in enumerate(people):
        one.began_date = cohort.since
        one.state_date = cohort.until if one.state == EnrolmentState.CERTIFIED else cohort.since
        one.learning_set = _set(cohort, number % len(SETS)) if cohort.name.startswith("Flow") else None
    Enrolment.objects.bulk_update(people, ["began_date", "state_date", "learning_set"])
    by = {one.pk: outcomes.get(one.person_id, "") for one in people}
    _came(loading, cohort, people, by)
    _handed_in(cohort, people, by)
    _said(cohort, people, by)


def _set(cohort: Cohort, number: int) -> LearningSet:
    return LearningSet.objects.get_or_create(trust=cohort.trust, cohort=cohort, name=SETS[number])[0]


def _came(loading: Loading, cohort: Cohort, people: list[Enrolment], by: dict[int, str]) -> None:
    days = [*cohort.sessions.order_by("date", "pk")]
    for day in days:
        day.revision, day.told_at = 1, timezone.make_aware(dt.datetime.combine(day.date, dt.time(17)))
    CohortSession.objects.bulk_update(days, ["revision", "told_at"])
    CohortAttendance.objects.bulk_create(
        CohortAttendance(trust=cohort.trust, session=day, enrolment=one)
        for one in people
        for number, day in enumerate(days, start=1)
        if not (by[one.pk] == BEHIND and number > len(days) - 2)
        and (number != 1 + one.pk % (2 * len(days)) or by[one.pk])
    )


def _handed_in(cohort: Cohort, people: list[Enrolment], by: dict[int, str]) -> None:
    asked = [*cohort.version.deliverables.order_by("month", "position")]
    rows = []
    for one in people:
        for number, deliverable in enumerate(asked, start=1):
            is_last = number == len(asked)
            if by[one.pk] == BEHIND and number >= len(asked) - 1:
                continue
            state = {RETURNED: Review.TO_WORK_ON, BEHIND: Review.HANDED_IN}.get(by[one.pk]) if is_last else None
            rows.append(_submission(cohort, one, deliverable.pk, deliverable.month, state or Review.ACCEPTED))
        if by[one.pk] == BEHIND:  # the last that came in waits to be read
            rows[-1].state, rows[-1].review, rows[-1].reviewed_at = Review.HANDED_IN, "", None
    Submission.objects.bulk_create(rows)


def _submission(cohort: Cohort, one: Enrolment, deliverable: int, month: int, state: Review) -> Submission:
    handed = add_months(cohort.since, month) - dt.timedelta(days=3)
    return Submission(
        trust=cohort.trust,
        enrolment=one,
        deliverable_id=deliverable,
        words=HANDED_IN,
        handed_date=handed,
        state=state,
        review=RETURNED_WORDS if state == Review.TO_WORK_ON else ACCEPTED_WORDS,
        reviewed_at=timezone.make_aware(dt.datetime.combine(handed + dt.timedelta(days=6), dt.time(12))),
    )


def _said(cohort: Cohort, people: list[Enrolment], by: dict[int, str]) -> None:
    """Ratings that rise, and lower then than they had seemed at the start; and what others said."""
    codes = [one["code"] for one in cohort.version.rates]
    moments = {SurveyMoment.START: 4, SurveyMoment.SIX_MONTHS: 6, SurveyMoment.THEN_AND_NOW: 8}
    CoachSurvey.objects.bulk_create(
        CoachSurvey(
            trust=cohort.trust,
            enrolment=one,
            moment=moment,
            now={code: min(10, level + (one.pk + number) % 3) for number, code in enumerate(codes)},
            then={code: 2 + (one.pk + number) % 3 for number, code in enumerate(codes)} if level == 8 else {},
            told_date=asked_from(cohort, moment),
        )
        for one in people
        for moment, level in moments.items()
        if by[one.pk] != BEHIND or level == 4
    )
    Evidence.objects.bulk_create(
        Evidence(trust=cohort.trust, enrolment=one, kind=kind, date=cohort.until - dt.timedelta(days=30), words=words)
        for one in people
        for kind, words in ((EvidenceKind.TEAM_EVALUATION, EVALUATED), (EvidenceKind.OBSERVATION, OBSERVED))
        if by[one.pk] not in (BEHIND, RETURNED) or kind == EvidenceKind.OBSERVATION
    )


def _open(loading: Loading, cohort: Cohort, lead: Account) -> None:
    """Applications, points by two, and the manager who is asked today."""
    cohort.offer_days = OFFER_DAYS
    cohort.save(update_fields=["offer_days"])
    people = [*cohort.enrolments.order_by("pk").select_related("person", "cohort", "trust")]
    for number, (one, told) in enumerate(zip(people, APPLIED, strict=False)):
        one.applied_date = min(one.applied_date, loading.day(2 + number))
        one.state, one.state_date = told.state, loading.day(1)
        one.place = number if told.state == EnrolmentState.OFFERED else None
        one.offer_until = loading.day(1 - OFFER_DAYS) if one.place is not None else None
        if told.state == EnrolmentState.WITHDRAWN:
            one.ended_date, one.end_reason = loading.day(3), "NO_TIME"
    Enrolment.objects.bulk_update(people, [*CHANGED, "ended_date", "end_reason"])
    Application.objects.bulk_create(
        _application(one, told, number, people, lead)
        for number, (one, told) in enumerate(zip(people, APPLIED, strict=False))
    )
    _pathways(loading, people)
    _scores(cohort, people, [coach.person for coach in loading.coaches["Flow 1"][:2]])
    _asks_their_manager(cohort, lead)


def _application(one: Enrolment, told: Applied, number: int, people: list[Enrolment], lead: Account) -> Application:
    decided = told.agreement != Agreement.WAITING
    partner = people[number + 1].person if number in (3, 5) and number + 1 < len(people) else None
    return Application(
        trust=one.trust,
        enrolment=one,
        why=WHY[number % len(WHY)],
        experience=EXPERIENCE[number % len(EXPERIENCE)],
        is_clinical=number % 2 == 0,
        partner=partner,
        brings="Medicines on time, ward 7" if number == 8 else "",
        protected_hours=told.hours,
        agreement=told.agreement,
        manager_words=REFUSED if told.agreement == Agreement.REFUSED else "",
        decided_at=timezone.now() if decided else None,
        decided_by=lead if decided else None,
    )


def _pathways(loading: Loading, people: list[Enrolment]) -> None:
    pathways = [*loading.pathways.values()]
    through = Application.pathways.through
    applications = Application.objects.filter(enrolment__in=people).order_by("pk")
    through.objects.bulk_create(
        through(application_id=one.pk, pathway_id=pathways[number % len(pathways)].pk)
        for number, one in enumerate(applications)
        if number % 2 == 0
    )


def _scores(cohort: Cohort, people: list[Enrolment], scorers: list[Person]) -> None:
    criteria = [*cohort.version.criteria.order_by("position")]
    CriterionScore.objects.bulk_create(
        CriterionScore(
            trust=cohort.trust,
            enrolment=one,
            criterion=criterion,
            scorer=scorer,
            points=points // len(criteria) + (number < points % len(criteria)),
            reason=REASONS[points // len(criteria) + (number < points % len(criteria))],
        )
        for one, told in zip(people, APPLIED, strict=False)
        for scorer, points in zip(scorers, told.points, strict=False)
        for number, criterion in enumerate(criteria)
    )


def _asks_their_manager(cohort: Cohort, lead: Account) -> None:
    """The nurse who can sign in applies too, so that their manager has something to decide."""
    staff = Account.objects.filter(trust=cohort.trust, grants__role=Role.STAFF).exclude(person=None).first()
    if staff is None or staff.person is None:
        return
    today = cohort.opens_date + dt.timedelta(days=40)
    one = Enrolment.objects.create(
        trust=cohort.trust, cohort=cohort, person=staff.person, applied_date=today, state_date=today
    )
    application = Application.objects.create(
        trust=cohort.trust, enrolment=one, why=WHY[2], experience=EXPERIENCE[2], is_clinical=True, protected_hours=3
    )
    tell_managers(application, managers_of(staff.person, on=today), by=lead)


def _taught(loading: Loading) -> None:
    """Those who coach longest teach the others; the last of them learns to."""
    teachers = [coach.person for coach in loading.coaches["Flow 1"][:3]]
    for cohort in [*loading.cohorts.values()][1:]:
        CohortFaculty.objects.bulk_create(
            CohortFaculty(trust=cohort.trust, cohort=cohort, person=person, part=part, since=cohort.opens_date)
            for person, part in zip(teachers, ("LEAD", "FACULTY", "IN_TRAINING"), strict=False)
        )
