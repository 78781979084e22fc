"""Places in a session: booked, waited for, given up; the waiting list moves up by itself."""

import datetime as dt

import pytest

from curriculum.models import Booking, PlannedSession
from curriculum.queries.booking import place_in_line
from curriculum.services.activity import retire_activities
from curriculum.services.booking import CannotBook, CannotGiveUp, book_place, give_up_place
from curriculum.services.moving import move_place
from curriculum.services.planned_session import cancel_session
from tests.factories.curriculum import SkillFactory, TargetFactory
from tests.factories.planned_session import DAY, NOW, at, booked, planned, who_wait, with_a_place
from tests.factories.session import workshop
from tests.factories.workforce import AccountFactory, PersonFactory
from workforce.models import Decision

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return workshop(TargetFactory().skill)


@pytest.fixture
def account(version):
    return AccountFactory(trust=version.trust)


@pytest.fixture
def person(version):
    return lambda name, **told: PersonFactory(trust=version.trust, given_name=name, family_name="Tester", **told)


def given_up(booking, account, now=NOW):
    return give_up_place(booking=booking, now=now, by=account)


def test_places_go_to_whoever_asks_first_and_the_rest_wait_in_order(version, person):
    session = planned(version, capacity=2)

    *_, last = booked(session, *(person(name) for name in ("Uma", "Ola", "Bo", "Ada")))

    assert with_a_place(session) == ["Uma", "Ola"]
    assert who_wait(session) == ["Bo", "Ada"]
    assert place_in_line(last) == 2


def test_booked_twice_it_is_one_place(version, person):
    session, uma = planned(version), person("Uma")

    first, again = booked(session, uma, uma)

    assert first == again
    assert Booking.objects.count() == 1


def test_nobody_books_two_sessions_at_once_and_is_told_which(version, person):
    uma = person("Uma")
    booked(planned(version), uma)
    other = planned(version, since=11, until=13)

    with pytest.raises(CannotBook, match=r"a place in “The workshop” then, 20 March 2026, 09:00 to 12:00"):
        booked(other, uma)
    booked(planned(version, since=12, until=13), uma)

    assert not other.bookings.exists()


def test_whoever_leads_a_session_books_none_at_that_time(version, person):
    cora = person("Cora")
    planned(version, facilitators=(cora,))

    with pytest.raises(CannotBook, match="You have a place"):
        booked(planned(version, since=10, until=11), cora)


def test_a_place_that_is_given_up_goes_to_whoever_has_waited_longest(version, person, account):
    session = planned(version, capacity=1)
    first, *_others = booked(session, person("Uma"), person("Ola"), person("Bo"))

    moved = given_up(first, account)

    assert [one.person.given_name for one in moved] == ["Ola"]
    assert with_a_place(session) == ["Ola"]
    assert who_wait(session) == ["Bo"]


def test_whoever_is_busy_then_is_passed_over_and_keeps_their_turn(version, person, account):
    ola = person("Ola")
    session, other = planned(version, capacity=1), planned(version, since=10, until=11)
    first, *_others = booked(session, person("Uma"), ola, person("Bo"))
    [elsewhere] = booked(other, ola)

    given_up(first, account)
    before = with_a_place(session), who_wait(session)
    [bo] = session.bookings.booked()
    given_up(bo, account)
    still = with_a_place(session)
    given_up(elsewhere, account)

    assert before == (["Bo"], ["Ola"])
    assert still == []
    assert with_a_place(session) == ["Ola"]


def test_whoever_has_left_by_then_is_passed_over(version, person, account):
    session = planned(version, capacity=1)
    gone = person("Ola", left_date=DAY + dt.timedelta(days=1), left_reason="RETIRED")
    first, *_others = booked(session, person("Uma"), gone, person("Bo"))
    gone.left_date = DAY
    gone.save()

    given_up(first, account)

    assert with_a_place(session) == ["Bo"]


def test_whoever_gave_up_books_again_at_the_end_of_the_line(version, person, account):
    uma = person("Uma")
    session = planned(version, capacity=1)
    first, *_others = booked(session, uma, person("Ola"))

    given_up(first, account)
    [again] = booked(session, uma)

    assert again.pk != first.pk
    assert (with_a_place(session), who_wait(session)) == (["Ola"], ["Uma"])


