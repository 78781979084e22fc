"""What was agreed is ticked, changed, let go of and opened again between meetings, by whoever works on it."""

import datetime as dt

import pytest

from coaching.models import Action
from tests.cms.screens.reading import words_of
from tests.factories.coaching import CoachingFactory, TeamFactory, TeamMemberFactory
from tests.factories.workforce import AccountFactory, UnitFactory, account_with
from workforce.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return TeamFactory(name="Stroke")


@pytest.fixture
def member(team, client):
    person = TeamMemberFactory(team=team, person__given_name="Ben", person__family_name="Hughes").person
    client.force_login(AccountFactory(person=person))
    return person


@pytest.fixture
def action(team):
    return Action.objects.create(trust=team.trust, team=team, words="Ask the porters")


def at(team, *rest):
    return f"/teams/{team.uuid}/actions/" + "".join(f"{one}/" for one in rest)


def test_a_tick_by_mistake_is_taken_back(client, team, member, action):
    client.post(at(team, action.uuid, "close"), {"do": "done"})
    action.refresh_from_db()
    assert action.was_done
    assert "Ask the porters Done" in words_of(client.get(at(team)))

    client.post(at(team, action.uuid, "again"))

    action.refresh_from_db()
    assert (action.was_done, action.closed_at) == (False, None)


def test_what_is_let_go_of_is_closed_and_not_done(client, team, member, action):
    client.post(at(team, action.uuid, "close"), {"do": "let-go"})

    action.refresh_from_db()
    assert action.closed_at
    assert not action.was_done
    assert "Ask the porters Let go of" in words_of(client.get(at(team)))


def test_an_action_is_added_without_a_meeting_and_changed(client, team, member):
    client.post(at(team, "add"), {"words": "Print the form", "owner": member.uuid, "due": "31/12/2099"})
    action = Action.objects.get()
    assert (action.owner, action.due_date, action.session) == (member, dt.date(2099, 12, 31), None)

    client.post(at(team, action.uuid, "change"), {"words": "Print both forms", "owner": "", "due": ""})

    action.refresh_from_db()
    assert (action.words, action.owner, action.due_date) == ("Print both forms", None, None)


def test_what_is_closed_is_not_changed(client, team, member, action):
    client.post(at(team, action.uuid, "close"), {"do": "done"})

    answer = client.post(at(team, action.uuid, "change"), {"words": "Other words"})

    assert "To change it, open it again first." in words_of(answer)
    action.refresh_from_db()
    assert action.words == "Ask the porters"


def test_who_has_no_tie_to_the_team_finds_nothing(client, team, action):
    client.force_login(AccountFactory(person=CoachingFactory(team__academy__trust=team.trust).coach.person))

    for answer in (client.get(at(team)), client.post(at(team, action.uuid, "close"), {"do": "done"})):
        assert answer.status_code == 404
        assert b"Ask the porters" not in answer.content
    action.refresh_from_db()
    assert action.closed_at is None


def test_who_only_reads_of_the_team_reads_its_actions_and_changes_none(client, team, action):
    team.unit = UnitFactory(trust=team.trust)
    team.save()
    client.force_login(account_with(Role.UNIT_MANAGER, team.unit))

    page = client.get(at(team))

    assert "Ask the porters" in words_of(page)
    assert "Let it go" not in words_of(page)
    assert client.post(at(team, action.uuid, "close"), {"do": "done"}).status_code == 403
    action.refresh_from_db()
    assert action.closed_at is None
