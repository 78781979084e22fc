"""Several leads at once on the places of a cohort. With the lock taken away the race is lost; the database holds."""

import datetime as dt
import threading
from contextlib import suppress

import pytest
from django.db import IntegrityError, connection

from coaching.models import Enrolment
from coaching.services import selection
from coaching.services.selection import CannotChoose, Choice, choose
from tests.curriculum.services.test_races import all_at_once
from tests.factories.coaching import CohortFactory, EnrolmentFactory
from tests.factories.workforce import AccountFactory

TODAY = dt.date(2025, 11, 20)
PEOPLE = 8


@pytest.fixture
def cohort(real_transactions):
    return CohortFactory(places=3)


def meet(monkeypatch, *, unlocked):
    """All have read which places are free before anybody gives one; with the lock nobody can, and they go on."""
    gate, real = threading.Barrier(PEOPLE), selection.free_places

    def reads_and_waits(*told):
        found = real(*told)
        with suppress(threading.BrokenBarrierError):
            gate.wait(timeout=20 if unlocked else 0.2)
        return found

    monkeypatch.setattr(selection, "free_places", reads_and_waits)
    if unlocked:
        monkeypatch.setattr(selection, "hold_cohort", lambda cohort: None)


def eight_offer_three_places(cohort):
    lead = AccountFactory(trust=cohort.trust)
    rows = [EnrolmentFactory(cohort=cohort, state="SHORTLISTED") for _ in range(PEOPLE)]
    offer = {"cohort": cohort, "choice": Choice.OFFER, "on": TODAY, "by": lead}
    return all_at_once(*(lambda row=row: choose(enrolments=[row], **offer) for row in rows))


def test_without_the_lock_seven_of_eight_meet_an_error_and_two_places_stay_empty(cohort, monkeypatch):
    meet(monkeypatch, unlocked=True)

    found = eight_offer_three_places(cohort)

    assert sum(isinstance(one, IntegrityError) for one in found) == 7
    assert Enrolment.objects.exclude(place=None).count() == 1


def test_of_eight_offers_at_once_three_are_made_and_five_are_told_that_no_place_is_free(cohort, monkeypatch):
    meet(monkeypatch, unlocked=False)

    found = eight_offer_three_places(cohort)

    refused = [one for one in found if isinstance(one, CannotChoose)]
    assert (len(refused), {str(one)[:16] for one in refused}) == (5, {"No place is free"})
    assert sorted(Enrolment.objects.exclude(place=None).values_list("place", flat=True)) == [1, 2, 3]


def test_the_database_gives_no_place_beyond_the_last_and_would_without_its_guard(cohort):
    with pytest.raises(IntegrityError, match="has 3 places"):
        EnrolmentFactory(cohort=cohort, state="OFFERED", place=4)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE coaching_enrolment DISABLE TRIGGER USER")

    assert EnrolmentFactory(cohort=cohort, state="OFFERED", place=4).place == 4
