"""A proposal is prepared, worked out by a job, and kept with its reasons; what contradicts is told and not kept."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from coaching.calc.pairing.telling import from_json
from coaching.enums import PairingState
from coaching.models import PairDecision
from coaching.queries.pairing import read_facts
from coaching.queries.since import since
from coaching.services.pairing import CannotDecide, CannotPair, ask_for_proposal, decide, take_back, try_again, weigh
from coaching.services.proposal import CannotPublish, find_proposal, publish
from coaching.tasks import find_pairs
from tests.factories.coaching import TeamMemberFactory
from tests.factories.pairing import TODAY, PairingAcademy, jobs, names_of
from tests.factories.workforce import AccountFactory, PersonFactory
from workforce.enums import JobState
from workforce.models import Job, Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    return PairingAcademy()


@pytest.fixture
def pair(there):
    return there.coach("Ruth", inside=True), there.coach("Amal")


def decided(there, pairing, kind, team, coach, other=None, reason="Agreed with the sponsor"):
    told = {"team": team, "coach": coach, "other": other, "reason": reason}
    return decide(pairing=pairing, kind=kind, on=TODAY, by=there.lead, **told)


def test_a_team_is_given_its_pair_with_the_score_in_parts_and_what_is_proven(there, pair):
    there.team()

    pairing = there.found()

    assert names_of(pairing) == {"Stroke": ["Ruth", "Amal"]}
    [row] = pairing.teams.all()
    assert (row.travel, row.spread, row.preference, row.continuity) == (0, -30, 0, 0)  # neither has coached before
    assert pairing.state == PairingState.PROPOSED
    assert pairing.result["is_best"]
    assert from_json(pairing.result["served"]).is_best


def test_a_team_that_nobody_can_serve_is_told_why_and_what_would_serve_it(there, pair):
    team = there.team()
    team.slots.update(weekday=3)

    pairing = there.found()

    [row] = pairing.teams.all()
    why, remedy = from_json(row.why), from_json(row.remedy)
    assert (why.want, why.emptied_by) == ("INSIDE", "NOT_FREE")
    assert [type(change).__name__ for change in remedy.changes] == ["MoveSlot"]
    assert remedy.changes[0].slot.weekday == 1
    assert set(remedy.pair) == {str(coach.person.uuid) for coach in pair}


def test_an_empty_cohort_gives_an_empty_proposal(there):
    pairing = there.found()

    assert (pairing.state, pairing.teams.count()) == (PairingState.PROPOSED, 0)


def test_a_team_without_a_slot_is_told_apart(there, pair):
    there.team(slot=False)

    [row] = there.found().teams.all()

    assert row.why == {"lacks": "NO_SLOT"}


def test_it_is_worked_out_by_a_job_which_tells_how_far_it_is(there, pair):
    there.team()
    pairing = ask_for_proposal(pairing=there.begun(), by=there.lead)
    [job] = jobs()

    find_pairs(job_id=job.pk)

    job.refresh_from_db()
    pairing.refresh_from_db()
    assert (job.state, pairing.state) == (JobState.DONE, PairingState.PROPOSED)
    assert job.total == 5
    find_pairs(job_id=job.pk)  # woken once more
    find_proposal(pairing=pairing, on=TODAY)  # by a worker that was thought dead
    assert pairing.teams.count() == 1


def test_what_was_worked_out_is_not_changed_any_more(there, pair):
    team = there.team()
    pairing = there.found()

    with pytest.raises(CannotPair, match="stays as it was"):
        decided(there, pairing, "PIN", team, pair[0])
    with pytest.raises(CannotPair, match="stays as it was"):
        weigh(pairing=pairing, weights={"travel": 3}, keeps_pairs=False, effort="USUAL", by=there.lead)
    assert not PairDecision.objects.exists()


@pytest.mark.parametrize("twice", ["BAN", "PIN"])
def test_decisions_that_contradict_are_refused_and_nothing_is_lost(there, pair, twice):
    team, pairing = there.team(), there.begun()
    first, second = ("PIN", "BAN") if twice == "BAN" else ("BAN", "PIN")
    decided(there, pairing, first, team, pair[1])

    with pytest.raises(CannotDecide) as refused:
        decided(there, pairing, second, team, pair[1])

    assert [problem.fault for problem in refused.value.problems] == ["PINNED_AND_BANNED"]
    assert [one.kind for one in pairing.decisions.all()] == [first]


def test_a_pin_that_breaks_a_rule_is_refused_with_the_rule(there, pair):
    team, pairing = there.team(), there.begun()
    TeamMemberFactory(team=team, person=pair[1].person)

    with pytest.raises(CannotDecide) as refused:
        decided(there, pairing, "PIN", team, pair[1])

    [problem] = refused.value.problems
    assert [refusal.rule for refusal in problem.refusals] == ["MEMBER"]
    assert not pairing.decisions.exists()


def test_a_decision_needs_a_reason_and_coaches_of_the_academy(there, pair):
    team, pairing = there.team(), there.begun()

    with pytest.raises(CannotPair, match="Give a reason"):
        decided(there, pairing, "PIN", team, pair[0], reason="  ")
    with pytest.raises(CannotPair, match="not of this academy"):
        decided(there, pairing, "PIN", team, PairingAcademy().coach("Elsewhere"))
    with pytest.raises(CannotPair, match="does not wait"):
        decided(there, pairing, "PIN", there.team("Coached", state="COACHED"), pair[0])
    with pytest.raises(CannotPair, match="two different"):
        decided(there, pairing, "BAN", team, pair[0], pair[0])
    with pytest.raises(IntegrityError, match="has_a_reason"), transaction.atomic():
        PairDecision.objects.create(trust=there.trust, pairing=pairing, kind="BAN", team=team, coach=pair[0], reason="")
    assert not pairing.decisions.exists()


def test_what_became_a_contradiction_by_the_time_it_was_worked_out_is_told(there, pair):
    team, pairing = there.team(), there.begun()
    decided(there, pairing, "PIN", team, pair[1])
    TeamMemberFactory(team=team, person=pair[1].person)

    pairing = there.found(pairing)

    assert pairing.state == PairingState.CONTRADICTS
    [problem] = from_json(pairing.result["problems"])
    assert problem.fault == "NAMED_BREAKS_A_RULE"
    assert pairing.decisions.count() == 1


def test_a_what_if_keeps_what_was_decided_and_as_many_pairs_as_it_can(there, pair):
    bo = there.coach("Bo")
    teams = [there.team("Stroke"), there.team("Hip")]
    teams[1].slots.update(weekday=1, begins=dt.time(10))
    first = there.found()
    taken = names_of(first)["Stroke"][1]
    banned = pair[1] if taken == "Amal" else bo

    what_if = there.begun(based_on=first)
    decided(there, what_if, "BAN", teams[0], banned)
    second = there.found(what_if)

    other = "Bo" if taken == "Amal" else "Amal"
    assert names_of(second)["Stroke"] == ["Ruth", other]
    assert names_of(second)["Hip"] == names_of(first)["Hip"]
    assert first.state == PairingState.PROPOSED
    assert there.begun(based_on=second).decisions.count() == 1


def test_after_a_contradiction_the_pairs_of_the_last_proposal_are_kept_to(there, pair):
    team, first = there.team(), there.found()
    second = there.begun(based_on=first)
    decided(there, second, "PIN", team, pair[1])
    member = TeamMemberFactory(team=team, person=pair[1].person)
    assert there.found(second).state == PairingState.CONTRADICTS
    member.delete()

    third = there.found(there.begun(based_on=second))

    assert third.result["before"] == 1
    assert names_of(third) == names_of(first)


def test_a_decision_is_taken_back(there, pair):
    team, pairing = there.team(), there.begun()
    row = decided(there, pairing, "BAN", team, pair[1])

    take_back(decision=row, by=there.lead)

    assert read_facts(pairing, on=TODAY).facts.bans == frozenset()


def test_a_coach_who_leaves_before_it_is_published_is_told_and_nothing_is_lost(there, pair):
    there.team()
    pairing = there.found()
    amal = pair[1].person
    amal.left_date, amal.left_reason = TODAY, "OTHER"
    amal.save()

    with pytest.raises(CannotPublish) as refused:
        publish(pairing=pairing, begins=TODAY, on=TODAY, by=there.lead)

    [broken] = refused.value.since.broken
    assert broken.gone == (str(amal.uuid),)
    assert [(one.of, str(one.since)) for one in refused.value.since.changed] == [("coach", "GONE")]
    pairing.refresh_from_db()
    assert (pairing.state, names_of(pairing)) == (PairingState.PROPOSED, {"Stroke": ["Ruth", "Amal"]})


def test_a_coach_who_leaves_while_it_is_worked_out_is_told_afterwards(there, pair):
    there.team()
    pairing = ask_for_proposal(pairing=there.begun(), by=there.lead)
    amal = pair[1].person

    def leaves(*_progress):
        amal.left_date, amal.left_reason = TODAY, "OTHER"
        amal.save()

    pairing = find_proposal(pairing=pairing, on=TODAY, tell=leaves)

    assert names_of(pairing) == {"Stroke": ["Ruth", "Amal"]}
    [broken] = since(pairing, on=TODAY).broken
    assert broken.gone == (str(amal.uuid),)


def test_what_changed_without_touching_a_pair_is_told_and_keeps_nobody_from_publishing(there, pair):
    team = there.team()
    pairing = there.found()
    TeamMemberFactory(team=team)

    told = since(pairing, on=TODAY)
    published = publish(pairing=pairing, begins=TODAY, on=TODAY, by=there.lead)

    assert [(one.of, one.what) for one in told.changed] == [("team", ("members",))]
    assert published.state == PairingState.PUBLISHED


def test_published_everybody_named_is_asked_and_told_once(there, pair):
    team = there.team()
    speaker = TeamMemberFactory(team=team, part="LEAD").person
    TeamMemberFactory(team=team)

    pairing = there.published()

    told = {notice.person: notice.words for notice in Notice.objects.all()}
    assert set(told) == {pair[0].person, pair[1].person, speaker}
    assert told[speaker] == "Coaches are proposed for Stroke. Accept or decline for the team."
    assert {row.state for row in pairing.teams.all()} == {"ASKED"}
    with pytest.raises(CannotPair, match="cannot be done now"):
        publish(pairing=pairing, begins=TODAY, on=TODAY, by=there.lead)


def test_a_team_is_asked_in_one_proposal_at_a_time(there, pair):
    there.team()
    first, second = there.found(), there.found()
    publish(pairing=first, begins=TODAY, on=TODAY, by=there.lead)

    with pytest.raises(CannotPublish):
        publish(pairing=second, begins=TODAY, on=TODAY, by=there.lead)

    assert {row.state for row in second.teams.all()} == {"PROPOSED"}


def test_work_that_failed_can_be_tried_again(there, pair):
    there.team()
    pairing = ask_for_proposal(pairing=there.begun(), by=there.lead)
    with pytest.raises(CannotPair, match="has not failed"):
        try_again(pairing=pairing, by=there.lead)
    Job.objects.update(state=JobState.FAILED, finished_at="2026-01-01T00:00Z", error="It stopped.")

    again = try_again(pairing=pairing, by=there.lead)

    assert jobs().count() == 2
    assert find_proposal(pairing=again, on=TODAY).state == PairingState.PROPOSED


def test_only_the_leads_of_the_trust_see_a_proposal(there):
    pairing = there.begun()
    stranger = AccountFactory(person=PersonFactory(trust=there.trust))

    seen = type(pairing).objects.visible_to(there.lead, on=TODAY)

    assert [*seen] == [pairing]
    assert not type(pairing).objects.visible_to(stranger, on=TODAY).exists()
