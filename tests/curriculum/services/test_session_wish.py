"""Whoever waits for a session to be planned is told of it once, and whoever plans one sees how many wait."""

import datetime as dt

import pytest

from curriculum.models import SessionWish
from curriculum.queries.session_wish import number_waiting, wished_by
from curriculum.services.planned_session import cancel_session
from curriculum.services.session_wish import CannotWish, forget_wishes_of_leavers, give_up_wish, wish_for_session
from tests.factories.curriculum import TargetFactory
from tests.factories.planned_session import DAY, NOW, planned
from tests.factories.session import workshop
from tests.factories.workforce import AccountFactory, PersonFactory
from workforce.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return workshop(TargetFactory().skill)


@pytest.fixture
def lead(version):
    return AccountFactory(trust=version.trust)


def wished(version, lead, name="Uma", **told):
    person = PersonFactory(trust=version.trust, given_name=name, family_name="Tester", **told)
    wish_for_session(activity=version.activity, person=person, now=NOW, by=lead)
    return person


def test_whoever_waits_is_told_once_when_a_session_is_planned_and_waits_no_more(version, lead):
    uma = wished(version, lead)

    session = planned(version, by=lead)
    planned(version, by=lead, since=14, until=16)

    notice = Notice.objects.get()
    assert (notice.person, notice.link) == (uma, f"/sessions/{session.uuid}/")
    assert notice.words == (
        "A session that you wait for is planned: The workshop, 20 March 2026, 09:00 to 12:00, The library."
    )
    assert not SessionWish.objects.exists()


def test_whoever_waits_for_something_else_is_not_told(version, lead):
    another = workshop(version.doses.get().skill, title="Another")
    wished(another, lead)

    planned(version, by=lead)

    assert not Notice.objects.exists()
    assert number_waiting(version.trust, on=NOW.date()) == {another.activity: 1}


def test_asked_twice_it_is_wished_once_and_given_up_it_is_gone(version, lead):
    uma = wished(version, lead)
    wish_for_session(activity=version.activity, person=uma, now=NOW, by=lead)
    assert [*wished_by(uma)] == [version.activity]

    give_up_wish(activity=version.activity, person=uma)
    give_up_wish(activity=version.activity, person=uma)

    assert not SessionWish.objects.exists()


def test_whoever_leads_the_session_or_has_left_is_not_told(version, lead):
    leader = wished(version, lead, "Lea")
    wished(version, lead, "Leo", left_date=NOW.date(), left_reason="RESIGNED")

    planned(version, by=lead, facilitators=(leader,))

    assert not Notice.objects.exists()
    assert not SessionWish.objects.exists()


def test_nobody_waits_for_what_is_planned_already_until_it_is_called_off(version, lead):
    session = planned(version, by=lead)
    with pytest.raises(CannotWish, match="planned already"):
        wished(version, lead)
    assert not SessionWish.objects.exists()

    cancel_session(session=session, reason="The room is flooded", now=NOW, by=lead)

    assert wished(version, lead)


def test_nobody_waits_for_what_is_given_no_more_or_in_another_trust(version, lead):
    stranger = PersonFactory()
    assert stranger.trust != version.trust
    with pytest.raises(CannotWish, match="no longer given"):
        wish_for_session(activity=version.activity, person=stranger, now=NOW, by=lead)

    version.activity.retired_date = DAY
    version.activity.save()

    with pytest.raises(CannotWish, match="no longer given"):
        wished(version, lead)
    assert not SessionWish.objects.exists()


def test_leavers_are_not_counted_and_their_wishes_are_forgotten(version, lead):
    wished(version, lead, "Uma")
    leaver = wished(version, lead, "Leo")
    leaver.left_date, leaver.left_reason = NOW.date() - dt.timedelta(days=1), "RESIGNED"
    leaver.save()

    assert number_waiting(version.trust, on=NOW.date()) == {version.activity: 1}
    forget_wishes_of_leavers(version.trust, on=NOW.date())

    assert [wish.person.given_name for wish in SessionWish.objects.all()] == ["Uma"]
