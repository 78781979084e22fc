import datetime as dt

import pytest
from django.utils import timezone

from cms.navigation import ITEMS, menu_of, roles_of
from coaching.models import TeamMember
from tests.cms.pages.conftest import come_in, learner_of
from tests.factories.coaching import CoachFactory, TeamMemberFactory
from tests.factories.workforce import AccountFactory, PersonFactory, TrustFactory, UnitFactory, account_with
from workforce.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(rf):
    def asked(account, address="/somewhere"):
        request = rf.get(address)
        request.user = account
        return request

    return asked


def test_the_menu_shows_what_a_role_may_open_and_where_one_is(asked):
    editor = account_with(Role.EDITOR, UnitFactory())

    menu = menu_of(asked(editor, "/cms/"))

    assert {"words": "Edit the site", "href": "/cms/", "current": True, "waiting": 0} in menu


def test_who_has_no_role_is_shown_only_what_is_for_everybody(asked):
    menu = menu_of(asked(AccountFactory()))

    assert [item["words"] for item in menu] == [item.words for item in ITEMS if item.roles is None]


def test_a_role_counts_on_its_days_only():
    coach = account_with(Role.COACH, UnitFactory())

    assert roles_of(coach, on=dt.date(2019, 12, 31)) == frozenset()
    assert roles_of(coach, on=dt.date(2020, 1, 1)) == frozenset({Role.COACH})


def test_the_menu_costs_one_question(asked, django_assert_num_queries):
    request = asked(account_with(Role.EDITOR, UnitFactory()))

    with django_assert_num_queries(1):
        menu_of(request)


def test_before_there_is_a_curriculum_the_front_door_leads_to_ones_own_capability(client):
    come_in(client, learner_of(TrustFactory()))

    answer = client.get("/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/my/")


def test_teams_stand_in_the_menu_of_whoever_has_one_without_a_role_and_cost_no_question(client):
    member, coach, stranger = (AccountFactory(person=PersonFactory()) for _ in range(3))
    TeamMemberFactory(person=member.person, team__academy__trust=member.trust)
    CoachFactory(person=coach.person, academy__trust=coach.trust)

    def words(account):
        client.force_login(account)
        answer = client.get("/my/bookings/")
        return 'href="/teams/"' in answer.content.decode()

    assert [words(account) for account in (member, coach, stranger)] == [True, True, False]
    TeamMember.objects.update(until=timezone.localdate())
    assert not words(member)
