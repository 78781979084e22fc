"""Tests of change on the screen: four boxes, nothing lost, and who says that a cycle counts."""

import uuid

import pytest

from curriculum.models import DoseEntry
from improvement.models import ChangeIdea, Pdsa
from tests.factories.coaching import TeamFactory, TeamMemberFactory
from tests.factories.curriculum import SkillFactory
from tests.factories.hospital import client_of
from tests.factories.improvement import ChangeIdeaFactory, PdsaFactory, coach_of, member_of, pdsa_activity
from tests.factories.workforce import AccountFactory
from workforce.rules import today

from .reading import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return TeamFactory(name="Stroke pathway")


@pytest.fixture
def coach(team):
    return coach_of(team)


@pytest.fixture
def leader(team):
    return TeamMemberFactory(team=team).person


@pytest.fixture
def idea(team):
    return ChangeIdeaFactory(team=team, words="A form at the bedside")


@pytest.fixture
def finished(idea, leader):
    pdsa_activity(SkillFactory(trust=idea.trust))
    return PdsaFactory(idea=idea, leader=leader, is_finished=True)


def at(team, *rest):
    return "/".join(["", "teams", str(team.uuid), "pdsas", *map(str, rest), ""])


def typed(leader, **said):
    return {
        "token": str(uuid.uuid4()),
        "new_idea": "Porters told before",
        "question": "Quicker?",
        "prediction": "Ten minutes",
        "leader": str(leader.uuid),
        "began_date": "today",
    } | said


def test_a_cycle_is_begun_with_a_new_idea_and_a_prediction(team, coach, leader):
    answer = client_of(coach).post(at(team, "begin"), typed(leader), follow=True)

    begun = Pdsa.objects.get()
    assert (begun.idea.words, begun.number, begun.leader, begun.began_date) == (
        "Porters told before",
        1,
        leader,
        today(),
    )
    assert "Ten minutes" in words_of(answer)
    assert "Being tested" in words_of(client_of(coach).get(at(team)))


def test_sent_twice_it_is_begun_once(team, coach, leader):
    said = typed(leader)

    for _ in range(2):
        assert client_of(coach).post(at(team, "begin"), said).status_code == 302

    assert Pdsa.objects.count() == ChangeIdea.objects.count() == 1


def test_the_next_cycle_of_an_idea_is_begun_beside_it(team, coach, leader, idea):
    PdsaFactory(idea=idea, leader=leader)

    page = client_of(coach).get(at(team, "begin"), {"idea": str(idea.uuid)})
    assert f'value="{idea.uuid}" selected' in page.content.decode()
    client_of(coach).post(at(team, "begin"), typed(leader, idea=str(idea.uuid), new_idea=""))

    assert [*idea.pdsas.order_by("number").values_list("number", flat=True)] == [1, 2]


@pytest.mark.parametrize(
    "said, words",
    [
        ({"prediction": ""}, "Fill in “What do you think will happen?”"),
        ({"new_idea": ""}, "Choose an idea, or say a new one"),
        ({"act": "ADOPT"}, "Say on which day it was finished"),
        ({"finished_date": "today"}, "once you say what you do with the idea"),
        ({"act": "ADOPT", "finished_date": "today"}, "say what happened, and how that compares"),
        ({"began_date": "31/12/2999"}, "The day is still to come"),
        ({"token": "x"}, "Enter a valid UUID"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(team, coach, leader, said, words):
    answer = client_of(coach).post(at(team, "begin"), typed(leader, plan="Ward 3 on Monday") | said)

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert "Ward 3 on Monday" in answer.content.decode()
    assert not Pdsa.objects.exists()
    assert not ChangeIdea.objects.exists()


def test_it_is_filled_in_as_it_goes(team, coach, leader, idea):
    cycle = PdsaFactory(idea=idea, leader=leader)
    said = typed(leader, do="Tried it", study="Five minutes", act="ADAPT", finished_date="today", began_date="5/1/2026")

    client_of(coach).post(at(team, cycle.uuid, "change"), said)

    cycle.refresh_from_db()
    assert (cycle.do, cycle.act, cycle.finished_date) == ("Tried it", "ADAPT", today())


def test_nobody_of_another_team_is_offered_as_its_leader(team, coach, leader):
    stranger = TeamMemberFactory(team=TeamFactory(academy=team.academy)).person

    answer = client_of(coach).post(at(team, "begin"), typed(stranger))

    assert answer.status_code == 422
    assert not Pdsa.objects.exists()


def test_a_coach_confirms_a_members_cycle_and_can_take_that_back(team, coach, leader, finished):
    client = client_of(coach)

    assert f"Confirm that {leader} led it" in words_of(client.get(at(team, finished.uuid)))
    for _ in range(2):
        client.post(at(team, finished.uuid, "confirm"))
    assert DoseEntry.objects.get().person == leader

    refused = client.post(at(team, finished.uuid, "take-back"), {"reason": ""})
    assert refused.status_code == 422
    client.post(at(team, finished.uuid, "take-back"), {"reason": "It was Tuesday"})
    assert "The confirmation was taken back: It was Tuesday" in words_of(client.get(at(team, finished.uuid)))
    assert DoseEntry.objects.exclude(voids_id=None).count() == 1


def test_neither_who_led_it_nor_a_member_confirms_it(team, coach, leader, finished, idea):
    own = PdsaFactory(idea=idea, leader=coach.person, number=2, is_finished=True)

    assert client_of(AccountFactory(person=leader)).post(at(team, finished.uuid, "confirm")).status_code == 403
    assert client_of(member_of(team)).post(at(team, finished.uuid, "confirm")).status_code == 403
    answer = client_of(coach).post(at(team, own.uuid, "confirm"), follow=True)
    assert "Nobody records their own dose" in words_of(answer)
    assert client_of(coach).get(at(team, own.uuid, "take-back")).status_code == 403
    assert "Confirm that" not in words_of(client_of(coach).get(at(team, own.uuid)))
    assert not DoseEntry.objects.exists()


def test_an_untested_idea_is_let_go_of(team, coach, idea, leader):
    client_of(coach).post(at(team, "ideas", idea.uuid, "let-go"))
    assert ChangeIdea.objects.get().state == "ABANDONED"

    PdsaFactory(idea=idea, leader=leader)
    answer = client_of(coach).post(at(team, "ideas", idea.uuid, "let-go"), follow=True)
    assert "has been tested" in words_of(answer)


def test_others_see_no_cycle(team, finished):
    other = TeamFactory(academy=team.academy)
    account = member_of(other)

    assert client_of(account).get(at(team)).status_code == 404
    assert client_of(account).get(at(team, finished.uuid)).status_code == 404
    assert client_of(account).get(at(other, finished.uuid)).status_code == 404
    assert client_of(account).post(at(other, finished.uuid, "change"), {}).status_code == 404
    assert client_of(AccountFactory(trust=team.trust)).get(at(team)).status_code == 404
