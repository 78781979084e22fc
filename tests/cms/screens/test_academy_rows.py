"""Each figure of the lead's page opens to its rows, the file says the same, and the centre reads sums only."""

import datetime as dt

import pytest
from django.utils import timezone

from coaching.enums import TeamState
from coaching.models import AcademyTarget, SessionPerson, TeamSession, TeamStage
from tests.cms.screens.reading import words_of
from tests.factories.coaching import (
    AcademyFactory,
    CertificationFactory,
    CoachFactory,
    ProgrammeFactory,
    StageFactory,
    SupervisionFactory,
    TeamFactory,
)
from tests.factories.workforce import account_with, top_of
from workforce.enums import Role

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def academy():
    return AcademyFactory(name="Larkdale")


@pytest.fixture
def lead(client, academy):
    client.force_login(account_with(Role.ACADEMY_LEAD, top_of(academy.trust)))
    return client


def certified(academy, n, **told):
    programme = ProgrammeFactory(trust=academy.trust)
    coaches = CoachFactory.create_batch(n, academy=academy)
    for coach in coaches:
        CertificationFactory(programme=programme, person=coach.person, since=dt.date(2020, 1, 1), until=None, **told)
    return coaches


def met(team, *coaches, days=5):
    day = TODAY - dt.timedelta(days=days)
    held = TeamSession.objects.create(trust=team.trust, team=team, date=day, slot_date=day, state="HELD")
    for coach in coaches:
        SessionPerson.objects.create(trust=team.trust, session=held, person=coach.person, is_coach=True)


def test_figures_of_teams_open_to_their_rows_and_the_file_says_the_same(lead, academy):
    stage = StageFactory(version__programme__trust=academy.trust, name="Hand over")
    busy, quiet = TeamFactory(academy=academy, name="Busy"), TeamFactory(academy=academy, name="Still")
    TeamFactory(academy=academy, name="Over", state=TeamState.STOPPED, stopped_reason="TIM2")
    met(busy)
    TeamStage.objects.create(trust=quiet.trust, team=quiet, stage=stage, since=TODAY - dt.timedelta(weeks=20))

    def rows(query):
        told = words_of(lead.get(f"/academy/teams/?{query}")), lead.get(f"/academy/teams.csv?{query}").content.decode()
        found = [{name for name in ("Busy", "Still", "Over") if name in text} for text in told]
        assert found[0] == found[1]
        return found[0]

    assert rows("") == {"Busy", "Still", "Over"}
    assert rows("show=quiet") == rows("show=stalled") == rows("stage=Hand+over") == {"Still"}
    assert rows("state=STOPPED") == {"Over"}
    page = lead.get("/academy/").content.decode()
    assert "stage=Hand%20over" in page
    assert "state=STOPPED" in page


@pytest.mark.parametrize("query", ["state=ASLEEP", "stage=Nowhere", "show=all"])
def test_what_cannot_be_asked_is_answered_kindly(lead, query):
    assert lead.get(f"/academy/teams/?{query}").status_code == 400


def test_targets_say_how_far_the_academy_has_come(lead, academy):
    [active, _] = certified(academy, 2)
    met(TeamFactory(academy=academy), active)
    said = {"number": "3", "due_date": f"{TODAY + dt.timedelta(days=90):%d/%m/%Y}"}
    for kind in ("CERTIFIED", "ACTIVE", "COACHED"):
        lead.post("/academy/targets/", said | {"kind": kind})
    lead.post("/academy/targets/", said | {"kind": "COACHED", "number": "1"})

    page = words_of(lead.get("/academy/"))
    assert "Coaches certified : 2 of 3 by" in page
    assert "Coaches active : 1 of 3 by" in page
    assert "Teams coached : 1 of 1 by" in page
    assert "Reached" in page
    for refused in ({"due_date": "1/1/2020"}, {"number": "0"}, {"kind": "HAPPY"}):
        assert lead.post("/academy/targets/", said | {"kind": "ACTIVE"} | refused).status_code == 422
    assert AcademyTarget.objects.count() == 3
    lead.post(f"/academy/targets/{AcademyTarget.objects.first().pk}/take-out/")
    assert AcademyTarget.objects.count() == 2


def test_what_counts_is_the_leads_to_set_and_figures_follow(lead, academy):
    met(TeamFactory(academy=academy, name="Stroke"), days=20)
    said = {
        "active_weeks": "8", "resting_weeks": "26", "unmet_weeks": "2", "stalled_weeks": "13",
        "coaches_a_supervisor": "5",
    }  # fmt: skip
    assert "Stroke" not in words_of(lead.get("/academy/teams/?show=quiet"))

    for refused in ({"resting_weeks": "4"}, {"unmet_weeks": "0"}, {"stalled_weeks": ""}):
        assert lead.post("/academy/settings/", said | refused).status_code == 422
    academy.refresh_from_db()
    assert academy.unmet_weeks == 4
    lead.post("/academy/settings/", said)

    assert "Stroke" in words_of(lead.get("/academy/teams/?show=quiet"))


