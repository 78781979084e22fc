"""Everybody asked accepts or declines; a decline opens that team again, and that one alone."""

import datetime as dt

import pytest

from coaching.enums import Answer, CoachPart
from coaching.models import Coaching
from coaching.services.pairing import decide
from coaching.services.proposed import (
    CannotAnswer,
    accept_for_team,
    accept_seat,
    decline_for_team,
    decline_seat,
)
from tests.factories.coaching import CoachingFactory, TeamFactory
from tests.factories.pairing import TODAY, PairingAcademy, names_of
from workforce.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    there = PairingAcademy()
    there.coach("Ruth", inside=True)
    there.coach("Amal")
    there.team("Stroke")
    there.team("Hip").slots.update(begins=dt.time(10))
    return there


@pytest.fixture
def stroke(there):
    return there.published().teams.get(team__name="Stroke")


def seats(row):
    return {seat.coach.person.given_name: seat for seat in row.seats.select_related("coach__person")}


def accept(there, seat):
    return accept_seat(seat=seat, on=TODAY, by=there.lead)


def test_when_all_have_accepted_the_team_is_coached(there, stroke):
    for seat in seats(stroke).values():
        accept(there, seat)
    stroke.refresh_from_db()
    assert stroke.state == "ASKED"

    accept_for_team(proposed=stroke, on=TODAY, by=there.lead)

    stroke.refresh_from_db()
    assert (stroke.state, stroke.team.state) == ("AGREED", "COACHED")
    parts = {row.coach.person.given_name: row.part for row in Coaching.objects.all()}
    assert parts == {"Ruth": CoachPart.INSIDE, "Amal": CoachPart.OUTSIDE}
    assert {row.since for row in Coaching.objects.all()} == {TODAY}


def test_accepted_twice_it_is_one_seat(there, stroke):
    ruth = seats(stroke)["Ruth"]

    accept(there, ruth)
    accept(there, ruth)

    assert Coaching.objects.count() == 1


def test_a_decline_opens_that_team_again_and_leaves_all_others(there, stroke):
    hip = stroke.pairing.teams.get(team__name="Hip")
    accept(there, seats(stroke)["Ruth"])

    decline_seat(seat=seats(stroke)["Amal"], reason="NO_TIME", words=" Exams ", on=TODAY, by=there.lead)

    stroke.refresh_from_db()
    hip.refresh_from_db()
    assert (stroke.state, hip.state) == ("REOPENED", "ASKED")
    answers = {name: (seat.answer, seat.words) for name, seat in seats(stroke).items()}
    assert answers == {"Ruth": (Answer.LET_GO, ""), "Amal": (Answer.DECLINED, "Exams")}
    assert not Coaching.objects.exists()
    assert "open again" in Notice.objects.get(key=f"seat {seats(stroke)['Ruth'].pk} let go").words


def test_the_next_proposal_is_for_that_team_alone_and_asks_somebody_else(there, stroke):
    decline_seat(seat=seats(stroke)["Amal"], reason="SLOT", words="", on=TODAY, by=there.lead)
    there.coach("Bo")

    again = there.found(there.begun(based_on=stroke.pairing))

    assert names_of(again) == {"Stroke": ["Ruth", "Bo"]}
    [ban] = again.decisions.all()
    assert ban.reason == "Declined: The day or hour does not suit"


def test_what_was_decided_of_teams_that_are_asked_and_of_who_has_left_stands_in_nobodys_way(there):
    bo, told = there.coach("Bo"), {"on": TODAY, "by": there.lead, "reason": "Agreed"}
    hip, stroke = (there.academy.teams.get(name=name) for name in ("Hip", "Stroke"))
    pairing = there.begun()
    decide(pairing=pairing, kind="PIN", team=hip, coach=there.academy.coaches.get(person__given_name="Amal"), **told)
    decide(pairing=pairing, kind="BAN", team=stroke, coach=bo, **told)
    row = there.published(there.found(pairing)).teams.get(team=stroke)
    decline_for_team(proposed=row, reason="OTHER", words="", on=TODAY, by=there.lead)
    bo.person.left_date, bo.person.left_reason = TODAY, "OTHER"
    bo.person.save()

    again = there.found(there.begun(based_on=row.pairing))

    assert again.decisions.count() == 2
    assert names_of(again) == {"Stroke": ["Ruth", "Amal"]}


def test_the_team_declines_as_well(there, stroke):
    decline_for_team(proposed=stroke, reason="TIE", words="", on=TODAY, by=there.lead)

    stroke.refresh_from_db()
    assert (stroke.state, stroke.answer) == ("REOPENED", "DECLINED")
    assert {seat.answer for seat in seats(stroke).values()} == {"LET_GO"}


def test_what_was_answered_or_opened_again_is_not_answered_once_more(there, stroke):
    ruth, amal = seats(stroke)["Ruth"], seats(stroke)["Amal"]
    decline_seat(seat=amal, reason="OTHER", words="", on=TODAY, by=there.lead)

    with pytest.raises(CannotAnswer, match="need not answer"):
        accept(there, ruth)
    with pytest.raises(CannotAnswer, match="need not answer"):
        accept_for_team(proposed=stroke, on=TODAY, by=there.lead)
    assert not Coaching.objects.exists()


def test_a_coach_whose_places_were_taken_since_is_told_and_keeps_their_question(there, stroke):
    amal = seats(stroke)["Amal"]
    for seat in (1, 2):
        CoachingFactory(coach=amal.coach, team=TeamFactory(academy=there.academy), seat=seat)

    with pytest.raises(CannotAnswer, match="no place left"):
        accept(there, amal)

    amal.refresh_from_db()
    assert amal.answer == Answer.ASKED


def test_a_team_that_stopped_since_takes_no_coaches(there, stroke):
    stroke.team.state, stroke.team.stopped_reason = "STOPPED", "TIM2"
    stroke.team.save()

    with pytest.raises(CannotAnswer, match="does not wait"):
        accept(there, seats(stroke)["Ruth"])


def test_who_has_left_since_takes_no_seat(there, stroke):
    ruth = seats(stroke)["Ruth"]
    ruth.coach.person.left_date, ruth.coach.person.left_reason = TODAY, "OTHER"
    ruth.coach.person.save()

    with pytest.raises(CannotAnswer, match="has left"):
        accept(there, ruth)


def test_coaching_that_had_begun_before_somebody_declined_ends_and_is_not_forgotten(there, stroke):
    accept(there, seats(stroke)["Ruth"])
    later = TODAY + dt.timedelta(days=10)

    decline_seat(seat=seats(stroke)["Amal"], reason="NO_TIME", words="", on=later, by=there.lead)

    [coaching] = Coaching.objects.all()
    assert (coaching.until, coaching.end_reason) == (later, "OTHER")
