"""Pressed twice at once. With the lock taken away the race is lost first: somebody is told of an error."""

import threading
from contextlib import suppress

import pytest

from curriculum.models import Certificate
from curriculum.queries.certifiable import levels_held
from curriculum.services import certificate
from curriculum.services.certificate import issue_certificate
from tests.factories.curriculum import TargetFactory, dose_given
from tests.factories.workforce import AccountFactory, PersonFactory
from workforce.models import Decision
from workforce.rules import today

from .test_races import all_at_once

PRESSED = 6


@pytest.fixture
def amal(real_transactions):
    target = TargetFactory()
    account = AccountFactory(person=PersonFactory(trust=target.trust))
    dose_given(account.person, target.skill, on=today())
    return account


def meet_before_writing(monkeypatch, seconds):
    """Between looking whether there is one and writing it."""
    gate, make = threading.Barrier(PRESSED), certificate._new_code

    def meets_and_makes():
        with suppress(threading.BrokenBarrierError):
            gate.wait(timeout=seconds)
        return make()

    monkeypatch.setattr(certificate, "_new_code", meets_and_makes)


def pressed_by_all(account):
    [fact] = levels_held(account.person, on=today())
    return all_at_once(*[lambda: issue_certificate(person=account.person, fact=fact, by=account)] * PRESSED)


def test_without_the_lock_all_but_one_are_refused_by_the_database(amal, monkeypatch):
    monkeypatch.setattr(certificate, "hold_person", lambda person: None)
    meet_before_writing(monkeypatch, seconds=20)

    found = pressed_by_all(amal)

    assert sorted({type(one).__name__ for one in found}) == ["Certificate", "IntegrityError"]
    assert Certificate.objects.count() == 1


def test_pressed_by_six_at_once_it_is_one_and_all_are_led_to_it(amal, monkeypatch):
    meet_before_writing(monkeypatch, seconds=0.2)

    found = pressed_by_all(amal)

    only = Certificate.objects.get()
    assert found == [only] * PRESSED
    assert Decision.objects.filter(did="issued certificate").count() == 1
