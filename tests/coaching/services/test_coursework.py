"""What is handed in and reviewed, how people rate themselves, and the certificate: what is missing, expiry, renewal."""

import datetime as dt

import pytest

from coaching.calc.stuck import OnTheWay, Why, stuck
from coaching.models import Certification, CoachSurvey, CohortAttendance, SessionPerson, Submission, TeamSession
from coaching.services.certification import CannotCertify, award, renew
from coaching.services.course import tell_who_came
from coaching.services.coursework import (
    CannotHandIn,
    CannotReview,
    CannotTellSurvey,
    ask_surveys,
    hand_in,
    keep_evidence,
    review,
    tell_survey,
)
from curriculum.calc.days import add_months
from curriculum.models import Nomination
from improvement.queries.certification import standings_of
from tests.factories.coaching import (
    START,
    CoachFactory,
    CoachingFactory,
    CohortFactory,
    CohortSessionFactory,
    DeliverableFactory,
    EnrolmentFactory,
    StageFactory,
    TeamFactory,
)
from tests.factories.curriculum import LevelFactory
from tests.factories.improvement import ChangeIdeaFactory, MeasureFactory, PdsaFactory, points_in
from tests.factories.workforce import AccountFactory, PersonFactory, UnitFactory
from workforce.models import Notice

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 1)
RULE = {"attendance_percent": 80, "sessions_coached": 1, "stage": "TEST", "pdsas": 1, "measure_points": 3}
RULE |= {"deliverables": True, "team_evaluation": True, "observation": True}


@pytest.fixture
def cohort():
    return CohortFactory(version__rule=RULE, version__rates=[{"code": "LISTEN", "title": "Listening"}])


@pytest.fixture
def deliverable(cohort):
    return DeliverableFactory(version=cohort.version, title="Plan")


@pytest.fixture
def uma(cohort):
    return EnrolmentFactory(cohort=cohort, state="IN_TRAINING", place=1)


@pytest.fixture
def lead(cohort):
    return AccountFactory(trust=cohort.trust, person=PersonFactory(trust=cohort.trust))


def handed(enrolment, deliverable, by, words="Here it is"):
    return hand_in(enrolment=enrolment, deliverable=deliverable, words=words, link="", on=TODAY, by=by)


def reviewed(submission, by, *, accepts, words=""):
    return review(submission=submission, accepts=accepts, words=words, on=TODAY, by=by)


def standing_of(enrolment, on=TODAY):
    return standings_of(enrolment.cohort, on=on, only=enrolment)[0]


def has_done_everything(enrolment, lead, deliverable):
    """All that the rule asks for, in the rows that tell of it."""
    cohort = enrolment.cohort
    day = CohortSessionFactory(cohort=cohort, date=START)
    tell_who_came(session=day, came=[enrolment], on=TODAY, by=lead)
    coach = CoachFactory(academy=cohort.academy, person=enrolment.person)
    team = TeamFactory(academy=cohort.academy, programme=cohort.version.programme, cohort=cohort)
    CoachingFactory(team=team, coach=coach)
    for position, code in enumerate(("PRE", "TEST", "LATER"), start=1):
        stage = StageFactory(version=cohort.version, code=code, position=position)
    team.stages.create(trust=team.trust, stage=stage, since=START)
    held = TeamSession.objects.create(trust=team.trust, team=team, date=START, state="HELD")
    SessionPerson.objects.create(trust=team.trust, session=held, person=coach.person, is_coach=True)
    PdsaFactory(idea=ChangeIdeaFactory(team=team), is_finished=True)
    points_in(MeasureFactory(team=team), 1, 2, 3)
    reviewed(handed(enrolment, deliverable, lead), lead, accepts=True)
    for kind in ("TEAM_EVALUATION", "OBSERVATION"):
        keep_evidence(enrolment=enrolment, kind=kind, date=START, words="Good", on=TODAY, by=lead)


