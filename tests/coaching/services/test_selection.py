"""From the application to the place: who agrees, who scores, who is offered what, and who moves up."""

import datetime as dt

import pytest

from coaching.enums import EnrolmentState
from coaching.models import Coach, CriterionScore, Enrolment
from coaching.queries.selection import free_places, scored, waiting_line
from coaching.services.application import (
    CannotAgree,
    CannotApply,
    Told,
    apply,
    decide_agreement,
    withdraw,
    withdraw_leavers,
)
from coaching.services.selection import (
    CannotChoose,
    CannotScore,
    Choice,
    Points,
    accept_offer,
    choose,
    decline_offer,
    score,
)
from tests.factories.coaching import (
    ApplicationFactory,
    CohortFactory,
    CriterionFactory,
    EnrolmentFactory,
    PathwayFactory,
)
from tests.factories.workforce import AccountFactory, PersonFactory, PostFactory, UnitFactory
from workforce.models import Notice

pytestmark = pytest.mark.django_db
TODAY = dt.date(2025, 11, 20)


@pytest.fixture
def cohort():
    return CohortFactory(places=2)


@pytest.fixture
def lead(cohort):
    person = PersonFactory(trust=cohort.trust)
    return AccountFactory(trust=cohort.trust, person=person)


def person_in(cohort, name="Uma", manager=None):
    person = PersonFactory(trust=cohort.trust, given_name=name, family_name="Tester")
    PostFactory(person=person, unit=UnitFactory(trust=cohort.trust), manager=manager, since=dt.date(2025, 1, 1))
    return person


def applied(cohort, name="Uma", *, state="SHORTLISTED", agreement="AGREED", by=None, **told):
    enrolment = EnrolmentFactory(cohort=cohort, person__given_name=name, state=state, **told)
    decided = {"decided_at": "2025-11-19T10:00Z", "decided_by": by or AccountFactory(trust=cohort.trust)}
    ApplicationFactory(enrolment=enrolment, agreement=agreement, **(decided if agreement != "WAITING" else {}))
    return enrolment


def chosen(cohort, lead, choice, *enrolments):
    return choose(cohort=cohort, enrolments=enrolments, choice=choice, on=TODAY, by=lead)


def names(enrolments):
    return [one.person.given_name for one in enrolments]


def test_whoever_applies_is_one_application_and_their_manager_is_told(cohort):
    cora = PersonFactory(trust=cohort.trust, given_name="Cora")
    uma = person_in(cohort, manager=cora)
    account = AccountFactory(trust=cohort.trust, person=uma)
    told = Told(why="Patients wait", protected_hours=4, pathways=[PathwayFactory(trust=cohort.trust)])

    first = apply(cohort=cohort, person=uma, told=told, on=TODAY, by=account)
    again = apply(cohort=cohort, person=uma, told=told, on=TODAY, by=account)

    assert first == again
    [notice] = Notice.objects.all()
    assert notice.person == cora
    assert "wants to become a coach" in notice.words
    assert str(first.uuid) in notice.link


@pytest.mark.parametrize(
    "on, told, words",
    [
        (dt.date(2026, 3, 1), {}, "takes no applications today"),
        (TODAY, {"why": " "}, "Say why"),
        (TODAY, {"protected_hours": 0}, "1 to 40"),
    ],
)
def test_what_cannot_be_taken_is_not(cohort, on, told, words):
    uma = person_in(cohort)
    said = {"why": "Patients wait", "protected_hours": 4} | told

    with pytest.raises(CannotApply, match=words):
        apply(cohort=cohort, person=uma, told=Told(**said), on=on, by=AccountFactory(trust=cohort.trust))

    assert not Enrolment.objects.exists()


def test_a_manager_decides_once_and_says_why_not(cohort, lead):
    application = applied(cohort, agreement="WAITING", state="APPLIED").application

    with pytest.raises(CannotAgree, match="Say why not"):
        decide_agreement(application=application, agrees=False, words=" ", by=lead)
    decided = decide_agreement(application=application, agrees=False, words="Two vacancies", by=lead)
    with pytest.raises(CannotAgree, match="decided already"):
        decide_agreement(application=application, agrees=True, words="", by=lead)

    assert (decided.agreement, decided.manager_words, decided.decided_by) == ("REFUSED", "Two vacancies", lead)


def test_nobody_is_offered_a_place_whose_manager_has_not_agreed(cohort, lead):
    uma, bo = applied(cohort, "Uma"), applied(cohort, "Bo", agreement="WAITING")

    with pytest.raises(CannotChoose, match="managers have not agreed: Bo"):
        chosen(cohort, lead, Choice.OFFER, uma, bo)

    assert set(Enrolment.objects.values_list("state", flat=True)) == {"SHORTLISTED"}


def test_points_are_given_for_every_criterion_with_a_reason_and_never_to_oneself(cohort, lead):
    one, other = (CriterionFactory(version=cohort.version, most=4) for _ in range(2))
    uma, own = applied(cohort), applied(cohort, person=lead.person)
    good = {one: Points(4, "Says whom it serves"), other: Points(1, "Has not led a group")}

    for enrolment, given, words in (
        (uma, {one: Points(4, "Good")}, "every criterion"),
        (uma, good | {other: Points(5, "Good")}, "takes 0 to 4 points"),
        (uma, good | {other: Points(3, " ")}, "Say why"),
        (own, good, "own application"),
    ):
        with pytest.raises(CannotScore, match=words):
            score(enrolment=enrolment, given=given, by=lead)
    assert not CriterionScore.objects.exists()

    score(enrolment=uma, given=good, by=lead)
    score(enrolment=uma, given=good | {other: Points(2, "Led one after all")}, by=lead)

    [line, _own] = scored(cohort)
    assert (line.enrolment, line.mean, line.of) == (uma, 6, 8)


