"""Several at once on the places of a session. With the lock taken away each race is lost, or the database refuses.

What the database can refuse it refuses, unkindly; a place that nobody is given although somebody waits it cannot see.
"""

import threading
from contextlib import suppress

import pytest
from django.db import IntegrityError, OperationalError

from curriculum.models import Booking, PlannedSession, SessionWish
from curriculum.services import booking as booking_service
from curriculum.services import check_in as checking_in
from curriculum.services import planned_session as planning
from curriculum.services import session_wish as wishing
from curriculum.services import waiting_list
from curriculum.services.booking import CannotBook, book_place, give_up_place
from curriculum.services.check_in import CheckedIn, check_in
from curriculum.services.planned_session import CannotPlan, change_session
from curriculum.services.session_wish import CannotWish, wish_for_session
from tests.factories.curriculum import TargetFactory
from tests.factories.planned_session import NOW, at, booked, plan_for, planned, room_in, who_wait, with_a_place
from tests.factories.session import workshop
from tests.factories.workforce import AccountFactory, PersonFactory
from workforce.models import Notice

from .test_races import all_at_once

REFUSED_BY_THE_DATABASE = (IntegrityError, OperationalError)  # or found to wait for one another in a circle


@pytest.fixture
def version(real_transactions):
    return workshop(TargetFactory().skill)


@pytest.fixture
def account(version):
    return AccountFactory(trust=version.trust)


@pytest.fixture
def person(version):
    return lambda name: PersonFactory(trust=version.trust, given_name=name, family_name="Tester")


@pytest.fixture
def meet(monkeypatch):
    """All have read what they ask for before anybody writes; as it is, nobody can, and after a moment they go on."""

    def meets(module, name, people, *, unlocked):
        gate, real = threading.Barrier(people), getattr(module, name)

        def reads_and_waits(*told, **more):
            found = real(*told, **more)
            with suppress(threading.BrokenBarrierError):
                gate.wait(timeout=20 if unlocked else 0.2)
            return found

        monkeypatch.setattr(module, name, reads_and_waits)
        if unlocked:
            monkeypatch.setattr(booking_service, "hold_bookings", lambda trust: None)
            monkeypatch.setattr(planning, "hold_bookings", lambda trust: None)
            monkeypatch.setattr(wishing, "hold_bookings", lambda trust: None)
            monkeypatch.setattr(checking_in, "hold_bookings", lambda trust: None)

    return meets


def books(session, person, account):
    return lambda: book_place(session=session, person=person, now=NOW, by=account)


def eight_want_the_last_seat(version, person, account):
    session = planned(version, capacity=1)
    return session, all_at_once(*(books(session, person(f"P{number}"), account) for number in range(8)))


def test_without_the_lock_seven_of_eight_who_want_the_last_seat_meet_an_error(version, person, account, meet):
    meet(booking_service, "free_seats", 8, unlocked=True)

    session, found = eight_want_the_last_seat(version, person, account)

    assert sum(isinstance(one, IntegrityError) for one in found) == 7
    assert len(with_a_place(session)) == 1


def test_of_eight_who_want_the_last_seat_one_has_it_and_seven_wait(version, person, account, meet):
    meet(booking_service, "free_seats", 8, unlocked=False)

    session, found = eight_want_the_last_seat(version, person, account)

    assert [type(one) for one in found] == [Booking] * 8
    assert (len(with_a_place(session)), len(who_wait(session))) == (1, 7)


def two_sessions_at_once(version, person, account):
    uma, sessions = person("Uma"), [planned(version), planned(version, since=11, until=13)]
    return all_at_once(*(books(session, uma, account) for session in sessions))


def test_without_the_lock_only_the_database_keeps_one_person_out_of_two_places(version, person, account, meet):
    meet(booking_service, "busy_then", 2, unlocked=True)

    found = two_sessions_at_once(version, person, account)

    assert [isinstance(one, REFUSED_BY_THE_DATABASE) for one in found].count(True) == 1
    assert Booking.objects.booked().count() == 1


def test_one_person_books_one_of_two_sessions_at_once_and_is_told_why(version, person, account, meet):
    meet(booking_service, "busy_then", 2, unlocked=False)

    found = two_sessions_at_once(version, person, account)

    assert sorted(type(one).__name__ for one in found) == ["Booking", "CannotBook"]
    assert any(isinstance(one, CannotBook) and "You have a place" in str(one) for one in found)
    assert Booking.objects.booked().count() == 1


def wish_while_it_is_planned(version, person, account):
    uma = person("Uma")
    return all_at_once(
        lambda: wish_for_session(activity=version.activity, person=uma, now=NOW, by=account), lambda: planned(version)
    )


def test_without_the_lock_somebody_waits_for_what_is_planned_already(version, person, account, monkeypatch):
    gate, real = threading.Barrier(2), wishing.without_a_session
    told = planning.tell_who_wished

    def looks_first(*asked, **more):
        found = real(*asked, **more)
        as_found = found.model.objects.filter(pk__in=[one.pk for one in found])
        gate.wait(timeout=20)
        gate.wait(timeout=20)
        return as_found

    def tells_between(*asked, **more):
        gate.wait(timeout=20)
        found = told(*asked, **more)
        gate.wait(timeout=20)
        return found

    monkeypatch.setattr(wishing, "hold_bookings", lambda trust: None)
    monkeypatch.setattr(planning, "hold_bookings", lambda trust: None)
    monkeypatch.setattr(wishing, "without_a_session", looks_first)
    monkeypatch.setattr(planning, "tell_who_wished", tells_between)

    wish_while_it_is_planned(version, person, account)

    assert (SessionWish.objects.count(), Notice.objects.count()) == (1, 0)


