"""A coach's profile: whose it is to read and to change; away is not lapsed, and the lapsed are invited back."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from coaching.calc.coach_state import CoachState
from coaching.models import Coach, CoachLeave, Conflict, Refresher, SessionPerson, Supervision, TeamSession
from coaching.queries.coach import line_of
from tests.cms.screens.reading import words_of
from tests.factories.coaching import (
    AcademyFactory,
    CertificationFactory,
    CoachFactory,
    CoachingFactory,
    PathwayFactory,
    SupervisionFactory,
    TeamFactory,
)
from tests.factories.workforce import AccountFactory, SiteFactory, account_with, top_of
from workforce.enums import Role
from workforce.models import Notice

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def academy():
    return AcademyFactory(name="Larkdale", coaches_a_supervisor=1)


@pytest.fixture
def coach(academy):
    """Certified long ago, and coached a year ago: lapsed."""
    coach = CoachFactory(academy=academy, person__family_name="Okafor")
    CertificationFactory(programme__trust=academy.trust, person=coach.person, since=dt.date(2020, 1, 1), until=None)
    team = TeamFactory(academy=academy, name="Stroke")
    day = TODAY - dt.timedelta(days=365)
    held = TeamSession.objects.create(trust=team.trust, team=team, date=day, slot_date=day, state="HELD")
    SessionPerson.objects.create(trust=team.trust, session=held, person=coach.person, is_coach=True)
    return coach


@pytest.fixture
def lead(academy):
    return account_with(Role.ACADEMY_LEAD, top_of(academy.trust))


@pytest.fixture
def own(coach):
    return AccountFactory(person=coach.person)


def at(coach, *rest):
    return f"/coaches/{coach.uuid}/" + "".join(f"{one}/" for one in rest)


def typed(**said):
    return {
        "profession": "Physiotherapist", "is_clinical": "yes", "capacity": "2", "travel_minutes": "25",
        "begins-1": "9:00", "ends-1": "12:30", "methods": "Run charts", "wishes": "",
    } | said  # fmt: skip


def test_a_coach_tells_what_they_can_give(client, coach, own):
    pathway, site = PathwayFactory(trust=coach.trust, name="Stroke care"), SiteFactory(trust=coach.trust, name="North")
    client.force_login(own)

    client.post(at(coach, "change"), typed(pathways=[pathway.code], sites=[site.code], takes_smaller="on"))

    page = words_of(client.get(at(coach)))
    for words in ("Physiotherapist, clinical", "Tuesday 09:00 to 12:30", "Stroke care", "North", "A smaller team"):
        assert words in page
    assert "Up to 25 minutes one way" in page


@pytest.mark.parametrize(
    "said, words",
    [
        ({"ends-1": ""}, "Say both"),
        ({"ends-1": "8:00"}, "It ends after it begins"),
        ({"capacity": "6"}, "at most 5"),
        ({"capacity": "0"}, "coaches 1 teams at the moment"),
        ({"pathways": ["NONE"]}, "not one of the available choices"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_changes(client, coach, own, said, words):
    CoachingFactory(team=TeamFactory(academy=coach.academy), coach=coach)
    client.force_login(own)

    answer = client.post(at(coach, "change"), typed(**said))

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert Coach.objects.values_list("profession", "capacity").get(pk=coach.pk) == ("", 2)


def test_who_takes_fewer_teams_keeps_the_one_they_have(client, coach, own):
    row = CoachingFactory(team=TeamFactory(academy=coach.academy), coach=coach, seat=2)
    client.force_login(own)

    client.post(at(coach, "change"), typed(capacity="1"))

    row.refresh_from_db()
    coach.refresh_from_db()
    assert (row.seat, coach.capacity) == (1, 1)


def test_whom_they_must_not_coach_the_supervisor_does_not_read(client, coach, own, lead):
    client.force_login(own)
    other = CoachFactory(academy=coach.academy, person__family_name="Nightingale", person__email="n@trust.example")
    client.post(at(coach, "conflicts", "add"), {"email": "N@trust.example"})
    client.post(at(coach, "conflicts", "add"), {"email": "n@trust.example"})
    refused = client.post(at(coach, "conflicts", "add"), {"email": "nobody@trust.example"})
    supervisor = AccountFactory(person=SupervisionFactory(coach=coach, since=TODAY).supervisor.person)

    def read(account):
        client.force_login(account)
        return "Nightingale" in words_of(client.get(at(coach)))

    assert (refused.status_code, Conflict.objects.get().with_person) == (422, other.person)
    assert [read(account) for account in (own, lead, supervisor)] == [True, True, False]
    assert client.post(at(coach, "conflicts", "add"), {"email": "n@trust.example"}).status_code == 403
    assert client.post(at(coach, "change"), typed()).status_code == 403


def test_a_stranger_finds_no_profile_and_supervision_that_ended_opens_none(client, coach):
    over = SupervisionFactory(coach=coach, until=TODAY)
    for account in (AccountFactory(trust=coach.trust), AccountFactory(person=over.supervisor.person)):
        client.force_login(account)
        assert client.get(at(coach)).status_code == 404
        assert client.post(at(coach, "change"), typed()).status_code == 404


def test_away_is_not_lapsed_and_back_again_the_time_away_does_not_count(client, coach, own):
    client.force_login(own)
    assert line_of(coach, on=TODAY).state == CoachState.LAPSED

    client.post(at(coach, "away"), {"first": f"{TODAY - dt.timedelta(days=350):%d/%m/%Y}", "last": ""})

    assert line_of(coach, on=TODAY).state == CoachState.AWAY
    again = client.post(at(coach, "away"), {"first": "today", "last": ""})
    assert again.status_code == 422
    client.post(at(coach, "away", CoachLeave.objects.get().pk, "back"))
    assert line_of(coach, on=TODAY).state == CoachState.ACTIVE


def test_a_lapsed_coach_is_invited_back_in_one_click_answers_and_rests_after_the_refresher(client, coach, own, lead):
    client.force_login(lead)
    assert "Invite back" in words_of(client.get("/academy/coaches/?state=LAPSED"))
    for _ in range(2):
        client.post(f"/academy/coaches/{coach.uuid}/invite-back/")
    too_early = client.post(f"/academy/coaches/{coach.uuid}/refresher-taken/", follow=True)

    assert Notice.objects.get().person == coach.person
    assert "They have not said yes" in words_of(too_early)
    client.force_login(own)
    client.post(at(coach, "answer"), {"answer": "SMALLER"})
    client.force_login(lead)
    assert "1 of them would take a smaller team" in words_of(client.get("/academy/"))
    answered = f"Answered “Yes, with a smaller team” on {TODAY:%-d %B %Y}"
    assert answered in words_of(client.get("/academy/coaches/?state=LAPSED"))
    assert answered in client.get("/academy/coaches.csv?state=LAPSED").content.decode()
    client.post(f"/academy/coaches/{coach.uuid}/refresher-taken/")
    assert line_of(coach, on=TODAY).state == CoachState.RESTING
    assert Refresher.objects.get().done_date == TODAY


def test_who_has_not_lapsed_is_not_invited_and_nobody_answers_for_another(client, coach, own, lead, academy):
    active = CoachFactory(academy=academy)
    CertificationFactory(programme__trust=academy.trust, person=active.person, since=TODAY, until=None)
    client.force_login(lead)
    answer = client.post(f"/academy/coaches/{active.uuid}/invite-back/", follow=True)
    assert "has not lapsed" in words_of(answer)
    assert client.post(at(active, "answer"), {"answer": "COMES"}).status_code == 403
    client.force_login(own)
    assert client.post(at(coach, "answer"), {"answer": "COMES"}).status_code == 403
    assert not Refresher.objects.exists()


def test_supervision_says_who_has_too_many_and_who_has_nobody(client, coach, lead, academy):
    supervisor = CoachFactory(academy=academy, person__family_name="Ruth")
    SupervisionFactory(coach=CoachFactory(academy=academy), supervisor=supervisor)
    client.force_login(lead)

    client.post(f"/academy/coaches/{coach.uuid}/supervisor/", {"supervisor": str(supervisor.uuid)})

    page = words_of(client.get("/academy/supervision/"))
    assert "Ruth Coaches 2 Too many" in page
    assert "Without a supervisor" in page
    assert Supervision.objects.get(coach=coach).since == TODAY


@pytest.mark.parametrize("which", ["self", "ring", "nobody known"])
def test_a_supervision_that_cannot_be_is_refused_and_nothing_changes(client, coach, lead, academy, which):
    under = SupervisionFactory(coach=CoachFactory(academy=academy), supervisor=coach).coach
    said = {"self": coach.uuid, "ring": under.uuid, "nobody known": uuid.uuid4()}[which]
    client.force_login(lead)

    answer = client.post(f"/academy/coaches/{coach.uuid}/supervisor/", {"supervisor": str(said)})

    assert answer.status_code == 422
    assert Supervision.objects.count() == 1
