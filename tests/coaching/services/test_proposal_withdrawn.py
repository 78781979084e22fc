"""A published proposal is withdrawn as a whole: nobody is asked any more, and nothing begun is undone."""

import datetime as dt

import pytest

from coaching.enums import Answer, PairingState, ProposedState, TeamPart
from coaching.models import Coaching
from coaching.queries.pairing import before_it, teams_waiting
from coaching.services.pairing import CannotPair
from coaching.services.proposal import publish
from coaching.services.proposal_withdrawn import withdraw_proposal
from coaching.services.proposed import CannotAnswer, accept_for_team, accept_seat, decline_seat
from tests.factories.coaching import TeamMemberFactory
from tests.factories.pairing import TODAY, PairingAcademy
from workforce.models import Notice

pytestmark = pytest.mark.django_db
LATER = TODAY + dt.timedelta(days=14)


@pytest.fixture
def there():
    there = PairingAcademy()
    there.coach("Ruth", inside=True)
    there.coach("Amal")
    there.team("Stroke")
    there.team("Hip").slots.update(begins=dt.time(10))
    return there


def published(there, begins=TODAY):
    return publish(pairing=there.found(), begins=begins, on=TODAY, by=there.lead)


def withdraw(there, pairing, reason="The ward closes", on=TODAY):
    return withdraw_proposal(pairing=pairing, reason=reason, on=on, by=there.lead)


def row_of(pairing, name):
    return pairing.teams.get(team__name=name)


def seat(row, name):
    return row.seats.get(coach__person__given_name=name)


def all_accept(there, row):
    for one in row.seats.all():
        accept_seat(seat=one, on=TODAY, by=there.lead)
    accept_for_team(proposed=row, on=TODAY, by=there.lead)


def told(person):
    return " ".join(Notice.objects.filter(person=person, key__endswith="withdrawn").values_list("words", flat=True))


def test_nobody_is_asked_any_more_everybody_is_told_why_and_the_teams_wait_again(there):
    leader = TeamMemberFactory(team=there.cohort.teams.get(name="Hip"), part=TeamPart.LEAD)
    pairing = published(there)

    withdrawn = withdraw(there, pairing)

    assert (withdrawn.state, withdrawn.withdrawn_because) == (PairingState.WITHDRAWN, "The ward closes")
    assert {row.state for row in pairing.teams.all()} == {ProposedState.REOPENED}
    assert {(row.answer, *row.seats.values_list("answer", flat=True)) for row in pairing.teams.all()} == {
        (Answer.WITHDRAWN,) * 3
    }
    assert [team.name for team in teams_waiting(there.cohort)] == ["Hip", "Stroke"]
    ruth = seat(row_of(pairing, "Hip"), "Ruth")
    assert "You need not answer" in told(ruth.coach.person)
    assert "The ward closes" in told(ruth.coach.person)
    assert "Coaches are looked for anew" in told(leader.person)
    with pytest.raises(CannotAnswer, match="withdrawn"):
        accept_seat(seat=ruth, on=TODAY, by=there.lead)
    assert not Coaching.objects.exists()


def test_a_pair_that_everybody_accepted_stays_begun_or_not(there):
    pairing = published(there, begins=LATER)
    all_accept(there, row_of(pairing, "Stroke"))

    withdraw(there, pairing)

    stroke = row_of(pairing, "Stroke")
    assert (stroke.state, stroke.team.state) == (ProposedState.AGREED, "COACHED")
    assert {row.since for row in Coaching.objects.filter(team=stroke.team)} == {LATER}
    assert "You coach it as you accepted" in told(seat(stroke, "Amal").coach.person)


def test_who_accepted_and_has_begun_stays_and_who_has_not_has_their_place_back(there):
    begun, ahead = published(there), None
    accept_seat(seat=seat(row_of(begun, "Stroke"), "Amal"), on=TODAY, by=there.lead)
    withdraw(there, begun)

    amal = seat(row_of(begun, "Stroke"), "Amal")
    assert (amal.answer, amal.coaching.until) == (Answer.ACCEPTED, None)

    ahead = published(there, begins=LATER)
    ruth = seat(row_of(ahead, "Hip"), "Ruth")
    accept_seat(seat=ruth, on=TODAY, by=there.lead)
    withdraw(there, ahead)

    ruth.refresh_from_db()
    assert (ruth.answer, ruth.coaching) == (Answer.WITHDRAWN, None)
    assert [row.coach for row in Coaching.objects.all()] == [amal.coach]


def test_what_was_declined_before_stays_declined(there):
    pairing = published(there)
    ruth = seat(row_of(pairing, "Hip"), "Ruth")
    decline_seat(seat=ruth, reason="NO_TIME", words="", on=TODAY, by=there.lead)

    withdraw(there, pairing)

    ruth.refresh_from_db()
    assert (ruth.answer, ruth.reason) == (Answer.DECLINED, "NO_TIME")


def test_without_a_reason_or_before_it_is_published_or_twice_it_is_refused_and_nothing_changes(there):
    found = there.found()
    with pytest.raises(CannotPair, match="cannot be done now"):
        withdraw(there, found)
    pairing = publish(pairing=found, begins=TODAY, on=TODAY, by=there.lead)
    with pytest.raises(CannotPair, match="Say why"):
        withdraw(there, pairing, reason=" ")

    pairing.refresh_from_db()
    assert (pairing.state, {row.state for row in pairing.teams.all()}) == (
        PairingState.PUBLISHED,
        {ProposedState.ASKED},
    )
    assert not Notice.objects.filter(key__endswith="withdrawn").exists()

    withdraw(there, pairing)
    with pytest.raises(CannotPair, match="cannot be done now"):
        withdraw(there, pairing)


def test_another_one_beside_a_withdrawn_proposal_leaves_in_place_what_it_can(there):
    pairing = published(there)
    withdraw(there, pairing)

    assert before_it(there.begun(based_on=pairing)) == pairing