def test_given_up_twice_is_refused_and_moves_nobody_up(version, person, account):
    session = planned(version, capacity=1)
    first, *_others = booked(session, person("Uma"), person("Ola"), person("Bo"))
    given_up(first, account)

    with pytest.raises(CannotGiveUp, match="given up already"):
        given_up(first, account)

    assert (with_a_place(session), who_wait(session)) == (["Ola"], ["Bo"])


def test_once_it_has_begun_places_stay_as_they_are(version, person, account):
    session = planned(version, capacity=1)
    first, *_others = booked(session, person("Uma"), person("Ola"))

    with pytest.raises(CannotGiveUp, match="has begun"):
        given_up(first, account, now=at(9))
    with pytest.raises(CannotBook, match="has begun"):
        book_place(session=session, person=person("Bo"), now=at(9), by=account)

    assert (with_a_place(session), who_wait(session)) == (["Uma"], ["Ola"])


def test_whoever_leads_does_not_just_stay_away(version, person, account):
    session = planned(version, facilitators=(person("Cora"),))

    with pytest.raises(CannotGiveUp, match="You lead this session"):
        given_up(session.bookings.get(), account)

    assert session.bookings.booked().count() == 1


def test_a_session_that_is_called_off_or_of_another_trust_takes_nobody(version, person, account):
    session = planned(version)
    stranger = PersonFactory()

    with pytest.raises(CannotBook, match="another trust"):
        booked(session, stranger)
    cancel_session(session=session, reason="Ill", now=NOW, by=account)
    with pytest.raises(CannotBook, match="called off"):
        booked(session, person("Uma"))

    assert not Booking.objects.exists()


def test_the_trail_says_who_did_what(version, person, account):
    session = planned(version, capacity=1)
    first, *_others = booked(session, person("Uma"), person("Ola"), by=account)
    given_up(first, account)

    told = Decision.objects.filter(to_model="curriculum.booking").order_by("pk")

    assert [(one.did, one.by) for one in told] == [
        ("booked a place", account),
        ("joined a waiting list", account),
        ("gave up a place", account),
        ("moved up from the waiting list", account),
    ]


def test_the_row_as_it_was_is_kept(version, person, account):
    session = planned(version, capacity=1)
    first, second = booked(session, person("Uma"), person("Ola"))

    given_up(first, account)

    events = Booking.pgh_event_models["changed"].objects  # type: ignore[attr-defined]
    assert [*events.filter(pgh_obj=second).values_list("state", flat=True)] == ["WAITING"]
    assert PlannedSession.objects.count() == 1


def test_what_was_withdrawn_takes_no_more_bookings_and_keeps_those_it_has(version, person):
    session = planned(version)
    booked(session, person("Uma"))
    retire_activities(trust=version.trust, keys=[version.activity.key], on=NOW.date(), by=None)

    with pytest.raises(CannotBook, match="has been withdrawn"):
        booked(session, person("Ola"))

    assert with_a_place(session) == ["Uma"]


def test_a_move_to_a_session_that_filled_up_meanwhile_loses_nothing(version, person, account):
    here, there = planned(version), planned(version, since=13, until=14, capacity=1)
    [booking] = booked(here, person("Uma"))
    booked(there, person("Ola"))

    with pytest.raises(CannotBook, match="You keep what you have here"):
        move_place(booking=booking, to=there, now=NOW, by=account)

    assert (with_a_place(here), with_a_place(there)) == (["Uma"], ["Ola"])


def test_a_move_into_hours_that_are_taken_loses_nothing(version, person, account):
    uma = person("Uma")
    here, there = planned(version), planned(version, since=13, until=14)
    other = planned(workshop(SkillFactory(trust=version.trust)), since=13, until=15, place="The hub")
    [booking], _other = booked(here, uma), booked(other, uma)

    with pytest.raises(CannotBook, match="Give that up first"):
        move_place(booking=booking, to=there, now=NOW, by=account)

    assert (with_a_place(here), with_a_place(there)) == (["Uma"], [])
