"""What gets in a team's way: told by whoever meets it, moved by its coaches, listed for the lead."""

import datetime as dt

import pytest
from django.utils import timezone

from coaching.enums import BarrierCode, OwnerLevel
from coaching.models import Barrier
from coaching.services.barrier import ToldBarrier, close_barrier, escalate_barrier, raise_barrier
from tests.cms.screens.reading import words_of
from tests.factories.coaching import CoachingFactory, TeamFactory, TeamMemberFactory
from tests.factories.workforce import AccountFactory, account_with, top_of
from workforce.enums import Role
from workforce.models import Decision

pytestmark = pytest.mark.django_db
TOLD = {"words": "Nobody can be released on Tuesdays", "code": "TIM2", "severity": "2", "due_date": "1/2/2099"}


@pytest.fixture
def team():
    return TeamFactory(name="Stroke", academy__name="Larkdale")


@pytest.fixture
def coach(team):
    return AccountFactory(person=CoachingFactory(team=team).coach.person)


@pytest.fixture
def member(team):
    return AccountFactory(person=TeamMemberFactory(team=team).person)


@pytest.fixture
def barrier(team, coach):
    told = ToldBarrier(BarrierCode.TIM2, "Nobody can be released on Tuesdays")
    return raise_barrier(team=team, told=told, on=dt.date(2026, 3, 3), by=coach)


def at(team, *rest):
    return f"/teams/{team.uuid}/barriers/" + "".join(f"{one}/" for one in rest)


def as_one(client, account):
    client.force_login(account)
    return client


def test_a_member_tells_of_one_with_its_kind_and_a_day_and_the_lead_reads_it(client, team, member):
    as_one(client, member).post(at(team, "add"), TOLD)
    as_one(client, member).post(at(team, "add"), TOLD)  # sent twice it is told of once

    [row] = Barrier.objects.all()
    assert (row.code, row.severity, row.level, row.due_date) == ("TIM2", 2, OwnerLevel.TEAM, dt.date(2099, 2, 1))
    assert "Timing: No protected time" in words_of(client.get(at(team)))
    lead = as_one(client, account_with(Role.ACADEMY_LEAD, top_of(team.trust)))
    assert "1 open barrier" in words_of(lead.get("/academy/"))
    assert "Nobody can be released" in words_of(lead.get("/academy/barriers/?level=TEAM&group=TIM"))
    assert "Nobody can be released" not in words_of(lead.get("/academy/barriers/?level=BOARD"))
    assert "Nobody can be released" in lead.get("/academy/barriers.csv?group=TIM").content.decode()


def test_it_goes_up_level_by_level_until_there_is_none_above(client, team, coach, barrier):
    as_one(client, coach)
    for _ in OwnerLevel:
        answer = client.post(at(team, barrier.uuid, "escalate"), {"owner": "Director"})

    barrier.refresh_from_db()
    assert (barrier.level, barrier.level_date, barrier.owner) == (OwnerLevel.BOARD, timezone.localdate(), "Director")
    assert answer.status_code == 422
    assert "there is no level above" in words_of(answer)


def test_it_is_closed_with_what_helped_and_with_nothing_less(client, team, coach, barrier):
    refused = as_one(client, coach).post(at(team, barrier.uuid, "close"), {"outcome": " "})
    assert (refused.status_code, Barrier.objects.get().closed_date) == (422, None)

    client.post(at(team, barrier.uuid, "close"), {"outcome": "A bank nurse each Tuesday"})

    assert Barrier.objects.get().closed_date == timezone.localdate()
    assert "A bank nurse each Tuesday" in words_of(client.get(at(team)))
    again = client.post(at(team, barrier.uuid, "escalate"), {"owner": ""})
    assert "closed already" in words_of(again)


@pytest.mark.parametrize("step", ["change", "escalate", "close"])
def test_a_member_moves_none_and_who_has_no_tie_finds_none(client, team, member, barrier, step):
    stranger = AccountFactory(trust=team.trust)

    assert as_one(client, member).post(at(team, barrier.uuid, step), TOLD | {"outcome": "x"}).status_code == 403
    assert as_one(client, stranger).post(at(team, barrier.uuid, step), TOLD).status_code == 404
    assert as_one(client, stranger).get(at(team)).status_code == 404
    assert Barrier.objects.values_list("level", "closed_date").get() == ("TEAM", None)


@pytest.mark.parametrize("said", [{"words": ""}, {"code": "XXX9"}, {"severity": "7"}, {"due_date": "soon"}])
def test_what_does_not_fit_is_said_and_nothing_is_kept(client, team, coach, said):
    answer = as_one(client, coach).post(at(team, "add"), TOLD | said)

    assert answer.status_code == 422
    assert not Barrier.objects.exists()


def test_a_barrier_of_another_team_is_not_reached_through_ones_own(client, team, coach, barrier):
    other = TeamFactory(academy=team.academy)
    CoachingFactory(team=other, coach=coach.person.coach, seat=2)

    assert as_one(client, coach).post(at(other, barrier.uuid, "close"), {"outcome": "x"}).status_code == 404
    assert Barrier.objects.get().closed_date is None


def test_a_level_that_is_none_is_answered_kindly(client, team):
    lead = as_one(client, account_with(Role.ACADEMY_LEAD, top_of(team.trust)))

    assert lead.get("/academy/barriers/?level=KING").status_code == 400


def test_the_trail_says_who_escalated_and_no_word_of_it(barrier, coach):
    escalate_barrier(barrier=barrier, on=dt.date(2026, 3, 10), by=coach)
    close_barrier(barrier=barrier, outcome="A bank nurse", on=dt.date(2026, 3, 17), by=coach)

    told = [str(one.detail) + one.did for one in Decision.objects.filter(to_model="coaching.barrier")]
    assert not any("nurse" in one or "released" in one for one in told)
    assert len(told) == 3


def test_a_coach_is_asked_who_sees_to_it_and_by_when_until_it_is_said(client, team, coach, barrier, member):
    client.force_login(coach)
    Barrier.objects.update(owner="", due_date=None)

    def asked(words):
        return [
            words in words_of(client.get(page)) for page in (f"/teams/{team.uuid}/barriers/", f"/teams/{team.uuid}/")
        ]

    assert asked("Who sees to it, and by when?") == [True, True]
    Barrier.objects.update(owner="Ward manager")
    assert asked("By when?") == [True, True]
    Barrier.objects.update(due_date=dt.date(2030, 1, 1))
    assert asked("By when?") == asked("Who sees to it") == [False, False]

    Barrier.objects.update(owner="")
    client.force_login(member)
    assert asked("Who sees to it?") == [False, False]
