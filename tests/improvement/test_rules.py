"""Who sees what changed for a team, who writes it, and who says that a cycle counts. With the tie it ends."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from coaching.models import Team
from improvement.models import ChangeIdea, Measure, Pdsa
from tests.coaching.models.test_team import a_coach, a_member, a_supervisor, a_teacher, team  # noqa: F401 a fixture
from tests.factories.coaching import TeamFactory
from tests.factories.improvement import MeasureFactory, PdsaFactory
from tests.factories.workforce import UnitFactory, account_with, top_of
from workforce.enums import Role

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - dt.timedelta(days=1)
OF_A_TEAM = ["view_measures", "view_pdsas"]
OF_WORK = ["keep_measures", "keep_pdsas"]


def a_lead(team):  # noqa: F811
    return account_with(Role.ACADEMY_LEAD, top_of(team.trust))


def a_manager(team):  # noqa: F811
    return account_with(Role.UNIT_MANAGER, team.unit)


def may(account, *names, thing):
    said = {account.has_perm(f"improvement.{name}", thing) for name in names}
    assert len(said) == 1
    return said.pop()


@pytest.mark.parametrize(
    "tie, sees, writes, confirms",
    [
        (a_coach, True, True, True),
        (a_member, True, True, False),
        (a_lead, True, True, True),
        (a_supervisor, True, False, False),
        (a_teacher, True, False, False),
        (a_manager, True, False, False),
    ],
)
def test_who_sees_who_writes_and_who_confirms(team, tie, sees, writes, confirms):  # noqa: F811
    account, measure, pdsa = tie(team), MeasureFactory(team=team), PdsaFactory(idea__team=team)

    for thing in (team, measure, pdsa):
        assert may(account, *OF_A_TEAM, thing=thing) == sees
        assert may(account, *OF_WORK, thing=thing) == writes
    assert may(account, "confirm_pdsas", "confirm_pdsa", thing=pdsa) == confirms


@pytest.mark.parametrize("tie", [a_coach, a_member, a_supervisor, a_teacher])
def test_with_the_tie_it_ends(team, tie):  # noqa: F811
    assert not may(tie(team, until=YESTERDAY), *OF_A_TEAM, *OF_WORK, thing=MeasureFactory(team=team))


@pytest.mark.parametrize("tie", [a_coach, a_member, a_supervisor, a_teacher])
def test_another_team_was_never_seen(team, tie):  # noqa: F811
    account, other = tie(team), TeamFactory(academy=team.academy, unit=UnitFactory(trust=team.trust))

    assert not may(account, *OF_A_TEAM, *OF_WORK, thing=MeasureFactory(team=other))


def test_a_lead_of_another_trust_sees_nothing(team):  # noqa: F811
    assert not may(a_lead(TeamFactory()), *OF_A_TEAM, *OF_WORK, thing=MeasureFactory(team=team))


def test_a_coach_does_not_confirm_what_they_led_themselves(team):  # noqa: F811
    coach = a_coach(team)
    own = PdsaFactory(idea__team=team, leader=coach.person)

    assert coach.has_perm("improvement.confirm_pdsas", own)
    assert not coach.has_perm("improvement.confirm_pdsa", own)


@pytest.mark.parametrize("model", [Measure, Pdsa, ChangeIdea])
def test_the_lists_are_those_of_the_teams_that_are_seen(team, model):  # noqa: F811
    for one in (team, TeamFactory(academy=team.academy)):
        MeasureFactory(team=one), PdsaFactory(idea__team=one)
    account, today = a_member(team), timezone.localdate()

    assert model.objects.count() == 2
    assert [row.team for row in model.objects.visible_to(account, on=today)] == [team]
    assert [*Team.objects.visible_to(account, on=today)] == [team]
    assert not model.objects.visible_to(AnonymousUser(), on=today).exists()
