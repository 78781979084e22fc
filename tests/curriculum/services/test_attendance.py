"""Check-in fills the list, whoever leads the session confirms it, and only then is anybody given a dose, once."""

import pytest

from curriculum.models import Attendance, DoseEntry, TaughtSession
from curriculum.services.activity import retire_activities
from curriculum.services.attendance import record_attendance
from curriculum.services.check_in import CannotCheckIn, check_in
from curriculum.services.planned_session import cancel_session
from curriculum.services.session import CannotRecordSession
from tests.factories.curriculum import TargetFactory
from tests.factories.planned_session import DAY, NOW, at, booked, planned, who_wait, with_a_place
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
def lead(version):
    return AccountFactory(trust=version.trust)


def withdrawn(version):
    retire_activities(trust=version.trust, keys=[version.activity.key], on=NOW.date(), by=None)


def checked_in(session, person, lead, now=None):
    return check_in(session=session, person=person, now=now or at(9, 5), by=lead)


def confirmed(session, people, lead, minutes=180, now=None):
    return record_attendance(session=session, people=people, minutes=minutes, now=now or at(13), by=lead)


class TestCheckIn:
    def test_it_works_once_and_gives_no_dose(self, version, person, lead):
        uma = person("Uma")
        session = planned(version)
        booked(session, uma)

        first, again = checked_in(session, uma, lead), checked_in(session, uma, lead, now=at(9, 30))

        assert (first.is_again, again.is_again) == (False, True)
        assert again.booking.checked_in_at == at(9, 5)
        assert not DoseEntry.objects.exists()

    def test_whoever_walks_in_takes_a_free_seat(self, version, person, lead):
        session = planned(version, capacity=1)

        checked_in(session, person("Uma"), lead)

        assert with_a_place(session) == ["Uma"]

    def test_with_no_free_seat_they_are_sent_to_whoever_leads_it(self, version, person, lead):
        session = planned(version, capacity=1)
        _first, waiting = booked(session, person("Uma"), person("Ola"))

        for somebody in (waiting.person, person("Bo")):
            with pytest.raises(CannotCheckIn, match="Speak to whoever leads the session"):
                checked_in(session, somebody, lead)

        assert (with_a_place(session), who_wait(session)) == (["Uma"], ["Ola"])

    def test_whoever_has_a_place_elsewhere_then_gives_that_up_first(self, version, person, lead):
        uma = person("Uma")
        booked(planned(version, since=8, until=11), uma)
        session = planned(version)

        with pytest.raises(CannotCheckIn, match="Give that up first"):
            checked_in(session, uma, lead)

        assert not session.bookings.exists()

    @pytest.mark.parametrize("now", [at(7, 59), at(13, 1)])
    def test_only_around_the_hours_of_the_session(self, version, person, lead, now):
        session = planned(version)
        [booking] = booked(session, person("Uma"))

        with pytest.raises(CannotCheckIn, match="from an hour before"):
            checked_in(session, booking.person, lead, now=now)

        booking.refresh_from_db()
        assert booking.checked_in_at is None

    def test_not_to_one_that_is_called_off_or_of_another_trust(self, version, person, lead):
        session = planned(version)

        with pytest.raises(CannotCheckIn, match="another trust"):
            checked_in(session, PersonFactory(), lead)
        cancel_session(session=session, reason="Ill", now=NOW, by=lead)
        with pytest.raises(CannotCheckIn, match="called off"):
            checked_in(session, person("Uma"), lead)

        assert not session.bookings.exists()


class TestAttendance:
    def test_who_came_is_given_the_dose_and_the_hours(self, version, person, lead):
        uma, ola, bo = person("Uma"), person("Ola"), person("Bo")
        session = planned(version)
        booked(session, uma, ola)

        told = confirmed(session, [uma, bo], lead, minutes=200)

        assert told.session.uuid == session.uuid
        assert told.session.given_date == DAY
        assert {one.person for one in DoseEntry.objects.all()} == {uma, bo}
        assert dict(session.bookings.values_list("person__given_name", "given_minutes")) == {"Uma": 200, "Ola": 0}

    def test_confirmed_twice_it_is_recorded_once_as_first_confirmed(self, version, person, lead):
        uma, ola = person("Uma"), person("Ola")
        session = planned(version)
        booked(session, uma, ola)

        confirmed(session, [uma], lead)
        confirmed(session, [uma, ola], lead)

        assert TaughtSession.objects.count() == 1
        assert [one.person for one in Attendance.objects.all()] == [uma]
        assert DoseEntry.objects.count() == 1

    def test_one_whose_activity_was_withdrawn_since_it_was_planned_still_gives_what_was_promised(
        self, version, person, lead
    ):
        uma = person("Uma")
        session = planned(version)
        booked(session, uma)
        withdrawn(version)

        confirmed(session, [uma], lead)

        assert [one.person for one in DoseEntry.objects.all()] == [uma]

    def test_whoever_leads_it_is_not_given_what_they_teach(self, version, person, lead):
        cora = person("Cora")
        session = planned(version, facilitators=(cora,))
        booked(session, person("Uma"))

        confirmed(session, [session.bookings.learners().get().person], AccountFactory(person=cora))

        assert not DoseEntry.objects.filter(person=cora).exists()
        assert DoseEntry.objects.count() == 1

    @pytest.mark.parametrize(
        "told, words",
        [
            ({"now": at(8, 59)}, "has not begun"),
            ({"minutes": 0}, "how many hours"),
            ({"people": []}, "nobody to record"),
        ],
    )
    def test_what_is_not_so_is_refused_and_nobody_is_given_anything(self, version, person, lead, told, words):
        uma = person("Uma")
        session = planned(version)
        booked(session, uma)

        with pytest.raises(CannotRecordSession, match=words):
            confirmed(session, **({"people": [uma], "lead": lead} | told))

        assert not DoseEntry.objects.exists()
        assert session.bookings.get().given_minutes is None

    def test_one_that_was_called_off_was_not_held(self, version, person, lead):
        session = planned(version)
        cancel_session(session=session, reason="Ill", now=NOW, by=lead)

        with pytest.raises(CannotRecordSession, match="called off"):
            confirmed(session, [person("Uma")], lead)

        assert not TaughtSession.objects.exists()