def test_whoever_wishes_while_it_is_planned_is_told_or_finds_it(version, person, account, meet):
    meet(wishing, "without_a_session", 2, unlocked=False)

    found = wish_while_it_is_planned(version, person, account)

    is_told = any(isinstance(one, SessionWish) for one in found)
    assert is_told or any(isinstance(one, CannotWish) for one in found)
    assert (SessionWish.objects.count(), Notice.objects.count()) == (0, int(is_told))


def two_want(version, **told):
    return all_at_once(lambda: planned(version, **told), lambda: planned(version, since=10, until=14, **told))


@pytest.fixture(params=["room", "facilitator"])
def wanted(request, version, person):
    if request.param == "room":
        return {"room": room_in(version.trust)}
    return {"facilitators": (person("Cora"),)}


def test_without_the_lock_only_the_database_keeps_a_room_and_a_facilitator_in_one_session(version, wanted, meet):
    meet(planning, "busy_then", 2, unlocked=True)

    found = two_want(version, **wanted)

    assert [isinstance(one, REFUSED_BY_THE_DATABASE) for one in found].count(True) == 1
    assert PlannedSession.objects.count() == 1


def test_a_room_or_a_facilitator_is_planned_once_and_the_other_is_told(version, wanted, meet):
    meet(planning, "busy_then", 2, unlocked=False)

    found = two_want(version, **wanted)

    assert [isinstance(one, CannotPlan) for one in found].count(True) == 1
    assert PlannedSession.objects.count() == 1


def two_give_up_and_two_wait(version, person, account):
    session = planned(version, capacity=2)
    first, second, *_waiting = booked(session, *(person(name) for name in ("Uma", "Ola", "Bo", "Ada")))
    found = all_at_once(
        lambda: give_up_place(booking=first, now=NOW, by=account),
        lambda: give_up_place(booking=second, now=NOW, by=account),
    )
    assert [type(one) for one in found] == [list, list]
    return session


def test_without_the_lock_a_place_stays_empty_while_somebody_waits(version, person, account, meet):
    meet(waiting_list, "busy_then", 2, unlocked=True)

    session = two_give_up_and_two_wait(version, person, account)

    assert (with_a_place(session), who_wait(session)) == (["Bo"], ["Ada"])


def test_two_who_give_up_at_once_let_two_move_up(version, person, account, meet):
    meet(waiting_list, "busy_then", 2, unlocked=False)

    session = two_give_up_and_two_wait(version, person, account)

    assert (sorted(with_a_place(session)), who_wait(session)) == (["Ada", "Bo"], [])


def a_place_is_taken_away_while_it_is_booked(version, person, account):
    session = planned(version, capacity=2)
    booked(session, person("Uma"))
    return session, all_at_once(
        books(session, person("Ola"), account),
        lambda: change_session(session=session, plan=plan_for(capacity=1), now=NOW, by=account),
    )


def test_without_the_lock_only_the_database_keeps_people_within_the_places(version, person, account, meet):
    meet(booking_service, "free_seats", 2, unlocked=True)
    holds, waits = planning._must_hold, booking_service.free_seats

    def holds_and_waits(*told):
        holds(*told)
        waits(PlannedSession.objects.get())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planning, "_must_hold", holds_and_waits)
        session, found = a_place_is_taken_away_while_it_is_booked(version, person, account)

    session.refresh_from_db()
    assert [isinstance(one, REFUSED_BY_THE_DATABASE) for one in found].count(True) == 1
    assert len(with_a_place(session)) <= session.capacity


def test_a_place_is_booked_or_taken_away_and_never_both(version, person, account):
    session, found = a_place_is_taken_away_while_it_is_booked(version, person, account)

    session.refresh_from_db()
    assert not [one for one in found if isinstance(one, REFUSED_BY_THE_DATABASE)]
    assert len(with_a_place(session)) <= session.capacity


def one_person_scans_twice_at_once(version, person, account):
    session, uma = planned(version, capacity=2), person("Uma")
    return session, all_at_once(*[lambda: check_in(session=session, person=uma, now=at(9), by=account)] * 2)


def test_without_the_lock_only_the_database_keeps_one_person_on_one_seat_when_they_scan_twice(
    version, person, account, meet
):
    meet(checking_in, "live_booking", 2, unlocked=True)

    session, found = one_person_scans_twice_at_once(version, person, account)

    assert [isinstance(one, REFUSED_BY_THE_DATABASE) for one in found].count(True) == 1
    assert with_a_place(session) == ["Uma"]


def test_whoever_scans_twice_at_once_is_checked_in_once_and_told_so(version, person, account, meet):
    meet(checking_in, "live_booking", 2, unlocked=False)

    session, found = one_person_scans_twice_at_once(version, person, account)

    assert [type(one) for one in found] == [CheckedIn] * 2
    assert sorted(one.is_again for one in found) == [False, True]
    assert with_a_place(session) == ["Uma"]
