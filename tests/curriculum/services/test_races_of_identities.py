"""Two editors at one framework at once, each in their own transaction. Without the lock each race is lost first."""

import datetime as dt
import threading
from contextlib import suppress

import pytest
from django.db import IntegrityError

from curriculum.models import Skill, Target
from curriculum.queries.mark import mark_of_identity
from curriculum.services import dose as doses
from curriculum.services import identity
from curriculum.services.dose import CannotChangeDose, TargetAsked, change_dose
from curriculum.services.identity import CannotKeepIdentity, Words, add_identity, retire_identity, reword_identity
from curriculum.services.meanwhile import ChangedMeanwhile
from tests.factories.framework import draft_dose, small_framework
from tests.factories.workforce import TrustFactory

from .test_races import all_at_once

TODAY = dt.date(2026, 5, 1)
A_WHILE, LONG = 0.3, 20


@pytest.fixture
def version(real_transactions):
    return small_framework(TrustFactory())


@pytest.fixture
def unlocked(monkeypatch):
    monkeypatch.setattr(identity, "_taken", lambda framework: framework)
    monkeypatch.setattr(doses, "must_be_draft", lambda version: None)


def meeting(monkeypatch, module, name, seconds):
    """Both have asked before either writes: for certain without the lock, and never with it."""
    gate, asks = threading.Barrier(2), getattr(module, name)

    def asks_and_waits(*told, **named):
        found = asks(*told, **named)
        with suppress(threading.BrokenBarrierError):
            gate.wait(timeout=seconds)
        return found

    monkeypatch.setattr(module, name, asks_and_waits)


def skill_of(version, code="M1"):
    return Skill.objects.select_related("group", "framework").get(framework=version.framework, code=code)


def two_add_the_same(version):
    group = skill_of(version).group

    def adds(name):
        words = Words(name, group=group)
        return lambda: add_identity(Skill, framework=version.framework, code="M3", words=words, by=None)

    return sorted(type(one).__name__ for one in all_at_once(adds("Spread"), adds("Scale")))


def test_without_the_lock_the_second_code_is_refused_by_the_database_alone(version, unlocked, monkeypatch):
    meeting(monkeypatch, identity, "_must_be_sound", LONG)

    assert two_add_the_same(version) == [IntegrityError.__name__, "Skill"]


def test_of_two_who_add_the_same_code_one_is_told_so(version, monkeypatch):
    meeting(monkeypatch, identity, "_must_be_sound", A_WHILE)

    assert two_add_the_same(version) == [CannotKeepIdentity.__name__, "Skill"]
    assert Skill.objects.filter(code="M3").count() == 1


def two_rename(version):
    skill = skill_of(version)
    seen = mark_of_identity(skill)

    def renames(name):
        words = Words(name, group=skill.group)
        return lambda: reword_identity(thing=skill, words=words, seen=seen, by=None)

    return sorted(type(one).__name__ for one in all_at_once(renames("Small tests"), renames("Tests")))


def test_without_the_lock_one_name_is_lost_and_nobody_is_told(version, unlocked, monkeypatch):
    meeting(monkeypatch, identity, "_must_be_sound", LONG)

    assert two_rename(version) == ["NoneType", "NoneType"]


def test_of_two_who_rename_one_is_told(version, monkeypatch):
    meeting(monkeypatch, identity, "_must_be_sound", A_WHILE)

    assert two_rename(version) == [ChangedMeanwhile.__name__, "NoneType"]


def one_asks_for_what_the_other_retires(version):
    """M2 is retired while the draft begins to ask for it."""
    dose, skill = draft_dose(version), skill_of(version, "M2")
    targets = [TargetAsked(skill=skill, depth=1)]
    told = {"taught_minutes": 0, "grace_days": 0, "away_after_days": 28, "practice": [], "by": None}
    return all_at_once(
        lambda: change_dose(dose=dose, targets=targets, **told),
        lambda: retire_identity(thing=skill, on=TODAY, by=None),
    )


def asked_for_though_retired():
    return Target.objects.filter(dose__version__number=2).exclude(skill__retired_date=None).exists()


def test_without_the_lock_a_draft_asks_for_what_was_just_retired(version, unlocked, monkeypatch):
    gate = threading.Barrier(2)
    for module, name in ((doses, "_must_agree_with_itself"), (identity, "_take_out_of_draft")):
        asks = getattr(module, name)

        def asks_and_waits(*told, asks=asks):
            asks(*told)
            gate.wait(timeout=LONG)

        monkeypatch.setattr(module, name, asks_and_waits)

    one_asks_for_what_the_other_retires(version)

    assert asked_for_though_retired()


def test_a_draft_never_asks_for_what_was_just_retired(version):
    found = one_asks_for_what_the_other_retires(version)

    assert not asked_for_though_retired()
    assert not [one for one in found if isinstance(one, Exception) and not isinstance(one, CannotChangeDose)]
