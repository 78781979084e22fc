"""A coach stops coaching a team that goes on, and somebody against whom no rule stands takes the place."""

import datetime as dt

import pytest
import time_machine

from coaching.enums import CoachPart, TeamState
from coaching.models import Coach, Coaching, Team
from tests.cms.screens.reading import words_of
from tests.factories.coaching import START, CoachingFactory, TeamMemberFactory
from tests.factories.pairing import TODAY, PairingAcademy
from tests.factories.workforce import AccountFactory, account_with, top_of
from workforce.enums import Role
from workforce.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def that_day():
    with time_machine.travel(dt.datetime.combine(TODAY, dt.time(12), tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def there():
    return PairingAcademy()


@pytest.fixture
def team(there):
    """Coached by Ruth from inside and Amal from outside."""
    team = there.team("Stroke unit", state=TeamState.COACHED, state_date=START)
    for name, part in (("Ruth", CoachPart.INSIDE), ("Amal", CoachPart.OUTSIDE)):
        coach = there.coach(name, inside=part == CoachPart.INSIDE, is_clinical=True)
        CoachingFactory(team=team, coach=coach, part=part)
    return team


@pytest.fixture
def lead(client, there):
    client.force_login(there.lead)
    return client


def of(team, name):
    return Coaching.objects.get(team=team, coach__person__given_name=name)


def at(team, *rest):
    return f"/teams/{team.uuid}/coaches/" + "".join(f"{one}/" for one in rest)


def chosen(coach, part):
    return {"coach": f"{part}-{coach.uuid}"}


def test_a_coach_stops_with_a_reason_and_reads_nothing_of_the_team_any_more(client, lead, team):
    amal = AccountFactory(person=of(team, "Amal").coach.person)

    lead.post(at(team, of(team, "Amal").uuid, "end"), {"reason": "NO_TIME"})

    ended = of(team, "Amal")
    assert (ended.until, ended.end_reason) == (TODAY, "NO_TIME")
    assert Team.objects.get().state == TeamState.COACHED
    client.force_login(amal)
    assert client.get(f"/teams/{team.uuid}/").status_code == 404


def test_only_who_could_is_offered_and_whoever_takes_the_place_is_told(lead, there, team):
    bo, eve = there.coach("Bo", is_clinical=True), there.coach("Eve", days=(), is_clinical=True)
    TeamMemberFactory(team=team, person=there.coach("Mia", is_clinical=True).person)
    there.coach("Ida", inside=True, is_clinical=True)
    lead.post(at(team, of(team, "Amal").uuid, "end"), {"reason": "HANDED_OVER"})

    page = words_of(lead.get(at(team)))

    assert "Bo Tester" in page
    assert not [name for name in ("Eve", "Mia", "Ida") if f"{name} Tester" in page]
    refused = lead.post(at(team), chosen(eve, "OUTSIDE"))
    assert refused.status_code == 422
    lead.post(at(team), chosen(bo, "OUTSIDE"))
    made = of(team, "Bo")
    assert (made.part, made.since, made.until) == (CoachPart.OUTSIDE, TODAY, None)
    assert "You coach “Stroke unit” from" in Notice.objects.get(person=bo.person).words
    assert "It has all the coaches that it takes." in words_of(lead.get(at(team)))


def test_of_a_pair_one_stays_clinical(lead, there, team):
    there.coach("Bo", is_clinical=False)
    Coach.objects.filter(person__given_name="Ruth").update(is_clinical=False)
    lead.post(at(team, of(team, "Amal").uuid, "end"), {"reason": "NO_TIME"})

    page = words_of(lead.get(at(team)))

    assert "Bo Tester" not in page
    assert "Amal Tester" in page  # who stopped could take it up again


def test_a_place_that_is_taken_is_not_given_twice(lead, there, team):
    bo, cy = there.coach("Bo", is_clinical=True), there.coach("Cy", is_clinical=True)
    lead.post(at(team, of(team, "Amal").uuid, "end"), {"reason": "NO_TIME"})
    lead.post(at(team), chosen(bo, "OUTSIDE"))

    answer = lead.post(at(team), chosen(cy, "OUTSIDE"))

    assert answer.status_code == 422
    assert Coaching.objects.filter(team=team, part="OUTSIDE").on(TODAY).get().coach == bo


def test_a_team_that_waits_is_given_coaches_by_a_proposal(lead, there):
    waits = there.team("Waiting")

    page = words_of(lead.get(at(waits)))

    assert "Coaches for a team that waits are found in a proposal." in page


def test_nobody_but_a_lead_changes_who_coaches(client, there, team):
    of_team = AccountFactory(person=TeamMemberFactory(team=team, part="LEAD").person)
    coach = AccountFactory(person=of(team, "Ruth").coach.person)
    manager = account_with(Role.UNIT_MANAGER, top_of(there.trust))
    uuid = of(team, "Amal").uuid

    for account in (of_team, coach, manager):
        client.force_login(account)
        answers = [client.get(at(team)), client.post(at(team, uuid, "end"), {"reason": "NO_TIME"})]
        assert {answer.status_code for answer in answers} <= {403, 404}
    assert of(team, "Amal").until is None
