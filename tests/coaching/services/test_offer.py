"""An offer that nobody answers lapses after the days of the cohort, and the first who waits is offered the place."""

import datetime as dt
import threading

import pytest
from django.db import connection

from coaching.enums import Agreement, EnrolmentState
from coaching.models import Application, CriterionScore, Enrolment
from coaching.services.application import CannotApply, Told, apply, withdraw
from coaching.services.application_changed import apply_again, change_application
from coaching.services.offer import lapse_offers, tell_of_offers
from coaching.services.selection import CannotChoose, Choice, accept_offer, choose
from coaching.tasks import offers
from tests.factories.coaching import ApplicationFactory, CohortFactory, CriterionFactory, EnrolmentFactory
from tests.factories.workforce import AccountFactory, PersonFactory, PostFactory, UnitFactory
from workforce.models import Notice

pytestmark = pytest.mark.django_db
TODAY = dt.date(2025, 11, 20)
DAY = dt.timedelta(days=1)
ENDS = TODAY + 14 * DAY


@pytest.fixture
def cohort():
    return CohortFactory(places=1, offer_days=14)


@pytest.fixture
def lead(cohort):
    return AccountFactory(trust=cohort.trust, person=PersonFactory(trust=cohort.trust))


def applied(cohort, name="Uma", state="SHORTLISTED"):
    enrolment = EnrolmentFactory(cohort=cohort, person__given_name=name, state=state)
    by = AccountFactory(trust=cohort.trust)
    ApplicationFactory(enrolment=enrolment, agreement="AGREED", decided_at="2025-11-19T10:00Z", decided_by=by)
    return enrolment


def offered(cohort, lead, name="Uma"):
    [row] = choose(cohort=cohort, enrolments=[applied(cohort, name)], choice=Choice.OFFER, on=TODAY, by=lead)
    return row


def notices(person):
    return " ".join(Notice.objects.filter(person=person).values_list("words", flat=True))


def test_an_offer_is_kept_for_its_days_and_lapses_the_day_after_and_whoever_waits_is_offered_the_place(cohort, lead):
    uma, second = offered(cohort, lead), applied(cohort, "Bo", "WAITING")
    assert uma.offer_until == ENDS
    assert "It is kept for you until 4 December 2025." in notices(uma.person)

    assert lapse_offers(on=ENDS) == 0
    assert lapse_offers(on=ENDS + DAY) == 1
    assert lapse_offers(on=ENDS + DAY) == 0

    uma.refresh_from_db()
    second.refresh_from_db()
    assert (uma.state, uma.place, uma.end_reason, uma.offer_until) == ("WITHDRAWN", None, "OFFER_LAPSED", None)
    assert (second.state, second.place, second.offer_until) == ("OFFERED", 1, ENDS + 15 * DAY)
    assert "has lapsed" in notices(uma.person)
    assert "has become free" in notices(second.person)


def test_three_days_before_it_lapses_they_are_told_once(cohort, lead):
    uma = offered(cohort, lead)

    tell_of_offers(on=ENDS - 4 * DAY)
    before = Notice.objects.filter(person=uma.person).count()
    tell_of_offers(on=ENDS - 3 * DAY), tell_of_offers(on=ENDS - 2 * DAY)

    assert Notice.objects.filter(person=uma.person).count() == before + 1
    assert "is kept for you until 4 December 2025. Say whether you take it." in notices(uma.person)


def test_what_was_taken_does_not_lapse_and_after_its_day_an_offer_cannot_be_taken(cohort, lead):
    uma = offered(cohort, lead)

    with pytest.raises(CannotChoose, match="is over"):
        accept_offer(enrolment=uma, on=ENDS + DAY, by=lead)
    accept_offer(enrolment=uma, on=ENDS, by=lead)

    assert lapse_offers(on=ENDS + 30 * DAY) == 0
    assert Enrolment.objects.get(pk=uma.pk).state == EnrolmentState.IN_TRAINING


def test_where_a_cohort_says_no_days_an_offer_stands(lead, cohort):
    cohort.offer_days = None
    cohort.save()
    uma = offered(cohort, lead)

    assert (uma.offer_until, lapse_offers(on=ENDS + 300 * DAY)) == (None, 0)


def test_the_worker_lets_them_lapse(cohort, lead):
    uma = offered(cohort, lead)

    offers()  # long after the day of the story

    assert Enrolment.objects.get(pk=uma.pk).state == EnrolmentState.WITHDRAWN


def test_taken_and_lapsed_at_once_it_is_one_of_the_two(real_transactions):
    cohort = CohortFactory(places=1, offer_days=14)
    lead = AccountFactory(trust=cohort.trust, person=PersonFactory(trust=cohort.trust))
    uma, together, refused = offered(cohort, lead), threading.Barrier(2), []

    def each(do):
        together.wait()
        try:
            do()
        except CannotChoose as no:
            refused.append(no)
        finally:
            connection.close()

    ways = (lambda: accept_offer(enrolment=uma, on=ENDS, by=lead), lambda: lapse_offers(on=ENDS + DAY))
    threads = [threading.Thread(target=each, args=[do]) for do in ways]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    uma.refresh_from_db()
    assert (uma.state, len(refused)) in {("IN_TRAINING", 0), ("WITHDRAWN", 1)}


