"""A coach's reflection is theirs and their supervisor's: nobody else has a way to it, whatever their role."""

import datetime as dt

import pytest
from django.utils import timezone

from coaching.models import SessionReflection, TeamSession
from coaching.services.reflection import CannotReflect, keep_reflection
from tests.factories.coaching import CoachingFactory, SupervisionFactory
from tests.factories.workforce import AccountFactory, account_with, top_of
from workforce.enums import Role
from workforce.models import Decision

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def coaching():
    return CoachingFactory()


@pytest.fixture
def written(coaching):
    session = TeamSession.objects.create(trust=coaching.trust, team=coaching.team, date=TODAY, state="HELD")
    keep_reflection(session=session, writer=coaching.coach.person, words="I talked too much")
    return SessionReflection.objects.get()


def reads(person):
    return [*SessionReflection.objects.all().of(person, on=TODAY)]


def test_whoever_wrote_it_reads_it(coaching, written):
    assert reads(coaching.coach.person) == [written]


def test_so_does_who_supervises_them_today_and_no_longer(coaching, written):
    today = SupervisionFactory(coach=coaching.coach, until=None)
    was = SupervisionFactory(until=TODAY - dt.timedelta(days=1)).supervisor

    assert reads(today.supervisor.person) == [written]
    today.until = TODAY
    today.save()
    assert reads(today.supervisor.person) == []
    assert reads(was.person) == []


def test_neither_the_other_coach_nor_any_lead_reads_it(coaching, written):
    other = CoachingFactory(team=coaching.team, part="INSIDE").coach.person
    leads = [account_with(role, top_of(coaching.trust)) for role in Role]
    people = [AccountFactory(person=other).person, *(lead.person for lead in leads if lead.person)]

    assert [reads(person) for person in people] == [[]] * len(people)


def test_the_trail_says_nothing_of_it(written):
    assert not Decision.objects.filter(did__icontains="reflect").exists()


def test_emptied_it_is_gone_and_too_long_it_stays_as_it_was(coaching, written):
    with pytest.raises(CannotReflect):
        keep_reflection(session=written.session, writer=coaching.coach.person, words="x" * 4001)
    assert SessionReflection.objects.get().words == "I talked too much"

    keep_reflection(session=written.session, writer=coaching.coach.person, words="  ")
    assert not SessionReflection.objects.exists()
