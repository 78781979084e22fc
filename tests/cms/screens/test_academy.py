"""The lead's page, its rows and its files: the same cells, and only for the leads of the trust."""

import datetime as dt

import pytest
from django.utils import timezone

from coaching.enums import SessionState
from coaching.models import Academy, SessionPerson, TeamSession
from tests.factories.coaching import (
    AcademyFactory,
    CertificationFactory,
    CoachFactory,
    CoachingFactory,
    CohortFactory,
    EnrolmentFactory,
    SupervisionFactory,
    TeamFactory,
)
from tests.factories.workforce import account_with, top_of
from workforce.enums import Role

from .reading import words_of

pytestmark = pytest.mark.django_db
ADDRESSES = ("/academy/", "/academy/coaches/", "/academy/coaches.csv", "/academy/teams.csv", "/academy/attrition.csv")


@pytest.fixture
def academy():
    academy = AcademyFactory(name="Larkdale")
    coaching = CoachingFactory(team=TeamFactory(academy=academy, name="Stroke"), coach__academy=academy)
    SupervisionFactory(coach=coaching.coach, supervisor=CoachFactory(academy=academy))
    return academy


def as_lead(client, academy, role=Role.ACADEMY_LEAD):
    client.force_login(account_with(role, top_of(academy.trust)))
    return client


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.ACADEMY_LEAD, Role.PROGRAMME_LEAD}])
@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_but_the_leads_opens_it(client, academy, role, address):
    answer = as_lead(client, academy, role).get(address)

    assert answer.status_code == 403
    assert b"Stroke" not in answer.content


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_leads_of_the_trust_do(client, academy, address):
    assert as_lead(client, academy).get(address).status_code == 200


def test_the_academy_of_another_trust_is_not_there(client, academy):
    other = AcademyFactory(name="Elsewhere")

    answer = as_lead(client, academy).get(f"/academy/?academy={other.uuid}")

    assert answer.status_code == 400
    assert "no such academy" in answer.content.decode()
    assert "Elsewhere" not in answer.content.decode()


def test_the_file_says_what_the_screen_says(client, academy):
    as_lead(client, academy)
    names = [str(coach) for coach in academy.coaches.all()]

    screen = client.get("/academy/coaches/?state=LAPSED").content.decode()
    file = client.get("/academy/coaches.csv?state=LAPSED").content.decode()

    assert all(name in screen and name in file for name in names)
    assert all(name not in client.get("/academy/coaches.csv?state=ACTIVE").content.decode() for name in names)


def test_a_state_that_is_none_is_answered_kindly(client, academy):
    answer = as_lead(client, academy).get("/academy/coaches/?state=BUSY")

    assert answer.status_code == 400
    assert "in training, away, active, resting or lapsed" in answer.content.decode()


def test_a_trust_whose_academy_is_closed_is_led_to_where_it_is_opened_again(client, academy):
    Academy.objects.update(closed_date="2026-01-01")

    answer = as_lead(client, academy).get("/academy/", follow=True)

    assert answer.redirect_chain == [("/academy/set-up/", 302)]
    assert "Larkdale Closed" in words_of(answer)
    assert as_lead(client, academy).get("/academy/coaches/").status_code == 404


def test_who_stayed_stands_by_cohort_and_each_figure_opens_to_its_rows(client, academy):
    since = timezone.localdate() - dt.timedelta(days=400)
    cohort = CohortFactory(academy=academy, name="Flow 1", since=since, until=since + dt.timedelta(days=365))
    told = {"cohort": cohort, "began_date": since}
    EnrolmentFactory(state="CERTIFIED", place=1, person__family_name="Stays", **told)
    active = EnrolmentFactory(state="CERTIFIED", place=2, person__family_name="Coaches", **told)
    gone = {"state": "WITHDRAWN", "end_reason": "NO_TIME"}
    EnrolmentFactory(person__family_name="Left", **gone, **told)
    EnrolmentFactory(person__family_name="Neverbegan", cohort=cohort, **gone)
    coaching = CoachingFactory(
        team=TeamFactory(academy=academy), coach=CoachFactory(academy=academy, person=active.person)
    )
    CertificationFactory(person=active.person, programme=cohort.version.programme)
    held = TeamSession.objects.create(
        trust=academy.trust, team=coaching.team, date=timezone.localdate(), state=SessionState.HELD
    )
    SessionPerson.objects.create(trust=academy.trust, session=held, person=active.person, is_coach=True)

    screen = words_of(as_lead(client, academy).get("/academy/"))
    file = client.get("/academy/attrition.csv").content.decode()
    withdrew = words_of(client.get(f"/cohorts/{cohort.uuid}/?state=WITHDRAWN&began=yes"))
    still = words_of(client.get(f"/cohorts/{cohort.uuid}/?state=CERTIFIED&active=yes"))

    assert "Began 3 Certified 2 certified, Flow 1 In training 0 in training, Flow 1 Withdrew 1" in screen
    assert "Active today 1 of 2" in screen
    assert "Flow 1,3,2,0,1,1,1" in file
    assert "Left" in withdrew
    assert "Neverbegan" not in withdrew
    assert "Coaches" in still
    assert "Stays" not in still
