"""Sessions to come: planned, changed and called off, and whoever has a place keeps it or is told why not."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction

from curriculum.models import Booking, PlannedSession
from curriculum.services.booking import give_up_place
from curriculum.services.planned_session import (
    CannotCallOff,
    CannotPlan,
    NoRoomThen,
    cancel_session,
    change_session,
    schedule_session,
)
from curriculum.services.release import give_releases
from curriculum.services.room import CannotKeepRoom, change_room, close_room
from tests.factories.curriculum import ActivityVersionFactory, TargetFactory
from tests.factories.planned_session import DAY, NOW, at, booked, plan_for, planned, room_in, who_wait, with_a_place
from tests.factories.session import workshop
from tests.factories.workforce import AccountFactory, PersonFactory

pytestmark = pytest.mark.django_db
NEXT_DAY = DAY + dt.timedelta(days=1)


@pytest.fixture
def version():
    return workshop(TargetFactory().skill)


@pytest.fixture
def trust(version):
    return version.trust


@pytest.fixture
def lead(trust):
    return AccountFactory(trust=trust)


@pytest.fixture
def person(trust):
    return lambda name, **told: PersonFactory(trust=trust, given_name=name, family_name="Tester", **told)


def changed(session, lead, **told):
    return change_session(session=session, plan=plan_for(**told), now=NOW, by=lead)


def test_sent_twice_it_is_scheduled_once(version, lead):
    told = {"session": uuid.uuid4(), "activity": version.activity, "plan": plan_for(), "now": NOW, "by": lead}

    first, again = schedule_session(**told), schedule_session(**told)

    assert first == again
    assert PlannedSession.objects.count() == 1


@pytest.mark.parametrize(
    "told, words",
    [
        ({"day": dt.date(2026, 3, 1)}, "That time is past"),
        ({"since": 12, "until": 12}, "must end after it begins"),
        ({"capacity": 0}, "places for 1 to 1,000 people"),
        ({"place": " "}, "Say where it is"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_planned(version, lead, told, words):
    with pytest.raises(CannotPlan, match=words):
        planned(version, by=lead, **told)

    assert not PlannedSession.objects.exists()


def test_a_lesson_is_not_given_in_a_session(trust, lead):
    with pytest.raises(CannotPlan, match="not one that is given in a session"):
        planned(ActivityVersionFactory(trust=trust), by=lead)


def test_a_room_holds_one_session_at_a_time_and_the_other_is_named(version, trust):
    hub = room_in(trust)
    planned(version, room=hub)

    with pytest.raises(NoRoomThen, match=r"taken then: “The workshop”, 20 March 2026, 09:00 to 12:00"):
        planned(version, room=hub, since=11, until=13)
    planned(version, room=hub, since=12, until=13)

    assert PlannedSession.objects.count() == 2


def test_a_room_holds_no_more_people_than_it_has_places(version, trust):
    with pytest.raises(NoRoomThen, match="holds 30 people, not 31"):
        planned(version, room=room_in(trust), capacity=31)


def test_nobody_leads_two_sessions_at_once(version, person):
    cora = person("Cora")
    planned(version, facilitators=(cora,))

    with pytest.raises(CannotPlan, match="In two places at once then: Cora Tester"):
        planned(version, facilitators=(cora,), since=10, until=14)

    assert PlannedSession.objects.count() == 1


def test_whoever_leads_a_session_is_booked_without_taking_a_seat(version, person):
    session = planned(version, capacity=1, facilitators=(person("Cora"),))

    booked(session, person("Uma"))

    assert with_a_place(session) == ["Uma"]


class TestChange:
    def test_everybody_keeps_their_place_at_the_new_time(self, version, lead, person):
        uma, cora = person("Uma"), person("Cora")
        session = planned(version, by=lead, facilitators=(cora,))
        booked(session, uma)

        changed(session, lead, day=NEXT_DAY, since=10, facilitators=(cora,))

        session.refresh_from_db()
        assert {(one.during.lower, one.during.upper) for one in session.bookings.booked()} == {
            (session.starts_at, session.ends_at)
        }
        assert session.starts_at == at(10, day=NEXT_DAY)
        assert session.revision == 1

    def test_whoever_would_be_in_two_places_is_told_by_name_and_nothing_changes(self, version, lead, person):
        uma = person("Uma")
        session, other = planned(version, by=lead), planned(version, day=NEXT_DAY)
        booked(session, uma), booked(other, uma)

        with pytest.raises(CannotPlan, match="In two places at once then: Uma Tester"):
            changed(session, lead, day=NEXT_DAY, since=11, until=15)

        session.refresh_from_db()
        assert (session.starts_at, session.revision) == (at(9), 0)

    def test_more_places_are_for_those_who_wait(self, version, lead, person):
        session = planned(version, capacity=1, by=lead)
        booked(session, person("Uma"), person("Ola"), person("Bo"))

        moved = changed(session, lead, capacity=2)

        assert with_a_place(session) == ["Uma", "Ola"]
        assert [one.person.given_name for one in moved] == ["Ola"]
        assert who_wait(session) == ["Bo"]

    def test_fewer_places_than_people_are_refused_and_fewer_empty_ones_are_not(self, version, lead, person):
        session = planned(version, capacity=3, by=lead)
        first, *_others = booked(session, person("Uma"), person("Ola"), person("Bo"))

        with pytest.raises(CannotPlan, match="3 people have a place already"):
            changed(session, lead, capacity=2)
        give_up_place(booking=first, now=NOW, by=lead)
        changed(session, lead, capacity=2)

        assert with_a_place(session) == ["Ola", "Bo"]
        assert sorted(session.bookings.booked().values_list("seat", flat=True)) == [1, 2]

    def test_release_for_other_hours_is_asked_for_again(self, version, lead, person):
        session = planned(version, by=lead, needs_release=True)
        [booking] = booked(session, person("Uma"))
        give_releases(bookings=[booking], minutes={booking.pk: 180}, by=lead)

        changed(session, lead, needs_release=True, place="Another library")
        booking.refresh_from_db()
        before = booking.release
        changed(session, lead, needs_release=True, since=10)
        booking.refresh_from_db()

        assert (before, booking.release, booking.planned_minutes) == ("GIVEN", "ASKED", None)

    def test_somebody_else_leads_it_and_whoever_did_is_free(self, version, lead, person):
        cora, dan = person("Cora"), person("Dan")
        session = planned(version, by=lead, facilitators=(cora,))
        booked(session, dan)

        changed(session, lead, facilitators=(dan,))
        other = planned(version, facilitators=(cora,))

        assert with_a_place(session) == []
        assert [one.person for one in session.bookings.booked()] == [dan]
        assert [one.person for one in other.bookings.booked()] == [cora]

    def test_once_it_has_begun_it_is_as_it_was(self, version, lead):
        session = planned(version, by=lead)

        with pytest.raises(CannotPlan, match="has begun"):
            change_session(session=session, plan=plan_for(since=13, until=14), now=at(10), by=lead)

        session.refresh_from_db()
        assert session.starts_at == at(9)


class TestCallOff:
    def test_everybody_is_free_again_and_the_room_is(self, version, trust, lead, person):
        hub, uma, ola, cora = room_in(trust), person("Uma"), person("Ola"), person("Cora")
        session = planned(version, by=lead, room=hub, capacity=1, facilitators=(cora,))
        booked(session, uma, ola)

        people = cancel_session(session=session, reason="The trainer is ill", now=NOW, by=lead)
        again = planned(version, room=hub, facilitators=(cora,))

        assert people == 3
        assert not session.bookings.live().exists()
        assert {one.given_name for one in (uma, ola)} == {"Uma", "Ola"}
        assert with_a_place(again) == []

    def test_whoever_was_busy_there_moves_up_elsewhere(self, version, lead, person):
        uma = person("Uma")
        full = planned(version, capacity=1)
        [ola] = booked(full, person("Ola"))
        booked(full, uma)
        session = planned(version, by=lead)
        booked(session, uma)
        give_up_place(booking=ola, now=NOW, by=lead)
        before = with_a_place(full)
        cancel_session(session=session, reason="The room is flooded", now=NOW, by=lead)

        assert (before, with_a_place(full)) == ([], ["Uma"])

    @pytest.mark.parametrize("reason", ["", "  ", "x" * 201])
    def test_it_needs_a_reason(self, version, lead, reason):
        session = planned(version, by=lead)

        with pytest.raises(CannotCallOff, match="Say why"):
            cancel_session(session=session, reason=reason, now=NOW, by=lead)

        session.refresh_from_db()
        assert session.state == "OPEN"

    def test_called_off_twice_is_refused(self, version, lead):
        session = planned(version, by=lead)
        cancel_session(session=session, reason="Ill", now=NOW, by=lead)

        with pytest.raises(CannotCallOff, match="already"):
            cancel_session(session=session, reason="Again", now=NOW, by=lead)


class TestTheDatabase:
    """What the services refuse kindly, the database refuses whoever asks."""

    def test_no_seat_beyond_the_places(self, version, person):
        session = planned(version, capacity=1)
        [booking] = booked(session, person("Uma"))

        with pytest.raises(IntegrityError, match="has 1 places"), transaction.atomic():
            Booking.objects.filter(pk=booking.pk).update(seat=2)

    def test_no_fewer_places_than_seats_that_are_taken(self, version, person):
        session = planned(version, capacity=2)
        booked(session, person("Uma"), person("Ola"))

        with pytest.raises(IntegrityError, match="beyond its 1 places"), transaction.atomic():
            PlannedSession.objects.filter(pk=session.pk).update(capacity=1)

    def test_nobody_is_moved_into_two_places_at_once(self, version, person):
        uma = person("Uma")
        session, other = planned(version), planned(version, day=NEXT_DAY)
        booked(session, uma), booked(other, uma)

        with pytest.raises(IntegrityError, match="person_is_in_one_place_at_a_time"), transaction.atomic():
            PlannedSession.objects.filter(pk=session.pk).update(starts_at=other.starts_at, ends_at=other.ends_at)


def test_a_room_in_use_is_not_closed_nor_made_too_small(version, trust, lead):
    hub = room_in(trust)
    planned(version, room=hub, capacity=20)

    with pytest.raises(CannotKeepRoom, match="Move it first"):
        close_room(room=hub, now=NOW, by=lead)
    with pytest.raises(CannotKeepRoom, match="20 places"):
        change_room(room=hub, name="The Hub", places=19, now=NOW, by=lead)
    close_room(room=hub, now=at(13), by=lead)

    hub.refresh_from_db()
    assert (hub.places, hub.closed_date) == (30, DAY)


def test_two_rooms_of_one_name_on_a_site_are_refused(trust, lead):
    hub = room_in(trust)
    other = room_in(trust, name="Annexe")
    other.site = hub.site
    other.save()

    with pytest.raises(CannotKeepRoom, match="already has a room called The Hub"):
        change_room(room=other, name="The Hub", places=10, now=NOW, by=lead)