def test_no_more_are_offered_a_place_than_there_are(cohort, lead):
    three = [applied(cohort, name) for name in ("Uma", "Ola", "Bo")]

    with pytest.raises(CannotChoose, match="Only 2 places are free, and 3 were chosen"):
        chosen(cohort, lead, Choice.OFFER, *three)
    assert set(Enrolment.objects.values_list("state", flat=True)) == {"SHORTLISTED"}
    chosen(cohort, lead, Choice.OFFER, *three[:2])
    chosen(cohort, lead, Choice.WAIT, three[2])

    assert free_places(cohort) == []
    assert names(waiting_line(cohort)) == ["Bo"]


def test_the_waiting_list_stands_by_points_and_then_by_the_day_of_application(cohort, lead):
    criterion = CriterionFactory(version=cohort.version)
    late, early, best = (
        applied(cohort, name, state="WAITING", applied_date=TODAY - dt.timedelta(days=days))
        for name, days in (("Late", 1), ("Early", 9), ("Best", 2))
    )
    for enrolment, points in ((late, 2), (early, 2), (best, 4)):
        score(enrolment=enrolment, given={criterion: Points(points, "So it is")}, by=lead)

    assert names(waiting_line(cohort)) == ["Best", "Early", "Late"]


@pytest.mark.parametrize("way", ["withdraws", "declines"])
def test_when_somebody_goes_the_first_who_waits_is_offered_their_place_and_told(cohort, lead, way):
    uma, ola = applied(cohort, "Uma"), applied(cohort, "Ola")
    chosen(cohort, lead, Choice.OFFER, uma, ola)
    applied(cohort, "Not agreed", state="WAITING", agreement="WAITING", applied_date=TODAY - dt.timedelta(days=30))
    bo = applied(cohort, "Bo", state="WAITING")
    uma.refresh_from_db()

    if way == "withdraws":
        moved = withdraw(enrolment=uma, reason="NO_TIME", on=TODAY, by=lead)
    else:
        moved = decline_offer(enrolment=uma, on=TODAY, by=lead)

    uma.refresh_from_db()
    assert names(moved) == ["Bo"]
    assert (uma.state, uma.place, uma.ended_date) == ("WITHDRAWN", None, TODAY)
    assert Notice.objects.filter(person=bo.person, words__contains="offered to you").count() == 1


def test_the_place_of_whoever_left_the_trust_goes_to_whoever_waits(cohort, lead):
    gone = applied(cohort, "Uma", state="OFFERED", place=1, person__left_date=TODAY, person__left_reason="RETIRED")
    bo = applied(cohort, "Bo", state="WAITING")
    stays = applied(cohort, "Ola", state="OFFERED", place=2)

    assert (withdraw_leavers(on=TODAY - dt.timedelta(days=1)), withdraw_leavers(on=TODAY)) == (0, 1)

    [told] = Enrolment.objects.filter(state="WITHDRAWN")
    assert (told, told.end_reason) == (gone, "LEFT")
    assert set(Enrolment.objects.filter(state="OFFERED")) == {bo, stays}


def test_once_the_course_is_under_way_nobody_is_offered_a_place_of_it_any_more(cohort, lead):
    uma = applied(cohort, "Uma", state="IN_TRAINING", place=1)
    bo = applied(cohort, "Bo", state="WAITING")

    withdraw(enrolment=uma, reason="NO_TIME", on=cohort.since + dt.timedelta(days=31), by=lead)

    bo.refresh_from_db()
    assert bo.state == "WAITING"


def test_nobody_decides_on_their_own_application(cohort, lead):
    own = applied(cohort, person=lead.person)

    with pytest.raises(CannotChoose, match="their own application"):
        chosen(cohort, lead, Choice.OFFER, own)

    own.refresh_from_db()
    assert own.state == "SHORTLISTED"


def test_whoever_accepts_is_on_the_course_and_known_as_a_coach(cohort, lead):
    uma = applied(cohort, "Uma")
    uma.application.pathways.add(PathwayFactory(trust=cohort.trust, name="Stroke"))
    chosen(cohort, lead, Choice.OFFER, uma)

    accept_offer(enrolment=uma, on=TODAY, by=lead)
    accept_offer(enrolment=uma, on=TODAY, by=lead)

    uma.refresh_from_db()
    coach = Coach.objects.get()
    assert (uma.state, uma.began_date) == (EnrolmentState.IN_TRAINING, TODAY)
    assert (coach.person, [str(one) for one in coach.pathways.all()]) == (uma.person, ["Stroke"])


def test_an_offer_that_is_gone_is_neither_accepted_nor_declined(cohort, lead):
    uma = applied(cohort, "Uma")

    for answer in (accept_offer, decline_offer):
        with pytest.raises(CannotChoose, match="no offer"):
            answer(enrolment=uma, on=TODAY, by=lead)

    uma.refresh_from_db()
    assert uma.state == "SHORTLISTED"


def test_what_does_not_follow_is_refused_for_all_of_them(cohort, lead):
    uma, bo = applied(cohort, "Uma", state="APPLIED"), applied(cohort, "Bo", state="WITHDRAWN")

    with pytest.raises(CannotChoose, match=r"Bo .*\(Withdrawn\)"):
        chosen(cohort, lead, Choice.SHORTLIST, uma, bo)

    uma.refresh_from_db()
    assert uma.state == "APPLIED"
