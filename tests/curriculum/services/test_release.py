"""A manager releases people for a session, or does not."""

import pytest

from curriculum.services.booking import give_up_place
from curriculum.services.release import CannotRelease, give_releases, refuse_releases
from tests.factories.curriculum import TargetFactory
from tests.factories.planned_session import NOW, booked, planned, who_wait, with_a_place
from tests.factories.session import workshop
from tests.factories.workforce import AccountFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return workshop(TargetFactory().skill)


@pytest.fixture
def person(version):
    return lambda name: PersonFactory(trust=version.trust, given_name=name, family_name="Tester")


@pytest.fixture
def manager(version):
    return AccountFactory(trust=version.trust)


@pytest.fixture
def session(version):
    return planned(version, capacity=1, needs_release=True)


def test_release_is_asked_for_with_a_place_and_not_while_waiting(session, person):
    first, second = booked(session, person("Uma"), person("Ola"))

    assert (first.release, second.release) == ("ASKED", "NOT_ASKED")


def test_given_it_keeps_who_when_and_for_how_long(session, person, manager):
    [booking] = booked(session, person("Uma"))

    given = give_releases(bookings=[booking], minutes={booking.pk: 240}, by=manager)

    booking.refresh_from_db()
    assert given == 1
    assert (booking.release, booking.release_by, booking.planned_minutes) == ("GIVEN", manager, 240)
    assert booking.release_at is not None


def test_refused_the_place_is_for_whoever_waits_and_their_release_is_asked_for(session, person, manager):
    first, second = booked(session, person("Uma"), person("Ola"))

    refuse_releases(bookings=[first], words="Nobody else is on that night", now=NOW, by=manager)

    first.refresh_from_db(), second.refresh_from_db()
    assert (first.release, first.state, first.release_words) == (
        "REFUSED",
        "CANCELLED",
        "Nobody else is on that night",
    )
    assert (second.release, second.state) == ("ASKED", "BOOKED")
    assert (with_a_place(session), who_wait(session)) == (["Ola"], [])


@pytest.mark.parametrize("words", ["", " ", "x" * 201])
def test_a_refusal_says_why(session, person, manager, words):
    [booking] = booked(session, person("Uma"))

    with pytest.raises(CannotRelease, match="Say why"):
        refuse_releases(bookings=[booking], words=words, now=NOW, by=manager)

    assert with_a_place(session) == ["Uma"]


@pytest.mark.parametrize("minutes", [0, -5, 24 * 60 + 1])
def test_hours_are_hours_of_a_day(session, person, manager, minutes):
    [booking] = booked(session, person("Uma"))

    with pytest.raises(CannotRelease, match="how many hours"):
        give_releases(bookings=[booking], minutes={booking.pk: minutes}, by=manager)

    booking.refresh_from_db()
    assert booking.release == "ASKED"


def test_what_was_decided_or_given_up_meanwhile_is_left_as_it_is(version, person, manager):
    session = planned(version, capacity=3, needs_release=True)
    first, second, third = booked(session, person("Uma"), person("Ola"), person("Bo"))
    give_releases(bookings=[first], minutes={first.pk: 60}, by=manager)
    give_up_place(booking=second, now=NOW, by=manager)

    refused = refuse_releases(bookings=[first, second, third], words="Too few", now=NOW, by=manager)
    with pytest.raises(CannotRelease, match="decided already"):
        give_releases(bookings=[first], minutes={first.pk: 90}, by=manager)

    first.refresh_from_db()
    assert refused == 1
    assert (first.release, first.planned_minutes) == ("GIVEN", 60)


def test_nobody_releases_themselves(session, version, person):
    uma = person("Uma")
    [booking] = booked(session, uma)

    with pytest.raises(CannotRelease, match="Nobody releases themselves"):
        give_releases(bookings=[booking], minutes={booking.pk: 60}, by=AccountFactory(person=uma))

    booking.refresh_from_db()
    assert booking.release == "ASKED"