def somebody(cohort):
    cora = PersonFactory(trust=cohort.trust, given_name="Cora")
    person = PersonFactory(trust=cohort.trust)
    PostFactory(person=person, unit=UnitFactory(trust=cohort.trust), manager=cora, since=dt.date(2025, 1, 1))
    return person, AccountFactory(trust=cohort.trust, person=person), cora


def told(why="Patients wait", hours=4, **said):
    return Told(why=why, protected_hours=hours, **said)


def agreed(enrolment, by):
    rows = Application.objects.filter(enrolment=enrolment)
    rows.update(agreement="AGREED", decided_at="2025-11-19T10:00Z", decided_by=by, manager_words="On Tuesdays")


def test_a_changed_application_is_put_to_the_manager_again_and_one_that_says_the_same_is_not(cohort, lead):
    person, account, cora = somebody(cohort)
    enrolment = apply(cohort=cohort, person=person, told=told(), on=TODAY, by=account)
    agreed(enrolment, lead)

    change_application(enrolment=enrolment, told=told(), on=TODAY, by=account)
    assert Application.objects.get().agreement == Agreement.AGREED

    change_application(enrolment=enrolment, told=told(hours=8), on=TODAY, by=account)

    row = Application.objects.get()
    assert (row.protected_hours, row.agreement, row.manager_words, row.decided_by) == (8, "WAITING", "", None)
    assert row.changed_at is not None
    assert Notice.objects.filter(person=cora).count() == 2


@pytest.mark.parametrize(
    "state, on, said, words",
    [
        ("SHORTLISTED", TODAY, told(hours=8), "stays as it is"),
        ("APPLIED", dt.date(2025, 12, 31), told(hours=8), "stays as it is"),
        ("APPLIED", TODAY, told(why=" "), "Say why"),
    ],
)
def test_once_it_is_read_and_decided_on_it_stays(cohort, state, on, said, words):
    person, account, _cora = somebody(cohort)
    enrolment = apply(cohort=cohort, person=person, told=told(), on=TODAY, by=account)
    Enrolment.objects.update(state=state)

    with pytest.raises(CannotApply, match=words):
        change_application(enrolment=enrolment, told=said, on=on, by=account)

    assert (Application.objects.get().protected_hours, Application.objects.get().changed_at) == (4, None)


def test_whoever_withdrew_applies_again_and_nothing_of_before_counts(cohort, lead):
    person, account, cora = somebody(cohort)
    enrolment = apply(cohort=cohort, person=person, told=told(), on=TODAY, by=account)
    agreed(enrolment, lead)
    criterion = CriterionFactory(version=cohort.version)
    CriterionScore.objects.create(
        trust=cohort.trust, enrolment=enrolment, criterion=criterion, scorer=lead.person, points=2, reason="Clear"
    )
    withdraw(enrolment=enrolment, reason="NO_TIME", on=TODAY, by=account)

    again = apply_again(enrolment=enrolment, told=told("I have the time now"), on=TODAY + DAY, by=account)
    twice = apply_again(enrolment=enrolment, told=told("Sent twice"), on=TODAY + DAY, by=account)

    assert again == twice == Enrolment.objects.get()
    again = Enrolment.objects.get()
    assert (again.state, again.applied_date, again.end_reason) == ("APPLIED", TODAY + DAY, "")
    row = Application.objects.get()
    assert (row.why, row.agreement) == ("I have the time now", "WAITING")
    assert not CriterionScore.objects.exists()
    assert Notice.objects.filter(person=cora).count() == 2


def test_whoever_had_begun_the_course_does_not_apply_to_it_again(cohort):
    person, account, _cora = somebody(cohort)
    enrolment = apply(cohort=cohort, person=person, told=told(), on=TODAY, by=account)
    Enrolment.objects.update(state="WITHDRAWN", began_date=TODAY, end_reason="NO_TIME")

    with pytest.raises(CannotApply, match="had begun"):
        apply_again(enrolment=enrolment, told=told("Again"), on=TODAY, by=account)

    assert Enrolment.objects.get().state == EnrolmentState.WITHDRAWN
    assert Application.objects.get().why == "Patients wait"


def test_after_the_days_for_it_nobody_applies_again(cohort):
    person, account, _cora = somebody(cohort)
    enrolment = apply(cohort=cohort, person=person, told=told(), on=TODAY, by=account)
    withdraw(enrolment=enrolment, reason="NO_TIME", on=TODAY, by=account)

    with pytest.raises(CannotApply, match="no applications today"):
        apply_again(enrolment=enrolment, told=told("Late"), on=dt.date(2026, 3, 1), by=account)

    assert Enrolment.objects.get().state == EnrolmentState.WITHDRAWN