def test_what_is_to_be_worked_on_is_said_and_handed_in_again_as_the_next_round(uma, deliverable, lead):
    first = handed(uma, deliverable, lead)
    with pytest.raises(CannotReview, match="Say what is to be worked on"):
        reviewed(first, lead, accepts=False)
    reviewed(first, lead, accepts=False, words="Name the sponsor")
    second = handed(uma, deliverable, lead, "With the sponsor")
    handed(uma, deliverable, lead, "With the sponsor, and a date")
    reviewed(second, lead, accepts=True)

    with pytest.raises(CannotHandIn, match="accepted already"):
        handed(uma, deliverable, lead)
    rounds = Submission.objects.order_by("round").values_list("round", "state", "words")
    assert list(rounds) == [(1, "TO_WORK_ON", "Here it is"), (2, "ACCEPTED", "With the sponsor, and a date")]
    assert Notice.objects.filter(person=uma.person).count() == 2


def test_nobody_reviews_their_own_and_nobody_reviews_twice(uma, deliverable, lead):
    submission = handed(uma, deliverable, lead)
    own = AccountFactory(trust=uma.trust, person=uma.person)

    with pytest.raises(CannotReview, match="themselves"):
        reviewed(submission, own, accepts=True)
    reviewed(submission, lead, accepts=True)
    with pytest.raises(CannotReview, match="already"):
        reviewed(submission, lead, accepts=False, words="No")

    submission.refresh_from_db()
    assert submission.state == "ACCEPTED"


@pytest.mark.parametrize(
    "moment, now, then, words",
    [
        ("START", {}, {}, "Rate each"),
        ("START", {"LISTEN": 11}, {}, "0 to 10"),
        ("START", {"LISTEN": 5}, {"LISTEN": 2}, "Rate each"),
        ("THEN_AND_NOW", {"LISTEN": 5}, {}, "Rate each"),
    ],
)
def test_a_survey_that_is_not_whole_is_not_taken(uma, lead, moment, now, then, words):
    with pytest.raises(CannotTellSurvey, match=words):
        tell_survey(enrolment=uma, moment=moment, now=now, then=then, words="", on=TODAY, by=lead)

    assert not CoachSurvey.objects.exists()


def test_what_was_told_at_the_start_stays_once_two_weeks_have_passed(uma, lead):
    told = {"enrolment": uma, "moment": "START", "then": {}, "words": "", "by": lead}
    tell_survey(now={"LISTEN": 3}, on=TODAY, **told)
    tell_survey(now={"LISTEN": 4}, on=TODAY + dt.timedelta(days=14), **told)

    with pytest.raises(CannotTellSurvey, match="stays as it was"):
        tell_survey(now={"LISTEN": 9}, on=TODAY + dt.timedelta(days=15), **told)

    assert CoachSurvey.objects.get().now == {"LISTEN": 4}


def test_each_is_asked_once_for_each_survey_that_is_due_and_not_told(uma, lead):
    def asked(on):
        ask_surveys(on=on)
        return Notice.objects.filter(person=uma.person).count()

    early = asked(START - dt.timedelta(days=1))
    counts = [asked(START), asked(START + dt.timedelta(days=1))]
    tell_survey(enrolment=uma, moment="START", now={"LISTEN": 3}, then={}, words="", on=START, by=lead)
    half = add_months(START, 6)

    assert (early, counts) == (0, [1, 1])
    assert [asked(half - dt.timedelta(days=1)), asked(half), asked(half + dt.timedelta(days=9))] == [1, 2, 2]


def test_at_first_everything_is_missing_and_at_last_nothing(uma, deliverable, lead):
    before = standing_of(uma)
    has_done_everything(uma, lead, deliverable)
    after = standing_of(uma)

    assert {part.name for part in before.missing} == set(RULE)
    assert (after.missing, after.is_ready) == ([], True)


def test_a_certificate_is_given_to_who_has_everything_with_its_expiry_and_only_once(uma, deliverable, lead):
    cohort = uma.cohort
    has_done_everything(uma, lead, deliverable)

    award(cohort=cohort, standings=[standing_of(uma)], on=TODAY, by=lead)
    award(cohort=cohort, standings=[standing_of(uma)], on=TODAY, by=lead)

    uma.refresh_from_db()
    [given] = Certification.objects.all()
    assert (uma.state, given.since, given.until) == ("CERTIFIED", TODAY, dt.date(2029, 6, 1))


