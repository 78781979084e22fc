"""Who has not answered a published proposal is reminded, once a week at most."""

import datetime as dt

import pytest

from coaching.enums import TeamPart
from coaching.models import Pairing
from coaching.queries.unanswered import unanswered
from coaching.services.proposed import accept_for_team, accept_seat
from coaching.services.unanswered import remind, remind_by_itself
from coaching.tasks import remind_who_is_asked
from tests.factories.coaching import TeamMemberFactory
from tests.factories.pairing import TODAY, PairingAcademy
from workforce.enums import NoticeKind
from workforce.models import Notice

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
WEEK = 7 * DAY


@pytest.fixture
def there():
    there = PairingAcademy()
    there.coach("Ruth", inside=True), there.coach("Amal")
    TeamMemberFactory(team=there.team("Stroke"), part=TeamPart.LEAD, person__family_name="Leader")
    return there


@pytest.fixture
def pairing(there):
    pairing = there.published()
    asked = dt.datetime.combine(TODAY, dt.time(12), tzinfo=dt.UTC)
    Pairing.objects.filter(pk=pairing.pk).update(published_at=asked)
    pairing.refresh_from_db()
    return pairing


def reminders():
    return sorted(Notice.objects.filter(kind=NoticeKind.REMINDER).values_list("person__given_name", "words"))


def seat(pairing, name):
    return pairing.teams.get().seats.get(coach__person__given_name=name)


def test_a_week_after_they_were_asked_who_has_not_answered_is_reminded_and_nobody_else(there, pairing):
    accept_seat(seat=seat(pairing, "Ruth"), on=TODAY, by=there.lead)

    assert remind_by_itself(on=TODAY + WEEK - DAY) == 0
    assert reminders() == []

    assert remind_by_itself(on=TODAY + WEEK) == 2
    assert remind_by_itself(on=TODAY + WEEK) == 0
    words = [words for _who, words in reminders()]
    assert words.count("Stroke waits for your answer: would you coach it?") == 1
    assert words.count("Stroke waits for your answer: do you accept its coaches?") == 1
    assert not Notice.objects.filter(kind=NoticeKind.REMINDER, person=seat(pairing, "Ruth").coach.person).exists()


def test_reminded_they_are_left_alone_for_a_week(there, pairing):
    remind_by_itself(on=TODAY + WEEK)

    assert remind_by_itself(on=TODAY + 2 * WEEK - DAY) == 0
    assert remind(pairing=pairing, on=TODAY + 2 * WEEK - DAY, by=there.lead) == 0
    assert remind_by_itself(on=TODAY + 2 * WEEK) == 3
    assert len(reminders()) == 6


def test_a_lead_reminds_all_sooner_and_the_weekly_one_waits_for_its_week(there, pairing):
    assert remind(pairing=pairing, on=TODAY + DAY, by=there.lead) == 3

    assert remind_by_itself(on=TODAY + WEEK) == 0
    assert [one.reminded_date for one in unanswered(pairing, on=TODAY + WEEK)] == [TODAY + DAY] * 3


def test_where_all_have_answered_or_the_team_waits_no_more_nobody_is_reminded(there, pairing):
    row = pairing.teams.get()
    for one in row.seats.all():
        accept_seat(seat=one, on=TODAY, by=there.lead)
    assert [one.is_of_team for one in unanswered(pairing, on=TODAY)] == [True]
    accept_for_team(proposed=row, on=TODAY, by=there.lead)

    assert unanswered(pairing, on=TODAY) == []
    assert remind_by_itself(on=TODAY + WEEK) == 0


def test_nobody_speaks_for_the_team_is_seen_and_reminds_nobody(there, pairing):
    there.cohort.teams.get().members.all().delete()

    [of_team] = [one for one in unanswered(pairing, on=TODAY) if one.is_of_team]

    assert (of_team.people, of_team.may_be_reminded(TODAY)) == ((), False)
    assert remind_by_itself(on=TODAY + WEEK) == 2


def test_the_worker_reminds_them(there, pairing):
    remind_who_is_asked()  # long after the day of the story

    assert len(reminders()) == 3
