"""Places of whoever leaves: they go to whoever waits, without anybody thinking of it."""

import datetime as dt

import pytest

from curriculum.services.leaving import free_places_of_leavers
from curriculum.services.planned_session import cancel_session
from tests.factories.curriculum import TargetFactory
from tests.factories.planned_session import DAY, NOW, at, booked, planned, who_wait, with_a_place
from tests.factories.session import workshop
from tests.factories.workforce import AccountFactory, PersonFactory
from workforce.models import Decision

pytestmark = pytest.mark.django_db
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def version():
    return workshop(TargetFactory().skill)


@pytest.fixture
def person(version):
    return lambda name: PersonFactory(trust=version.trust, given_name=name, family_name="Tester")


def leaves(person, day):
    person.left_date, person.left_reason = day, "RETIRED"
    person.save()


def test_the_place_of_whoever_has_left_goes_to_whoever_waits(version, person):
    session, uma = planned(version, capacity=1), person("Uma")
    booked(session, uma, person("Ola"))
    leaves(uma, NOW.date())

    moved = free_places_of_leavers(version.trust, now=NOW)

    assert [one.person.given_name for one in moved] == ["Ola"]
    assert (with_a_place(session), who_wait(session)) == (["Ola"], [])
    assert Decision.objects.filter(did="lost a place on leaving").count() == 1


@pytest.mark.parametrize("day, keeps", [(DAY - A_DAY, False), (DAY, False), (DAY + A_DAY, True)])
def test_whoever_leaves_later_comes_until_then(version, person, day, keeps):
    session, uma = planned(version), person("Uma")
    booked(session, uma)
    leaves(uma, day)

    free_places_of_leavers(version.trust, now=NOW)

    assert with_a_place(session) == (["Uma"] if keeps else [])


def test_nobody_waits_who_has_left(version, person):
    session, uma = planned(version, capacity=1), person("Uma")
    booked(session, person("Ola"), uma)
    leaves(uma, NOW.date())

    free_places_of_leavers(version.trust, now=NOW)

    assert (with_a_place(session), who_wait(session)) == (["Ola"], [])


def test_what_was_held_or_called_off_and_who_leads_stay_as_they_are(version, person):
    by, uma = AccountFactory(trust=version.trust), person("Uma")
    held, off, led = (
        planned(version),
        planned(version, since=13, until=14),
        planned(version, day=DAY + A_DAY, facilitators=(uma,)),
    )
    [came, _] = [booked(session, uma)[0] for session in (held, off)]
    cancel_session(session=off, reason="Ill", now=NOW, by=by)
    leaves(uma, NOW.date())

    assert free_places_of_leavers(version.trust, now=at(10)) == []

    came.refresh_from_db()
    assert came.has_place
    assert led.bookings.booked().get().person == uma


def test_another_trusts_places_are_not_touched(version, person):
    session, uma = planned(version), person("Uma")
    booked(session, uma)
    leaves(uma, NOW.date())

    free_places_of_leavers(AccountFactory().trust, now=NOW)

    assert with_a_place(session) == ["Uma"]


def test_with_nobody_gone_nothing_is_held(version, person, django_assert_num_queries):
    booked(planned(version), person("Uma"))

    with django_assert_num_queries(1):
        free_places_of_leavers(version.trust, now=NOW)