def test_whoever_is_certified_is_named_for_the_level_of_coaches_as_long_as_the_certificate_lasts(
    uma, deliverable, lead
):
    academy = uma.cohort.academy
    academy.level = LevelFactory(trust=academy.trust)
    academy.save()
    UnitFactory(trust=academy.trust)
    has_done_everything(uma, lead, deliverable)

    award(cohort=uma.cohort, standings=[standing_of(uma)], on=TODAY, by=lead)
    renew(enrolment=uma, on=dt.date(2029, 5, 1), by=lead)

    named = Nomination.objects.filter(person=uma.person, level=academy.level).order_by("since")
    days = [(one.since, one.until) for one in named]
    assert days == [(TODAY, dt.date(2029, 6, 1)), (dt.date(2029, 6, 1), dt.date(2032, 6, 1))]


def test_where_something_is_missing_nobody_of_the_list_is_certified(uma, deliverable, lead):
    bo = EnrolmentFactory(cohort=uma.cohort, state="IN_TRAINING", place=2)
    has_done_everything(uma, lead, deliverable)

    with pytest.raises(CannotCertify, match=f"still missing: {bo.person}"):
        award(cohort=uma.cohort, standings=[standing_of(uma), standing_of(bo)], on=TODAY, by=lead)

    assert not Certification.objects.exists()


def test_nobody_certifies_themselves(uma, deliverable, lead):
    has_done_everything(uma, lead, deliverable)
    own = AccountFactory(trust=uma.trust, person=uma.person)

    with pytest.raises(CannotCertify, match="themselves"):
        award(cohort=uma.cohort, standings=[standing_of(uma)], on=TODAY, by=own)

    assert not Certification.objects.exists()


def test_a_certificate_is_renewed_from_its_end_and_after_it_from_the_day(uma, deliverable, lead):
    has_done_everything(uma, lead, deliverable)
    award(cohort=uma.cohort, standings=[standing_of(uma)], on=TODAY, by=lead)

    with pytest.raises(CannotCertify, match="from 6 months before"):
        renew(enrolment=uma, on=dt.date(2028, 11, 30), by=lead)
    early = renew(enrolment=uma, on=dt.date(2028, 12, 1), by=lead)
    late = renew(enrolment=uma, on=dt.date(2033, 1, 1), by=lead)

    assert (early.since, early.until) == (dt.date(2029, 6, 1), dt.date(2032, 6, 1))
    assert (late.since, late.until) == (dt.date(2033, 1, 1), dt.date(2036, 1, 1))


def test_a_cohort_is_asked_in_a_number_of_questions_that_does_not_grow(cohort, django_assert_max_num_queries):
    day = CohortSessionFactory(cohort=cohort, date=START, told_at="2026-01-06T10:00Z", revision=1)
    for place in range(1, 21):
        enrolment = EnrolmentFactory(cohort=cohort, state="IN_TRAINING", place=place)
        CohortAttendance.objects.create(trust=cohort.trust, session=day, enrolment=enrolment)

    with django_assert_max_num_queries(16):
        assert len(standings_of(cohort, on=TODAY)) == 20


WAY = {"began": START, "came": [True], "overdue": [], "returned": [], "has_team": True, "last_coached": TODAY}


@pytest.mark.parametrize(
    "told, whys",
    [
        ({}, []),
        ({"came": [True, False]}, []),
        ({"came": [True, False, False]}, [Why.MISSED]),
        ({"has_team": False}, [Why.NO_TEAM]),
        ({"has_team": False, "began": dt.date(2026, 5, 1)}, []),
        ({"last_coached": dt.date(2026, 5, 5)}, []),
        ({"last_coached": dt.date(2026, 5, 4)}, [Why.QUIET]),
        ({"overdue": ["Plan"], "returned": ["Storyboard"]}, [Why.OVERDUE, Why.RETURNED]),
    ],
)
def test_who_is_stuck_follows_from_what_happened(told, whys):
    assert [one.why for one in stuck(OnTheWay(**(WAY | told)), on=TODAY)] == whys
