"""Cycles of plan, do, study, act, and what one gives whoever led it: once, by somebody else, voided if taken back."""

import datetime as dt

import pytest
from django.utils import timezone

from curriculum.models import DoseEntry
from curriculum.queries.session import recorded_on
from improvement.enums import IdeaState
from improvement.models import ChangeIdea, Pdsa
from improvement.services.change_idea import CannotKeepIdea, add_idea, let_idea_go
from improvement.services.pdsa import CannotKeepPdsa, ToldPdsa, begin_pdsa, change_pdsa
from improvement.services.pdsa_confirmed import CannotConfirmPdsa, confirm_pdsa, take_confirmation_back
from tests.factories.coaching import START, TeamFactory, TeamMemberFactory
from tests.factories.curriculum import SkillFactory
from tests.factories.improvement import ChangeIdeaFactory, PdsaFactory, coach_of, pdsa_activity
from tests.factories.session import held_session
from tests.factories.workforce import AccountFactory, PersonFactory
from workforce.models import Decision

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 20)
WHOLE = {"do": "Done", "study": "Less than we thought", "act": "ADOPT", "finished_date": dt.date(2026, 3, 1)}


@pytest.fixture
def team():
    return TeamFactory()


@pytest.fixture
def coach(team):
    return coach_of(team)


@pytest.fixture
def leader(team):
    return TeamMemberFactory(team=team).person


@pytest.fixture
def idea(team):
    return ChangeIdeaFactory(team=team)


@pytest.fixture
def skill(team):
    return SkillFactory(trust=team.trust)


@pytest.fixture
def finished(idea, leader):
    return PdsaFactory(idea=idea, leader=leader, is_finished=True)


def told(leader, **said):
    return ToldPdsa(**{"leader": leader, "question": "Quicker?", "prediction": "Yes", "began_date": START} | said)


def given(pdsa):
    """Practices that count for whoever led it."""
    rows = DoseEntry.objects.filter(source_id=pdsa.uuid)
    voided = {*rows.exclude(voids_id=None).values_list("voids_id", flat=True)}
    return [row.revision for row in rows.filter(voids_id=None).order_by("revision") if row.pk not in voided]


def test_cycles_of_an_idea_are_numbered_and_say_what_becomes_of_it(idea, leader, coach):
    first = begin_pdsa(idea=idea, told=told(leader), on=TODAY, by=coach)
    states = [ChangeIdea.objects.get().state]
    change_pdsa(pdsa=first, told=told(leader, **WHOLE | {"act": "ADAPT"}), on=TODAY, by=coach)
    states.append(ChangeIdea.objects.get().state)
    second = begin_pdsa(idea=idea, told=told(leader, **WHOLE), on=TODAY, by=coach)
    states.append(ChangeIdea.objects.get().state)

    assert (first.number, second.number) == (1, 2)
    assert states == [IdeaState.TESTING, IdeaState.TESTING, IdeaState.ADOPTED]


@pytest.mark.parametrize(
    "said, why",
    [
        ({"prediction": " "}, "what you think will happen"),
        ({"began_date": dt.date(2026, 3, 21)}, "still to come"),
        ({"act": "ADOPT"}, "has its day"),
        ({"finished_date": TODAY}, "says what you do with the idea"),
        (WHOLE | {"study": ""}, "compares with your prediction"),
        (WHOLE | {"finished_date": dt.date(2026, 1, 1)}, "before it began"),
    ],
)
def test_a_cycle_that_is_not_sound_is_refused_and_nothing_is_kept(idea, leader, coach, said, why):
    with pytest.raises(CannotKeepPdsa, match=why):
        begin_pdsa(idea=idea, told=told(leader, **said), on=TODAY, by=coach)

    assert not Pdsa.objects.exists()
    assert ChangeIdea.objects.get().state == IdeaState.NEW


def test_nobody_of_another_trust_leads_a_cycle(idea, coach):
    with pytest.raises(CannotKeepPdsa, match="does not belong to this trust"):
        begin_pdsa(idea=idea, told=told(PersonFactory()), on=TODAY, by=coach)

    assert not Pdsa.objects.exists()


def test_an_idea_is_told_once_and_let_go_of_only_untested(team, coach, leader):
    idea = add_idea(team=team, words="A form  at the bedside", by=coach)
    assert add_idea(team=team, words="a form at the bedside", by=coach) == idea

    let_idea_go(idea=idea, by=coach)
    assert ChangeIdea.objects.get().state == IdeaState.ABANDONED

    begin_pdsa(idea=idea, told=told(leader), on=TODAY, by=coach)
    with pytest.raises(CannotKeepIdea, match="has been tested"):
        let_idea_go(idea=idea, by=coach)
    assert ChangeIdea.objects.get().state == IdeaState.TESTING


