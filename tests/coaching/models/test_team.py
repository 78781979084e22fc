"""Who sees a team: everybody with a tie to it, on the days of the tie; and the list and the rule say the same."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from coaching.enums import Faculty
from coaching.models import CohortFaculty, Team
from tests.factories.coaching import (
    START,
    CoachFactory,
    CoachingFactory,
    CohortFactory,
    SupervisionFactory,
    TeamFactory,
    TeamMemberFactory,
)
from tests.factories.workforce import AccountFactory, PersonFactory, UnitFactory, account_with, top_of
from workforce.enums import Role

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - dt.timedelta(days=1)


@pytest.fixture
def team():
    cohort = CohortFactory()
    return TeamFactory(academy=cohort.academy, cohort=cohort, unit=UnitFactory(trust=cohort.trust))


def a_coach(team, **days):
    return AccountFactory(person=CoachingFactory(team=team, **days).coach.person)


def a_supervisor(team, **days):
    coaching = CoachingFactory(team=team)
    return AccountFactory(person=SupervisionFactory(coach=coaching.coach, **days).supervisor.person)


def a_supervisor_of_a_former_coach(team, **days):
    coaching = CoachingFactory(team=team, **days)
    return AccountFactory(person=SupervisionFactory(coach=coaching.coach).supervisor.person)


def a_member(team, **days):
    return AccountFactory(person=TeamMemberFactory(team=team, **days).person)


def a_teacher(team, **days):
    person = PersonFactory(trust=team.trust)
    CohortFaculty.objects.create(
        trust=team.trust, cohort=team.cohort, person=person, part=Faculty.FACULTY, since=START, **days
    )
    return AccountFactory(person=person)


TIES = [a_coach, a_supervisor, a_supervisor_of_a_former_coach, a_member, a_teacher]


def sees(account, team):
    today = timezone.localdate()
    listed = Team.objects.visible_to(account, on=today).filter(pk=team.pk).exists()
    assert account.has_perm("coaching.view_team", team) == listed
    return listed


@pytest.mark.parametrize("tie", TIES)
def test_whoever_has_a_tie_to_a_team_sees_it(team, tie):
    assert sees(tie(team), team)


@pytest.mark.parametrize("tie", TIES)
def test_with_the_tie_the_access_ends(team, tie):
    assert not sees(tie(team, until=YESTERDAY), team)


@pytest.mark.parametrize("tie", TIES)
def test_and_there_is_no_access_to_another_team(team, tie):
    account = tie(team)

    assert not sees(account, TeamFactory(academy=team.academy, unit=UnitFactory(trust=team.trust)))


@pytest.mark.parametrize(
    "role, is_seen",
    [(role, role in {Role.ACADEMY_LEAD, Role.PROGRAMME_LEAD}) for role in Role if role != Role.UNIT_MANAGER],
)
def test_of_the_roles_of_a_trust_only_its_leads_see_every_team(team, role, is_seen):
    assert sees(account_with(role, top_of(team.trust)), team) == is_seen


def test_a_manager_sees_the_teams_of_their_unit_and_no_others(team):
    manager = account_with(Role.UNIT_MANAGER, team.unit)
    elsewhere = account_with(Role.UNIT_MANAGER, UnitFactory(trust=team.trust))

    assert sees(manager, team)
    assert not sees(elsewhere, team)


def test_a_lead_of_another_trust_sees_nothing(team):
    other = TeamFactory()
    lead = account_with(Role.ACADEMY_LEAD, top_of(other.trust))

    assert sees(lead, other)
    assert not sees(lead, team)
    assert not Team.objects.visible_to(AnonymousUser(), on=timezone.localdate()).exists()


def test_a_coach_of_no_team_sees_none(team):
    assert not sees(AccountFactory(person=CoachFactory(academy=team.academy).person), team)


@pytest.mark.parametrize("tie, may", [(a_coach, True), (a_supervisor, False), (a_member, False), (a_teacher, False)])
def test_sessions_are_told_of_by_who_coaches_the_team(team, tie, may):
    assert tie(team).has_perm("coaching.log_session", team) == may
