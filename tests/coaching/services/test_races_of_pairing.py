"""Twenty accept at once. With the guards away the race is lost first; then nobody has more teams than they take."""

import datetime as dt
import threading
from contextlib import suppress

import pytest
from django.db import connection

from coaching.enums import Answer, PairingState, ProposedState
from coaching.models import Coaching, Pairing, ProposedSeat, ProposedTeam
from coaching.services import proposal_withdrawn as withdrawing
from coaching.services import proposed as service
from coaching.services.proposal import publish
from coaching.services.proposed import CannotAnswer, accept_for_team, accept_seat
from tests.curriculum.services.test_races import all_at_once
from tests.factories.pairing import TODAY, PairingAcademy
from workforce.services.job import queue_job

CLIENTS, TAKES = 20, 2


@pytest.fixture
def there(real_transactions):
    return PairingAcademy()


@pytest.fixture
def asked(there):
    """One coach is asked by twenty teams, as no proposal would: however it came to be, it must hold."""
    amal = there.coach("Amal", capacity=TAKES)
    job = queue_job(name="coaching.find_pairs", arguments={}, trust=there.trust)
    published = {"state": PairingState.PUBLISHED, "published_at": "2026-01-12T09:00Z", "begins_date": TODAY}
    pairing = Pairing.objects.create(trust=there.trust, cohort=there.cohort, number=1, job=job, **published)
    return [seat_of(there, pairing, amal, number) for number in range(CLIENTS)]


def seat_of(there, pairing, coach, number):
    told = {"trust": there.trust, "answer": Answer.ASKED}
    team = there.team(f"Team {number}", slot=False)
    row = ProposedTeam.objects.create(pairing=pairing, team=team, state=ProposedState.ASKED, travel=0, **told)
    return ProposedSeat.objects.create(proposed=row, coach=coach, part="OUTSIDE", **told)


def meet(monkeypatch, seconds):
    """All have looked for a free seat before anybody takes it; where one is at work at a time nobody can wait."""
    gate, real = threading.Barrier(CLIENTS), service.free_seat

    def looks_and_waits(*told, **more):
        found = real(*told, **more)
        with suppress(threading.BrokenBarrierError):
            gate.wait(timeout=seconds)
        return found

    monkeypatch.setattr(service, "free_seat", looks_and_waits)


def without_the_lock(monkeypatch):
    monkeypatch.setattr(service, "hold_coach", lambda pk: service.Coach.objects.select_related("person").get(pk=pk))
    meet(monkeypatch, seconds=60)


def all_accept(there, seats):
    return all_at_once(*(lambda seat=seat: accept_seat(seat=seat, on=TODAY, by=there.lead) for seat in seats))


def test_without_the_lock_and_the_constraint_one_coach_has_twenty_teams(there, asked, monkeypatch):
    without_the_lock(monkeypatch)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE coaching_coaching DROP CONSTRAINT seat_of_a_coach_is_taken_once")

    all_accept(there, asked)

    assert Coaching.objects.count() == CLIENTS


def test_of_twenty_at_once_as_many_have_a_seat_as_the_coach_takes_and_all_others_are_told(there, asked, monkeypatch):
    meet(monkeypatch, seconds=0.2)

    found = all_accept(there, asked)

    assert sum(isinstance(one, ProposedSeat) for one in found) == TAKES
    assert sum(isinstance(one, CannotAnswer) for one in found) == CLIENTS - TAKES
    assert Coaching.objects.count() == TAKES
    assert ProposedSeat.objects.filter(answer=Answer.ACCEPTED).count() == TAKES


@pytest.fixture
def published(there):
    """A pair and their team, all asked."""
    there.coach("Ruth", inside=True), there.coach("Amal"), there.team()
    return there.published().teams.get()


def all_three_accept(there, row):
    on = {"on": TODAY, "by": there.lead}
    seats = [lambda seat=seat: accept_seat(seat=seat, **on) for seat in row.seats.all()]
    all_at_once(*seats, lambda: accept_for_team(proposed=row, **on))
    row.refresh_from_db()
    return row.state, Coaching.objects.count()


def test_without_holding_the_team_each_of_three_waits_for_the_others_for_ever(there, published, monkeypatch):
    rows, gate, real = ProposedTeam.objects.select_related("team", "pairing"), threading.Barrier(3), service._agree

    def agrees_when_all_have_answered(*told):
        gate.wait(timeout=60)
        agreed = real(*told)
        gate.wait(timeout=60)  # nobody commits before all have looked
        return agreed

    monkeypatch.setattr(service, "hold_team", lambda pk: rows.get(pk=pk))
    monkeypatch.setattr(service, "_agree", agrees_when_all_have_answered)

    assert all_three_accept(there, published) == (ProposedState.ASKED, 2)


def test_of_three_who_accept_at_once_the_last_makes_the_team_a_coached_one(there, published):
    assert all_three_accept(there, published) == (ProposedState.AGREED, 2)


@pytest.fixture
def not_begun(there):
    """A pair that is asked, and would begin in a fortnight."""
    there.coach("Ruth", inside=True), there.coach("Amal"), there.team()
    begins = TODAY + dt.timedelta(days=14)
    return publish(pairing=there.found(), begins=begins, on=TODAY, by=there.lead).teams.get()


def withdrawn_and_accepted_at_once(there, row, monkeypatch, seconds):
    """Both have read how the seat stands before either writes; where one is at work at a time nobody can wait."""
    gate = threading.Barrier(2)

    def waits(real):
        def then(*told, **more):
            with suppress(threading.BrokenBarrierError):
                gate.wait(timeout=seconds)
            return real(*told, **more)

        return then

    monkeypatch.setattr(service, "_must_be_possible", waits(service._must_be_possible))
    monkeypatch.setattr(withdrawing, "_ask_no_more", waits(withdrawing._ask_no_more))
    seat = row.seats.get(part="INSIDE")
    told = {"pairing": row.pairing, "reason": "The ward closes", "on": TODAY, "by": there.lead}
    return all_at_once(
        lambda: accept_seat(seat=seat, on=TODAY, by=there.lead), lambda: withdrawing.withdraw_proposal(**told)
    )


def test_without_the_lock_somebody_coaches_by_a_proposal_that_was_withdrawn(there, not_begun, monkeypatch):
    def unlocked(pk):
        return ProposedTeam.objects.select_related("team", "pairing__published_by__person").get(pk=pk)

    monkeypatch.setattr(service, "hold_team", unlocked)
    monkeypatch.setattr(withdrawing, "hold_team", unlocked)

    withdrawn_and_accepted_at_once(there, not_begun, monkeypatch, seconds=30)

    assert Pairing.objects.get(pk=not_begun.pairing_id).state == PairingState.WITHDRAWN
    assert Coaching.objects.count() == 1


def test_withdrawn_and_accepted_at_once_nobody_has_a_seat_by_it(there, not_begun, monkeypatch):
    withdrawn_and_accepted_at_once(there, not_begun, monkeypatch, seconds=0.2)

    assert Pairing.objects.get(pk=not_begun.pairing_id).state == PairingState.WITHDRAWN
    assert not Coaching.objects.exists()
    assert {seat.answer for seat in not_begun.seats.all()} == {Answer.WITHDRAWN}