def test_a_finished_cycle_gives_one_practice_once_a_coach_confirms_it(skill, finished, coach, leader):
    pdsa_activity(skill)

    [entry] = confirm_pdsa(pdsa=finished, at=timezone.now(), by=coach)
    again = confirm_pdsa(pdsa=finished, at=timezone.now(), by=coach)

    assert again == []
    assert DoseEntry.objects.get() == entry
    assert (entry.person, entry.practice_kind, entry.practice_count, entry.given_date, entry.source_id) == (
        leader,
        "PDSA_LED",
        1,
        finished.finished_date,
        finished.uuid,
    )


def test_nobody_confirms_their_own(skill, idea, coach):
    pdsa_activity(skill)
    own = PdsaFactory(idea=idea, leader=coach.person, is_finished=True)

    with pytest.raises(CannotConfirmPdsa, match="Nobody records their own dose"):
        confirm_pdsa(pdsa=own, at=timezone.now(), by=coach)

    assert not DoseEntry.objects.exists()
    assert not Pdsa.objects.get().is_confirmed


def test_a_cycle_under_way_is_not_confirmed(skill, idea, leader, coach):
    pdsa_activity(skill)

    with pytest.raises(CannotConfirmPdsa, match="not finished yet"):
        confirm_pdsa(pdsa=PdsaFactory(idea=idea, leader=leader), at=timezone.now(), by=coach)

    assert not DoseEntry.objects.exists()


def test_taken_back_it_is_voided_and_confirmed_again_it_counts_once(skill, finished, coach):
    pdsa_activity(skill)
    confirm_pdsa(pdsa=finished, at=timezone.now(), by=coach)

    take_confirmation_back(pdsa=finished, reason="The day was wrong", by=coach)
    assert given(finished) == []
    assert Pdsa.objects.get().taken_back_because == "The day was wrong"

    confirm_pdsa(pdsa=finished, at=timezone.now(), by=coach)
    assert given(finished) == [2]
    assert Pdsa.objects.get().taken_back_because == ""


def test_taking_back_asks_why_and_something_to_take_back(finished, coach):
    for reason, why in (("", "Say why"), ("Wrong", "not confirmed")):
        with pytest.raises(CannotConfirmPdsa, match=why):
            take_confirmation_back(pdsa=finished, reason=reason, by=coach)

    assert Pdsa.objects.get().taken_back_because == ""


def test_without_such_an_activity_the_confirmation_stands_and_gives_nothing(finished, coach):
    assert confirm_pdsa(pdsa=finished, at=timezone.now(), by=coach) == []

    assert Pdsa.objects.get().confirmed_by == coach
    take_confirmation_back(pdsa=finished, reason="Not yet", by=coach)
    assert not DoseEntry.objects.exists()


def test_what_was_recorded_as_a_session_of_that_day_counts_once(skill, finished, coach, leader):
    version = pdsa_activity(skill)
    recorder = AccountFactory(trust=leader.trust)
    held_session(version, leader, by=recorder, on=finished.finished_date)

    with pytest.raises(CannotConfirmPdsa, match="It counts once"):
        confirm_pdsa(pdsa=finished, at=timezone.now(), by=coach)

    assert recorded_on(version.activity, finished.finished_date, [leader]) == {leader.pk}
    assert DoseEntry.objects.count() == 1
    assert not Pdsa.objects.get().is_confirmed
    assert not Decision.objects.filter(did="confirmed a PDSA cycle").exists()


def test_a_confirmed_cycle_stays_as_it_is_until_that_is_taken_back(skill, finished, coach, leader):
    pdsa_activity(skill)
    confirm_pdsa(pdsa=finished, at=timezone.now(), by=coach)
    changed = told(leader, **WHOLE | {"do": "Something else"})

    with pytest.raises(CannotKeepPdsa, match="taken back first"):
        change_pdsa(pdsa=finished, told=changed, on=TODAY, by=coach)
    take_confirmation_back(pdsa=finished, reason="A mistake", by=coach)
    change_pdsa(pdsa=finished, told=changed, on=TODAY, by=coach)

    assert Pdsa.objects.get().do == "Something else"


def test_a_cycle_that_counted_for_one_never_counts_for_another(skill, finished, coach, team):
    pdsa_activity(skill)
    confirm_pdsa(pdsa=finished, at=timezone.now(), by=coach)
    take_confirmation_back(pdsa=finished, reason="It was Ruth", by=coach)
    other = TeamMemberFactory(team=team).person

    with pytest.raises(CannotKeepPdsa, match="Write the cycle down once more"):
        change_pdsa(pdsa=finished, told=told(other, **WHOLE), on=TODAY, by=coach)

    assert Pdsa.objects.get().leader == finished.leader
