"""A team's whole life, from interest to independence or a stop; each step with its day and reason."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from coaching.enums import ReadinessQuestion, TeamCriterion, TeamPart, TeamState
from coaching.models import ReadinessAnswer, Team, TeamDecision, TeamMember, TeamScore, TeamStage
from tests.cms.screens.reading import words_of
from tests.factories.coaching import (
    AcademyFactory,
    CoachingFactory,
    CohortFactory,
    ProgrammeFactory,
    ProgrammeVersionFactory,
    StageFactory,
    TeamFactory,
    TeamMemberFactory,
    TeamSlotFactory,
)
from tests.factories.workforce import AccountFactory, PersonFactory, account_with, top_of
from workforce.enums import Role
from workforce.models import Notice

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def academy():
    return AcademyFactory(name="Larkdale")


@pytest.fixture
def programme(academy):
    return ProgrammeFactory(trust=academy.trust, code="FLOW")


@pytest.fixture
def nurse(academy):
    return AccountFactory(person=PersonFactory(trust=academy.trust))


@pytest.fixture
def lead(academy):
    return account_with(Role.ACADEMY_LEAD, top_of(academy.trust))


@pytest.fixture
def team(academy, programme):
    """Checked, with a sponsor and a lead."""
    team = TeamFactory(academy=academy, programme=programme, name="Stroke", state=TeamState.CHECKED)
    TeamMemberFactory(team=team, part=TeamPart.SPONSOR)
    TeamMemberFactory(team=team, part=TeamPart.LEAD)
    return team


@pytest.fixture
def coached(team):
    version = ProgrammeVersionFactory(programme=team.programme)
    for number, name in enumerate(("Begin", "Test", "Hand over"), start=1):
        StageFactory(version=version, code=f"S{number}", name=name, position=number)
    Team.objects.update(state=TeamState.COACHED)
    CoachingFactory(team=team)
    TeamSlotFactory(team=team)
    team.refresh_from_db()
    return team


def at(team, *rest):
    return f"/teams/{team.uuid}/" + "".join(f"{one}/" for one in rest)


def interest(academy, programme, /, **said):
    told = {"name": "Sepsis at night", "problem": "People wait", "academy": str(academy.uuid), "pathway": ""}
    return told | {"token": str(uuid.uuid4()), "sponsor": "", "weekday": "", "programme": programme.code} | said


def scores(score=3, **said):
    return dict.fromkeys(TeamCriterion.values, str(score)) | said


def test_anybody_tells_of_a_team_which_is_there_once_and_then_theirs(client, academy, programme, nurse):
    sponsor = PersonFactory(trust=academy.trust, email="director@trust.example")
    said = interest(academy, programme, sponsor="Director@trust.example", weekday="2", begins="8:30", place="Ward 4")
    client.force_login(nurse)
    for _ in range(2):
        assert client.post("/teams/interest/", said).status_code == 302

    team = Team.objects.get()
    assert (team.state, team.slots.get().begins) == (TeamState.INTERESTED, dt.time(8, 30))
    assert dict(team.members.values_list("person", "part")) == {nurse.person_id: "LEAD", sponsor.pk: "SPONSOR"}
    assert "Readiness check" in words_of(client.get(at(team)))


@pytest.mark.parametrize(
    "said, words",
    [
        ({"name": "stroke"}, "has this name already"),
        ({"sponsor": "nobody@trust.example"}, "Nobody in your trust has this address"),
        ({"weekday": "2"}, "Say at what time"),
        ({"problem": ""}, "Fill in"),
        ({"programme": "NONE"}, "not one of the available choices"),
    ],
)
def test_what_does_not_fit_is_said_and_no_team_is_made(client, academy, programme, nurse, team, said, words):
    client.force_login(nurse)

    answer = client.post("/teams/interest/", interest(academy, programme, **said))

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert Team.objects.count() == 1


def test_with_the_last_answer_a_team_counts_as_checked(client, team, lead):
    Team.objects.update(state=TeamState.INTERESTED)
    client.force_login(AccountFactory(person=team.members.get(part=TeamPart.LEAD).person))
    answers = {f"answer-{code}": "2" for code in ReadinessQuestion.values}

    client.post(at(team, "readiness"), dict(list(answers.items())[:3]))
    assert Team.objects.get().state == TeamState.INTERESTED
    client.post(at(team, "readiness"), answers | {"answer-DATA": "0", "words-DATA": "Nobody counts"})

    assert Team.objects.get().state == TeamState.CHECKED
    assert TeamDecision.objects.get().state == TeamState.CHECKED
    client.force_login(lead)
    assert "14 of 16 points" in words_of(client.get("/academy/selection/"))


def test_teams_are_scored_by_several_and_selected_with_a_reason_that_the_team_reads(client, team, lead, academy):
    client.force_login(lead)
    unscored = client.post(at(team, "decide"), {"state": "SELECTED", "reason": "Ready", "code": ""})
    client.post(at(team, "score-it"), scores(4))
    client.force_login(account_with(Role.PROGRAMME_LEAD, top_of(academy.trust)))
    client.post(at(team, "score-it"), scores(4, MATTERS="1"))
    page = words_of(client.get("/academy/selection/"))
    without_reason = client.post(at(team, "decide"), {"state": "SELECTED", "reason": " ", "code": ""})

    assert "3.7 of 4, 2 assessors" in page
    assert "It matters" in page  # where they differ by three
    assert (unscored.status_code, without_reason.status_code) == (422, 422)
    assert Team.objects.get().state == TeamState.CHECKED
    client.post(at(team, "decide"), {"state": "SELECTED", "reason": "It matters most.", "code": ""})
    assert Team.objects.get().state == TeamState.SELECTED
    told = Notice.objects.get()
    assert (told.person, told.link) == (team.members.get(part=TeamPart.LEAD).person, at(team))
    client.force_login(AccountFactory(person=told.person))
    assert "It matters most." in words_of(client.get(at(team)))


def test_what_the_decision_asks_for_is_not_called_optional(client, team, lead):
    cohort = CohortFactory(academy=team.academy, version__programme=team.programme, until=TODAY + dt.timedelta(days=90))
    Team.objects.filter(pk=team.pk).update(state="CHECKED")
    client.force_login(lead)

    page = words_of(client.get(f"/teams/{team.uuid}/decide/"))

    assert str(cohort) in page
    assert "with which cohort does it wait for coaches?" in page
    assert "(optional)" not in page


def test_without_a_sponsor_no_team_is_selected(client, team, lead):
    client.force_login(lead)
    client.post(at(team, "score-it"), scores())
    team.members.filter(part=TeamPart.SPONSOR).delete()

    answer = client.post(at(team, "decide"), {"state": "SELECTED", "reason": "Ready", "code": ""})

    assert "no sponsor" in words_of(answer)
    assert Team.objects.get().state == TeamState.CHECKED


def test_a_team_goes_along_its_roadmap_day_by_day(client, coached):
    coach = AccountFactory(person=coached.coachings.get().coach.person)
    client.force_login(coach)
    earlier = TODAY - dt.timedelta(weeks=6)
    client.post(at(coached, "stage"), {"stage": "S1", "since": f"{earlier:%d/%m/%Y}"})
    client.post(at(coached, "stage"), {"stage": "S2", "since": "today"})

    assert list(TeamStage.objects.order_by("since").values_list("stage__code", "since", "until")) == [
        ("S1", earlier, TODAY),
        ("S2", TODAY, None),
    ]
    assert "6 weeks in all" in words_of(client.get(at(coached)))
    refused = [
        client.post(at(coached, "stage"), {"stage": "S3", "since": f"{day:%d/%m/%Y}"}).status_code
        for day in (TODAY + dt.timedelta(days=1), earlier - dt.timedelta(days=1))
    ]
    assert refused == [422, 422]
    assert TeamStage.objects.count() == 2


def test_independent_it_goes_on_by_its_plan_and_its_coaches_lose_their_access(client, coached, lead):
    coach = AccountFactory(person=coached.coachings.get().coach.person)
    client.force_login(lead)
    too_early = client.post(at(coached, "decide"), {"state": "INDEPENDENT", "reason": "", "code": ""})
    client.post(at(coached, "about"), {"name": "Stroke", "transition_plan": "Ben chairs, Ruth counts"})
    client.post(at(coached, "decide"), {"state": "INDEPENDENT", "reason": "", "code": ""})

    coached.refresh_from_db()
    assert (too_early.status_code, coached.state) == (422, TeamState.INDEPENDENT)
    assert (coached.coachings.get().until, coached.coachings.get().end_reason) == (TODAY, "FINISHED")
    client.force_login(coach)
    assert client.get(at(coached)).status_code == 404


def test_stopped_it_says_what_stopped_it_and_meets_no_more(client, coached, lead):
    client.force_login(lead)
    unsaid = client.post(at(coached, "decide"), {"state": "STOPPED", "reason": "", "code": ""})
    assert (unsaid.status_code, Team.objects.get().state) == (422, TeamState.COACHED)

    client.post(at(coached, "decide"), {"state": "STOPPED", "reason": "", "code": "TIM2"})

    coached.refresh_from_db()
    assert (coached.stopped_reason, coached.slots.get().until) == ("TIM2", TODAY)
    assert "No protected time" in words_of(client.get(at(coached)))
    client.post(at(coached, "decide"), {"state": "SELECTED", "reason": "A new manager", "code": ""})
    assert Team.objects.values_list("state", "stopped_reason").get() == (TeamState.SELECTED, "")


def test_a_selected_team_waits_for_coaches_with_a_cohort_of_its_own_programme(client, team, lead):
    told = {"academy": team.academy, "version__programme": team.programme, "until": TODAY + dt.timedelta(days=90)}
    cohort, other = CohortFactory(name="Flow 4", **told), CohortFactory(academy=team.academy)
    over = CohortFactory(**told | {"since": TODAY - dt.timedelta(days=300), "until": TODAY})
    client.force_login(lead)
    client.post(at(team, "score-it"), scores())
    said = {"state": TeamState.SELECTED, "reason": "Patients ask for it", "code": ""}

    for wrong in ("", other.uuid, over.uuid, "nonsense"):
        assert client.post(at(team, "decide"), said | {"cohort": wrong}).status_code == 422
        assert (Team.objects.get().state, Team.objects.get().cohort) == (TeamState.CHECKED, None)
    client.post(at(team, "decide"), said | {"cohort": cohort.uuid})

    assert (Team.objects.get().state, Team.objects.get().cohort) == (TeamState.SELECTED, cohort)
    assert "1 team waits for coaches" in words_of(client.get("/academy/pairing/"))


def test_a_team_that_waits_with_no_cohort_is_given_one(client, team, lead):
    Team.objects.update(state=TeamState.SELECTED)
    cohort = CohortFactory(academy=team.academy, version__programme=team.programme, until=TODAY + dt.timedelta(days=9))
    client.force_login(lead)
    assert "no coaches are found for it" in words_of(client.get(at(team)))

    assert client.post(at(team, "cohort"), {"cohort": CohortFactory(academy=team.academy).uuid}).status_code == 422
    client.post(at(team, "cohort"), {"cohort": cohort.uuid})
    Team.objects.update(state=TeamState.COACHED, cohort=cohort)

    assert "It waits for coaches with" not in words_of(client.get(at(team)))
    assert client.post(at(team, "cohort"), {"cohort": cohort.uuid}).status_code == 422
    client.force_login(AccountFactory(person=team.members.get(part=TeamPart.LEAD).person))
    assert client.get(at(team, "cohort")).status_code == 403


@pytest.mark.parametrize("state", ["INDEPENDENT", "COACHED", "INTERESTED", "NONE"])
def test_no_team_jumps(client, team, lead, state):
    client.force_login(lead)

    assert client.post(at(team, "decide"), {"state": state, "reason": "x", "code": ""}).status_code == 422
    assert Team.objects.get().state == TeamState.CHECKED


def test_the_team_lead_names_its_people_and_who_is_taken_out_reads_nothing_more(client, team):
    newcomer = AccountFactory(person=PersonFactory(trust=team.trust, email="new@trust.example"))
    client.force_login(AccountFactory(person=team.members.get(part=TeamPart.LEAD).person))
    for part in ("MEMBER", "PATIENT_PARTNER"):
        client.post(at(team, "people", "add"), {"email": "NEW@trust.example", "part": part})
    row = TeamMember.objects.get(person=newcomer.person)
    assert (row.part, row.since) == ("PATIENT_PARTNER", TODAY)

    client.post(at(team, "people", row.pk, "take-out"))

    client.force_login(newcomer)
    assert client.get(at(team)).status_code == 404


@pytest.mark.parametrize("step", ["about", "people", "readiness", "score-it", "decide", "stage"])
def test_a_member_changes_nothing_of_all_that(client, team, step):
    client.force_login(AccountFactory(person=TeamMemberFactory(team=team).person))

    assert client.post(at(team, step), scores() | {"state": "SELECTED", "name": "Mine"}).status_code == 403
    assert (Team.objects.get().name, TeamScore.objects.count(), ReadinessAnswer.objects.count()) == ("Stroke", 0, 0)
