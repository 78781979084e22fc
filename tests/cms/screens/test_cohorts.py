"""The screens of a cohort, from the application to the certificate; and who may open which of them."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from coaching.models import Application, Certification, Cohort, CohortAttendance, Enrolment
from coaching.services.cohort import name_faculty
from tests.factories.coaching import (
    ApplicationFactory,
    CohortFactory,
    CohortSessionFactory,
    CriterionFactory,
    DeliverableFactory,
    EnrolmentFactory,
)
from tests.factories.hospital import client_of
from tests.factories.workforce import AccountFactory, PersonFactory, PostFactory, UnitFactory, account_with, top_of
from workforce.enums import Role
from workforce.models import Decision, Notice, Person

from .reading import words_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = dt.timedelta(days=1)
RATES = [{"code": "LISTEN", "title": "Listening"}]


def cohort_with(**told):
    """Open for applications, and begun a while ago: so that one cohort shows everything."""
    days = {"opens_date": TODAY - 200 * DAY, "closes_date": TODAY + 10 * DAY, "since": TODAY + 20 * DAY}
    return CohortFactory(**({"name": "Flow 3", "places": 2, "until": TODAY + 380 * DAY} | days | told))


@pytest.fixture
def cohort():
    cohort = cohort_with(version__rates=RATES, version__rule={"attendance_percent": 80, "deliverables": True})
    CriterionFactory(version=cohort.version, title="Why they want to coach")
    DeliverableFactory(version=cohort.version, code="PLAN", title="Plan of the pre-phase")
    return cohort


@pytest.fixture
def running(cohort):
    Cohort.objects.filter(pk=cohort.pk).update(closes_date=TODAY - 150 * DAY, since=TODAY - 120 * DAY)
    cohort.refresh_from_db()
    return cohort


def account_in(trust, role=None, name="Lea"):
    person = PersonFactory(trust=trust, given_name=name, family_name="Tester")
    if role:
        return account_with(role, top_of(trust), person=person)
    return AccountFactory(trust=trust, person=person)


@pytest.fixture
def lead(cohort):
    return account_in(cohort.trust, Role.ACADEMY_LEAD)


@pytest.fixture
def faculty(cohort, lead):
    account = account_in(cohort.trust, name="Fay")
    name_faculty(cohort=cohort, person=account.person, part="FACULTY", on=TODAY, by=lead)
    return account


@pytest.fixture
def manager(cohort):
    return account_in(cohort.trust, name="Cora")


@pytest.fixture
def uma(cohort, manager):
    account = account_in(cohort.trust, name="Uma")
    unit = UnitFactory(trust=cohort.trust)
    PostFactory(person=account.person, unit=unit, manager=manager.person, since=TODAY - 900 * DAY)
    return account


def applied(cohort, account=None, *, state="APPLIED", agreement="AGREED", **told):
    """Whose manager has agreed, unless it is said otherwise."""
    told |= {"person": account.person} if account else {}
    enrolment = EnrolmentFactory(cohort=cohort, state=state, state_date=TODAY, **told)
    decided = {"decided_at": timezone.now(), "decided_by": AccountFactory(trust=cohort.trust)}
    words = {"why": "SECRET WHY", "agreement": agreement}
    ApplicationFactory(enrolment=enrolment, **words, **(decided if agreement != "WAITING" else {}))
    return enrolment


def on_it(cohort, account=None, place=1):
    return applied(cohort, account, state="IN_TRAINING", place=place, began_date=cohort.since)


FORM = {"why": "Patients wait too long", "protected_hours": "4"}


def test_somebody_applies_and_only_their_manager_can_agree(cohort, uma, manager, lead, faculty):
    client, address = client_of(uma), f"/cohorts/{cohort.uuid}/apply/"
    asked = words_of(client.get(address))
    wrong = client.post(address, FORM | {"why": " ", "protected_hours": "60"})
    sent = client.post(address, FORM)
    enrolment = Enrolment.objects.get()
    [notice] = Notice.objects.filter(person=manager.person)

    assert "Cora Tester is asked to agree: nobody else can." in asked
    assert wrong.status_code == 422
    assert "Say why you want to become a coach" in words_of(wrong)
    assert sent.url == f"/my/courses/{enrolment.uuid}/"
    for other in (uma, lead, faculty, account_in(cohort.trust, Role.UNIT_MANAGER, "Other")):
        answer = client_of(other).post(notice.link, {"decision": "agree"})
        assert (answer.status_code, "Patients wait" in answer.content.decode()) == (404, False)
    enrolment.application.refresh_from_db()
    assert enrolment.application.agreement == "WAITING"

    boss = client_of(manager)
    assert "Patients wait too long" in words_of(boss.get(notice.link))
    assert "Say why not" in words_of(boss.post(notice.link, {"decision": "refuse"}))
    assert "Uma Tester" in words_of(boss.get("/agreements/"))
    assert boss.post(notice.link, {"decision": "refuse", "words": "Two vacancies"}).url == "/agreements/"
    assert "Two vacancies" in words_of(client.get(f"/my/courses/{enrolment.uuid}/"))


def test_an_application_is_changed_on_its_own_page_with_what_was_said_before(cohort, uma, lead, manager):
    client = client_of(uma)
    client.post(f"/cohorts/{cohort.uuid}/apply/", FORM)
    enrolment = Enrolment.objects.get()
    page = f"/my/courses/{enrolment.uuid}/"
    change = f"{page}application/"

    assert "Change your application" in words_of(client.get(page))
    assert "Patients wait too long" in client.get(change).content.decode()
    wrong = client.post(change, FORM | {"protected_hours": "60"})
    assert (wrong.status_code, Application.objects.get().protected_hours) == (422, 4)
    assert client_of(lead).post(change, FORM | {"why": "Somebody else"}).status_code in (403, 404)

    client.post(change, FORM | {"why": "Patients wait far too long"})

    assert "Patients wait far too long" in words_of(client_of(lead).get(f"/applications/{enrolment.uuid}/"))
    assert Notice.objects.filter(person=manager.person).count() == 2
    Enrolment.objects.update(state="SHORTLISTED")
    assert client.post(change, FORM | {"why": "Too late"}).status_code == 404
    assert "Change your application" not in words_of(client.get(page))
    assert Application.objects.get().why == "Patients wait far too long"


def test_whoever_withdrew_applies_again_from_their_own_page(cohort, uma):
    client = client_of(uma)
    client.post(f"/cohorts/{cohort.uuid}/apply/", FORM)
    enrolment = Enrolment.objects.get()
    client.post(f"/my/courses/{enrolment.uuid}/leave/", {"reason": "NO_TIME"})

    assert "Apply again" in words_of(client.get(f"/my/courses/{enrolment.uuid}/"))
    assert "Patients wait too long" in client.get(f"/cohorts/{cohort.uuid}/apply/").content.decode()
    client.post(f"/cohorts/{cohort.uuid}/apply/", FORM | {"why": "I have the time now"})

    assert [*Enrolment.objects.values_list("pk", "state")] == [(enrolment.pk, "APPLIED")]
    assert "Apply again" not in words_of(client.get(f"/my/courses/{enrolment.uuid}/"))


def test_until_when_an_offer_is_kept_stands_on_their_page_and_the_lead_s(cohort, uma, lead):
    until = TODAY + 5 * DAY
    offer = applied(cohort, uma, state="OFFERED", place=1, offer_until=until)
    day = f"{until:%-d %B %Y}"

    assert f"It is kept for you until {day}." in words_of(client_of(uma).get(f"/my/courses/{offer.uuid}/"))
    assert f"kept until {day}" in words_of(client_of(lead).get(f"/cohorts/{cohort.uuid}/?state=OFFERED"))


def test_a_manager_who_has_not_answered_is_asked_once_more_and_once_a_day(cohort, uma, manager, lead, faculty):
    enrolment = applied(cohort, uma, agreement="WAITING")
    address = f"/applications/{enrolment.uuid}/"

    page = words_of(client_of(faculty).get(address))
    client_of(faculty).post(f"{address}ask-again/")
    said = client_of(lead).post(f"{address}ask-again/", follow=True)

    assert "Asked: Cora Tester." in page
    assert "Asked once more: Cora Tester." in words_of(said)
    assert Notice.objects.filter(person=manager.person).count() == 1
    assert client_of(uma).post(f"{address}ask-again/").status_code == 403
    assert client_of(manager).post(f"{address}ask-again/").status_code == 404


def test_a_manager_who_has_answered_or_is_not_known_is_not_asked_again(cohort, uma, manager, lead):
    agreed, unknown = applied(cohort, uma), applied(cohort, account_in(cohort.trust, name="Bo"), agreement="WAITING")

    answers = [client_of(lead).post(f"/applications/{one.uuid}/ask-again/", follow=True) for one in (agreed, unknown)]

    assert "There is nothing to agree to any more." in words_of(answers[0])
    assert "Nobody is known who manages them" in words_of(answers[1])
    assert not Notice.objects.filter(person=manager.person).exists()


def test_who_teaches_a_course_is_not_offered_to_apply_to_it(cohort, uma, faculty):
    assert "Apply for" in words_of(client_of(uma).get("/cohorts/"))
    assert "Apply for" not in words_of(client_of(faculty).get("/cohorts/"))


def test_a_cohort_that_takes_no_applications_has_no_form(running, uma):
    assert client_of(uma).get(f"/cohorts/{running.uuid}/apply/").status_code == 404
    assert client_of(uma).post(f"/cohorts/{running.uuid}/apply/", FORM).status_code == 404
    assert not Enrolment.objects.exists()


def test_points_of_others_are_shown_once_one_has_scored_oneself(cohort, lead, faculty):
    enrolment = applied(cohort)
    address, [criterion] = f"/applications/{enrolment.uuid}/", cohort.version.criteria.all()
    given = {f"points-{criterion.pk}": "3", f"reason-{criterion.pk}": "LEADS REASON"}

    client_of(lead).post(address, given)
    other = client_of(faculty)
    before = words_of(other.get(address))
    wrong = other.post(address, given | {f"reason-{criterion.pk}": ""})
    other.post(address, given | {f"reason-{criterion.pk}": "Mine", f"points-{criterion.pk}": "4"})
    after = words_of(other.get(address))

    assert "LEADS REASON" not in before
    assert "shown once you have given your own" in before
    assert "Say why, of “Why they want to coach”" in words_of(wrong)
    assert "LEADS REASON" in after
    assert "3.5 of 4, by 2 people" in words_of(other.get(f"/cohorts/{cohort.uuid}/applications/"))


def test_people_are_decided_on_together_and_looked_at_before(cohort, lead, faculty):
    first, second, third = (applied(cohort, state="SHORTLISTED") for _ in range(3))
    address = f"/cohorts/{cohort.uuid}/applications/"
    people = {"people": [str(first.uuid), str(second.uuid)], "choice": "OFFER"}
    client = client_of(lead)

    first.application.partner = third.person
    first.application.save()
    preview = client.post(address, people)
    nobody = client.post(address, {"choice": "OFFER"})
    waits = applied(cohort, state="SHORTLISTED", agreement="WAITING")
    not_agreed = words_of(client.post(address, {"people": str(waits.uuid), "choice": "OFFER"}))
    too_many = client.post(address, people | {"people": [*people["people"], str(third.uuid)], "do": "decide"})
    not_theirs = client_of(faculty).post(address, people | {"do": "decide"})
    before = set(Enrolment.objects.values_list("state", flat=True))
    client.post(address, people | {"do": "decide"})

    assert "After it 0 places are free." in words_of(preview)
    assert f"{first.person} applies together with {third.person}, who is not chosen here." in words_of(preview)
    assert "Choose at least one person" in words_of(nobody)
    assert (too_many.status_code, not_theirs.status_code, before) == (422, 403, {"SHORTLISTED"})
    assert "Only 2 places are free, and 3 were chosen" in words_of(too_many)
    assert sorted(Enrolment.objects.values_list("state", flat=True)) == [
        "OFFERED",
        "OFFERED",
        "SHORTLISTED",
        "SHORTLISTED",
    ]
    assert f"have not agreed, so nothing can be done until they are taken out: {waits.person}." in not_agreed


def test_an_offer_is_declined_and_whoever_waits_takes_it(cohort, uma):
    offer, waits = applied(cohort, uma, state="OFFERED", place=1), account_in(cohort.trust, name="Wim")
    cohort.places = 1
    cohort.save()
    next_one = applied(cohort, waits, state="WAITING")

    assert "You are number 1 in the line" in words_of(client_of(waits).get(f"/my/courses/{next_one.uuid}/"))
    client_of(uma).post(f"/my/courses/{offer.uuid}/leave/")
    [notice] = Notice.objects.filter(person=waits.person)
    page = client_of(waits).get(notice.link)
    client_of(waits).post(f"/my/courses/{next_one.uuid}/accept/")

    assert "You are offered a place." in words_of(page)
    assert dict(Enrolment.objects.values_list("pk", "state")) == {offer.pk: "WITHDRAWN", next_one.pk: "IN_TRAINING"}


def test_what_is_missing_is_said_in_sentences_and_the_file_says_what_the_screen_says(running, lead, uma):
    on_it(running, uma)
    days = [CohortSessionFactory(cohort=running, date=TODAY - n * DAY) for n in (30, 20)]
    for day in days:
        client_of(lead).post(f"/cohorts/{running.uuid}/calendar/{day.uuid}/came/", {})

    screen = words_of(client_of(lead).get(f"/cohorts/{running.uuid}/"))
    file = client_of(lead).get(f"/cohorts/{running.uuid}/roster.csv").content.decode()
    own = words_of(client_of(uma).get(f"/my/courses/{running.enrolments.get().uuid}/"))

    for words in ("Came to 0 of 2 days, 0 %; 80 % is asked for.", "“Plan of the pre-phase” is not accepted yet."):
        assert words in screen
        assert words in file
        assert words in own.replace("You came", "Came")
    for words in ("Missed the last 2 days.", "Coaches no team", "“Plan of the pre-phase” is overdue."):
        assert words in screen
        assert words in file
    assert Decision.objects.filter(did="exported a cohort").count() == 1


def test_a_name_that_would_be_a_formula_is_text_in_both_files(running, lead):
    on_it(running)
    applied(running, state="WAITING")
    Person.objects.update(given_name="=cmd|' /C calc'!A0")

    for name in ("roster", "applications"):
        file = client_of(lead).get(f"/cohorts/{running.uuid}/{name}.csv").content.decode()
        assert "'=cmd" in file
        assert "\n=cmd" not in file


def test_from_who_came_to_the_certificate(running, lead, uma):
    enrolment, staff, own = on_it(running, uma), client_of(lead), client_of(uma)
    day = CohortSessionFactory(cohort=running, date=TODAY - DAY)
    page = f"/cohort-people/{enrolment.uuid}/"

    staff.post(f"/cohorts/{running.uuid}/calendar/{day.uuid}/came/", {"people": str(enrolment.uuid)})
    own.post(f"/my/courses/{enrolment.uuid}/hand-in/PLAN/", {"words": "My plan", "link": ""})
    submission = enrolment.submissions.get()
    returned = {"decision": "return", "words": "Name the sponsor"}
    staff.post(f"{page}review/{submission.uuid}/", returned)
    assert "Name the sponsor" in words_of(own.get(f"/my/courses/{enrolment.uuid}/"))
    own.post(f"/my/courses/{enrolment.uuid}/hand-in/PLAN/", {"words": "With the sponsor", "link": ""})
    latest = enrolment.submissions.get(round=2)
    staff.post(f"{page}review/{latest.uuid}/", {"decision": "accept", "words": ""})
    own.post(f"/my/courses/{enrolment.uuid}/survey/START/", {"now-LISTEN": "3", "words": ""})
    assert "Listening 3" in words_of(staff.get(page))
    assert "Listening 3.0 Answers, of 1 person 1 0 0 0 0" in words_of(staff.get(f"/cohorts/{running.uuid}/ratings/"))
    assert "Listening,3.0,,,," in staff.get(f"/cohorts/{running.uuid}/ratings.csv").content.decode()

    address = f"/cohorts/{running.uuid}/certificates/"
    assert "Certify 1 person until" in words_of(staff.post(address, {"people": str(enrolment.uuid), "do": "look"}))
    assert not Certification.objects.exists()
    staff.post(address, {"people": str(enrolment.uuid), "do": "decide"})

    assert Certification.objects.get().person == uma.person
    assert "Certified until" in words_of(own.get(f"/my/courses/{enrolment.uuid}/"))


def test_a_lead_opens_a_cohort_and_its_days_stand_in_the_calendar(cohort, lead):
    said = {"name": "Flow 9", "places": "24", "opens": "today", "closes": "1 May 2030", "since": "6 May 2030"}
    said |= {"academy": str(cohort.academy.uuid), "version": str(cohort.version.pk)}
    client = client_of(lead)

    wrong = client.post("/cohorts/open/", said | {"closes": "7 May 2030"})
    made = client.post("/cohorts/open/", said)

    assert "Applications open first" in words_of(wrong)
    assert made.url == f"/cohorts/{Cohort.objects.get(name='Flow 9').uuid}/calendar/"
    assert client.get(made.url).status_code == 200


RUN = (
    "",
    "roster.csv",
    "ratings/",
    "ratings.csv",
    "applications/",
    "applications.csv",
    "calendar/",
    "calendar/add/",
    "sets/",
)
LED = ("change/", "faculty/", "certificates/")


def test_who_opens_what_of_a_cohort(running, lead, faculty, uma):
    """The leads everything; its faculty what it takes to run it; people on it nothing but their own."""
    enrolment, other = on_it(running, uma), on_it(running, place=2)
    cohorts, person = f"/cohorts/{running.uuid}/", f"/cohort-people/{other.uuid}/"
    strangers = [account_in(running.trust, role) for role in (Role.UNIT_MANAGER, Role.COACH, Role.ADMINISTRATOR)]
    leading, teaching = client_of(lead), client_of(faculty)

    for address in (*(cohorts + name for name in (*RUN, *LED)), person, f"/applications/{other.uuid}/"):
        assert leading.get(address).status_code == 200, address
    for name in RUN:
        assert teaching.get(cohorts + name).status_code == 200, name
    for name in LED:
        assert teaching.get(cohorts + name).status_code == 403, name
    assert teaching.get(person).status_code == 200
    for account in (uma, *strangers, account_in(CohortFactory().trust, Role.ACADEMY_LEAD)):
        client = client_of(account)
        for address in (*(cohorts + name for name in (*RUN, *LED)), person, f"/applications/{other.uuid}/"):
            answer = client.get(address)
            assert answer.status_code in (403, 404), (account, address)
            assert "SECRET WHY" not in answer.content.decode()
        assert client.get(f"/my/courses/{other.uuid}/").status_code == 404
    assert client_of(uma).get(f"/my/courses/{enrolment.uuid}/").status_code == 200
    assert client_of(lead).get(f"/my/courses/{enrolment.uuid}/").status_code == 403


def test_when_somebody_no_longer_teaches_they_no_longer_see_it(running, lead, faculty):
    row = running.faculty.get()
    client_of(lead).post(f"/cohorts/{running.uuid}/faculty/{row.pk}/end/")

    assert client_of(faculty).get(f"/cohorts/{running.uuid}/").status_code == 403


def test_faculty_do_not_review_or_score_their_own_and_nothing_changes(running, lead):
    enrolment = on_it(running, lead)
    day = CohortSessionFactory(cohort=running, date=TODAY - DAY)
    client = client_of(lead)

    came = client.post(f"/cohorts/{running.uuid}/calendar/{day.uuid}/came/", {"people": str(enrolment.uuid)})
    said = {"kind": "OBSERVATION", "date": "today", "words": "Good"}

    assert (came.status_code, CohortAttendance.objects.count()) == (422, 0)
    assert client.post(f"/cohort-people/{enrolment.uuid}/evidence/", said).status_code == 403
    assert client.post(f"/applications/{enrolment.uuid}/", {}).status_code == 403
    assert not enrolment.evidence.exists()


def test_what_is_not_there_is_answered_kindly(running, lead):
    client = client_of(lead)

    assert client.get(f"/cohorts/{running.uuid}/?state=LOST").status_code == 400
    assert client.get(f"/cohorts/{uuid.uuid4()}/").status_code == 404
    assert client.get(f"/my/courses/{on_it(running, lead).uuid}/survey/NEVER/").status_code == 404