def test_the_centre_reads_sums_and_never_of_few(client, academy):
    other = AcademyFactory(name="Small", trust=academy.trust)
    coaches = certified(academy, 8)
    met(TeamFactory(academy=academy, name="Stroke"), *coaches[:2])
    certified(other, 2)
    client.force_login(account_with(Role.BOARD_READER, top_of(academy.trust)))

    page, file = words_of(client.get("/academy/across/")), client.get("/academy/across.csv").content.decode()

    assert "25 %: 2 of 8" in page
    assert "25 %: 2 of 8" in file
    assert page.count("Too few to show") >= 4  # of the small one, of all together, and of every score
    assert "Stroke" not in page
    assert not any(str(coach.person) in page + file for coach in coaches)


@pytest.mark.parametrize("role", [Role.COACH, Role.UNIT_MANAGER, Role.STAFF])
def test_others_do_not_read_it(client, academy, role):
    client.force_login(account_with(role, top_of(academy.trust)))

    for address in ("/academy/across/", "/academy/across.csv", "/academy/teams/", "/academy/targets/"):
        assert client.get(address).status_code == 403


def test_teams_stand_on_pages_that_keep_what_was_asked_and_the_file_has_all_of_them(lead, academy):
    TeamFactory.create_batch(51, academy=academy, state=TeamState.SELECTED)
    TeamFactory(academy=academy, name="Another state", state=TeamState.INTERESTED)

    first, second = (lead.get(f"/academy/teams/?state=SELECTED&page={n}") for n in (1, 2))
    rows = [answer.content.decode().count("<tr class") for answer in (first, second)]

    assert rows == [50, 1]
    assert "51 teams, who has not met for longest first. Here: 1 to 50" in words_of(first)
    assert "?state=SELECTED&amp;page=2" in first.content.decode()
    assert "teams.csv?state=SELECTED" in second.content.decode()
    file = lead.get("/academy/teams.csv?state=SELECTED&page=2").content.decode()
    assert len(file.strip().splitlines()) == 52
    assert "Another state" not in words_of(second) + file


def test_a_page_of_teams_is_read_in_as_many_statements_however_many_there_are(
    lead, academy, django_assert_max_num_queries
):
    TeamFactory.create_batch(60, academy=academy)

    with django_assert_max_num_queries(20):
        assert lead.get("/academy/teams/").status_code == 200


def lines_of(answer):
    return [line.split(",") for line in answer.content.decode("utf-8-sig").strip().splitlines()[1:]]


def test_the_file_of_supervision_says_what_its_screen_says(lead, academy):
    academy.coaches_a_supervisor = 1
    academy.save()
    supervisor, *coaches = CoachFactory.create_batch(3, academy=academy)
    for coach in coaches:
        SupervisionFactory(coach=coach, supervisor=supervisor, since=TODAY)
    screen = words_of(lead.get("/academy/supervision/"))

    rows = lines_of(lead.get("/academy/supervision.csv"))

    assert rows[0][:2] == [str(supervisor), "2"]
    assert rows[0][-1] == "Too many"
    assert rows[1:] == [["", "", str(supervisor), "Without a supervisor"]]
    for name in map(str, (supervisor, *coaches)):
        assert name in screen
        assert any(name in " ".join(row) for row in rows)


def test_the_file_of_selection_says_what_its_screen_says(lead, academy):
    for name in ("Falls", "Sepsis"):
        TeamFactory(academy=academy, name=name, state=TeamState.CHECKED)
    TeamFactory(academy=academy, name="Coached already")

    screen = words_of(lead.get("/academy/selection/"))
    rows = lines_of(lead.get("/academy/selection.csv"))

    assert {row[0] for row in rows} == {"Falls", "Sepsis"}
    for row in rows:
        for cell in filter(None, row):
            assert cell in screen


def test_the_file_of_targets_says_what_its_screen_says(lead, academy):
    day = TODAY - dt.timedelta(days=1)
    told = {"trust": academy.trust, "academy": academy, "due_date": day}
    AcademyTarget.objects.create(**told, kind="COACHED", number=1)
    AcademyTarget.objects.create(**told, kind="INDEPENDENT", number=3)
    TeamFactory(academy=academy)

    screen = words_of(lead.get("/academy/targets/"))
    rows = lines_of(lead.get("/academy/targets.csv"))

    assert [(row[0], row[1], row[2], row[-1]) for row in rows] == [
        ("Teams coached", "1", "1", "Reached"),
        ("Teams independent", "0", "3", "Past its day"),
    ]
    assert f"Teams coached : 1 of 1 by {day:%-d %B %Y} Reached" in screen
    assert f"Teams independent : 0 of 3 by {day:%-d %B %Y} Past its day" in screen
