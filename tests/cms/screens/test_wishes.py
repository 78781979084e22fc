"""Wishes: a coach's of teams and pathways, a team's of coaches; each is read by whoever it is of and by the leads."""

import pytest
from django.utils import timezone

from coaching.enums import TeamPart, TeamState
from coaching.models import PairDecision, Wish
from coaching.queries.pairing import read_facts
from coaching.services.pairing import take_back
from tests.cms.screens.reading import words_of
from tests.factories.coaching import CoachFactory, PathwayFactory, TeamFactory, TeamMemberFactory
from tests.factories.pairing import TODAY as THEN
from tests.factories.pairing import PairingAcademy
from tests.factories.workforce import AccountFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def there():
    return PairingAcademy()


@pytest.fixture
def amal(there):
    return there.coach("Amal")


@pytest.fixture
def team(there):
    return there.team()


@pytest.fixture
def own(amal):
    return AccountFactory(person=amal.person)


@pytest.fixture
def leader(team):
    return AccountFactory(person=TeamMemberFactory(team=team, part=TeamPart.LEAD).person)


def about(thing):
    return f"pathway-{thing.code}" if hasattr(thing, "code") else f"team-{thing.uuid}"


def tell(client, coach, thing, likes="like"):
    return client.post(f"/coaches/{coach.uuid}/wishes/add/", {"about": about(thing), "likes": likes})


def told_in(pairing):
    rows = pairing.decisions.order_by("kind", "team__name").values_list(
        "kind", "team__name", "coach__person__given_name"
    )
    return [*rows]


def test_a_coach_says_what_they_would_like_and_what_rather_not_and_the_last_word_counts(client, there, amal, team, own):
    client.force_login(own)

    tell(client, amal, there.stroke)
    tell(client, amal, team)
    tell(client, amal, team, "rather-not")

    page = words_of(client.get(f"/coaches/{amal.uuid}/"))
    assert "Would like: teams of Stroke" in page
    assert "Would rather not: Stroke" in page
    assert "Would like: Stroke" not in page

    client.post(f"/coaches/{amal.uuid}/wishes/{Wish.objects.get(team=team).uuid}/take-back/")
    assert [one.pathway for one in Wish.objects.all()] == [there.stroke]


def test_what_cannot_be_wished_is_said_and_nothing_is_kept(client, there, amal, own):
    client.force_login(own)
    coached, elsewhere = there.team("Hip", state=TeamState.COACHED), TeamFactory(state=TeamState.SELECTED)

    empty = client.post(f"/coaches/{amal.uuid}/wishes/add/", {})
    others = [tell(client, amal, one) for one in (coached, elsewhere, PathwayFactory())]

    assert [one.status_code for one in (empty, *others)] == [422] * 4
    assert "Choose a pathway or a team" in words_of(empty)
    assert not Wish.objects.exists()


def test_a_leader_says_which_coaches_their_team_would_like_and_the_coach_does_not_read_it(
    client, there, amal, team, leader, own
):
    client.force_login(leader)
    page = f"/teams/{team.uuid}/wishes/"

    client.post(page, {"coach": str(amal.uuid)})
    client.post(page, {"coach": str(amal.uuid)})
    refused = client.post(page, {"coach": str(CoachFactory().uuid)})

    assert (refused.status_code, Wish.objects.count()) == (422, 1)
    assert "Take it back : Amal Tester" in words_of(client.get(page))
    assert page in client.get(f"/teams/{team.uuid}/").content.decode()
    client.force_login(own)
    assert client.get(page).status_code == 404
    assert client.post(f"{page}{Wish.objects.get().uuid}/take-back/").status_code == 404
    assert "Wish" not in words_of(client.get(f"/coaches/{amal.uuid}/")).replace("Wishes", "").replace("Add a wish", "")
    assert Wish.objects.count() == 1


def test_a_member_who_does_not_lead_the_team_wishes_nothing_for_it(client, amal, team):
    client.force_login(AccountFactory(person=TeamMemberFactory(team=team).person))

    answer = client.post(f"/teams/{team.uuid}/wishes/", {"coach": str(amal.uuid)})

    assert (answer.status_code, Wish.objects.count()) == (403, 0)


def test_one_coach_tells_nothing_for_another(client, there, amal, team):
    client.force_login(AccountFactory(person=there.coach("Bo").person))

    assert tell(client, amal, team).status_code == 404
    assert not Wish.objects.exists()


def test_wishes_are_noted_in_a_proposal_and_what_is_said_of_a_team_goes_before_its_pathway(
    client, there, amal, team, own, leader
):
    hip = there.team("Hip")
    client.force_login(own)
    tell(client, amal, there.stroke), tell(client, amal, hip, "rather-not")
    client.force_login(leader)
    client.post(f"/teams/{team.uuid}/wishes/", {"coach": str(amal.uuid)})

    pairing = there.begun()

    assert told_in(pairing) == [
        ("COACH_WISH", "Stroke", "Amal"),
        ("RATHER_NOT", "Hip", "Amal"),
        ("TEAM_WISH", "Stroke", "Amal"),
    ]
    facts = read_facts(pairing, on=THEN).facts
    person = str(amal.person.uuid)
    assert facts.coach[person].prefers == {str(team.uuid): 1, str(hip.uuid): -1}
    assert facts.team[str(team.uuid)].prefers == {person: 1}
    client.force_login(there.lead)
    assert "As they told beforehand" in words_of(client.get(f"/academy/pairing/{pairing.uuid}/"))


def test_a_coach_who_would_rather_not_is_given_the_team_only_if_nobody_else_can(client, there, amal, team, own):
    there.coach("Ruth", inside=True), there.coach("Bo")
    client.force_login(own)
    tell(client, amal, team, "rather-not")

    pairing = there.found()

    seats = pairing.teams.get().seats.values_list("coach__person__given_name", flat=True)
    assert sorted(seats) == ["Bo", "Ruth"]


def test_what_a_lead_set_aside_stays_aside_in_a_what_if_and_what_is_new_comes_to_it(client, there, amal, team, own):
    client.force_login(own)
    tell(client, amal, there.stroke)
    first = there.begun()
    take_back(decision=first.decisions.get(), by=there.lead)

    assert told_in(there.begun(based_on=first)) == []

    hip = there.team("Hip", pathway=None)
    tell(client, amal, hip)
    second = there.begun(based_on=first)
    assert told_in(second) == [("COACH_WISH", "Hip", "Amal")]

    Wish.objects.filter(team=hip).delete()
    assert told_in(there.begun(based_on=second)) == []
    assert PairDecision.objects.filter(pairing=second).count() == 1
