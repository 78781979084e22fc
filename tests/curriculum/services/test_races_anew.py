"""All of coverage made anew beside those who change it. With the lock taken away each race is lost first."""

import datetime as dt
import threading
import time
import uuid
from contextlib import nullcontext, suppress
from functools import partial

import pytest

from curriculum.enums import SourceKind
from curriculum.models import Holding
from curriculum.services import coverage, entry, holding, rebuild, staging
from curriculum.services.coverage import refresh_people
from curriculum.services.entry import correct_source, void_source
from curriculum.services.rebuild import rebuild_trust
from tests.factories.curriculum import ActivityVersionFactory, TargetFactory, dose_given
from tests.factories.workforce import PostFactory, UnitFactory
from workforce.services.post import begin_post

from .test_races import LEARNED, TODAY, all_at_once, differing, gives

A_WHILE = 0.5  # as long as somebody waits for those whom a lock holds back
LONG = 20  # and for those who come for certain, however busy the machine is


def trust_of_two():
    """A target, beside another in the same level, and the posts of two people in one unit."""
    target = TargetFactory()
    TargetFactory(dose=target.dose, essential=False)
    unit = UnitFactory(trust=target.trust)
    posts = [PostFactory(unit=unit) for _ in range(2)]
    refresh_people(target.trust)
    return target, posts


@pytest.fixture
def story(real_transactions):
    return trust_of_two()


class Meanwhile:
    """What happens between the reading of everybody and the taking over."""

    def __init__(self):
        self.read, self.done, self.patience = threading.Event(), threading.Semaphore(0), A_WHILE

    def after(self, do):
        def comes():
            self.read.wait(LONG)
            try:
                return do()
            finally:
                self.done.release()

        return comes

    def wait(self):
        self.read.set()
        self.done.acquire(timeout=self.patience)
        self.done.acquire(timeout=self.patience)


@pytest.fixture
def meanwhile(monkeypatch):
    """Told when everybody was read; the new takes the place of the old when two have come, or after a while."""
    meanwhile, make = Meanwhile(), rebuild.make_beside

    def makes_and_waits(*told):
        make(*told)
        meanwhile.wait()

    monkeypatch.setattr(rebuild, "make_beside", makes_and_waits)
    return meanwhile


@pytest.fixture
def unshared(monkeypatch, meanwhile):
    meanwhile.patience = LONG
    for module in (coverage, holding):
        monkeypatch.setattr(module, "share_trust", lambda trust: None)


def anew(trust):
    return lambda: rebuild_trust(trust=trust, today=TODAY, processes=1)


def doses_beside(meanwhile, target, posts):
    """Two people of one unit learn between the reading and the taking over."""
    return all_at_once(anew(target.trust), *(meanwhile.after(gives(post, [target])) for post in posts))


def raised_in(found):
    return [one for one in found if isinstance(one, Exception)]


def test_without_the_lock_doses_given_while_all_is_made_anew_are_lost(story, meanwhile, unshared):
    target, posts = story

    doses_beside(meanwhile, target, posts)

    assert differing(target.trust) > 0


def test_doses_given_while_all_is_made_anew_are_each_counted_once(story, meanwhile):
    target, posts = story

    found = doses_beside(meanwhile, target, posts)

    assert raised_in(found) == []
    assert Holding.objects.filter(skill=target.skill, since=LEARNED).count() == 2
    assert differing(target.trust) == 0


def refresh_beside(meanwhile, target, posts):
    begin_post(person=posts[0].person, unit=UnitFactory(trust=target.trust), since=LEARNED, by=None)
    return all_at_once(anew(target.trust), meanwhile.after(lambda: refresh_people(target.trust)))


def test_people_refreshed_while_all_is_made_anew_wait_for_it_and_neither_is_broken_off(story, meanwhile):
    target, posts = story

    found = refresh_beside(meanwhile, target, posts)

    assert raised_in(found) == []
    assert differing(target.trust) == 0


def two_trusts_anew(monkeypatch, seconds):
    """Both have their tables before either writes, and one writes when the other is done: unless one has to wait."""
    trusts, make = [trust_of_two()[0].trust for _ in range(2)], rebuild.make_beside
    gate, done = threading.Barrier(2), threading.Event()

    def meets_and_makes(*told):
        with suppress(threading.BrokenBarrierError):
            if gate.wait(timeout=seconds) == 0:
                done.wait(seconds)
        make(*told)

    def makes(trust):
        try:
            return anew(trust)()
        finally:
            done.set()
            gate.abort()

    monkeypatch.setattr(rebuild, "make_beside", meets_and_makes)
    return trusts, all_at_once(*(partial(makes, trust) for trust in trusts))


def test_without_the_lock_two_trusts_made_anew_at_once_take_the_tables_from_each_other(real_transactions, monkeypatch):
    monkeypatch.setattr(staging, "holding_staging", nullcontext)

    trusts, found = two_trusts_anew(monkeypatch, seconds=LONG)

    monkeypatch.undo()
    assert raised_in(found) or sum(map(differing, trusts)) > 0


def test_two_trusts_made_anew_at_once_are_both_right(real_transactions, monkeypatch):
    trusts, found = two_trusts_anew(monkeypatch, seconds=A_WHILE)

    assert raised_in(found) == []
    assert [differing(trust) for trust in trusts] == [0, 0]


def test_a_void_beside_a_correction_takes_away_what_the_correction_brought(story, monkeypatch):
    target, posts = story
    other, source = target.dose.targets.get(essential=False), uuid.uuid4()
    dose_given(posts[0].person, target.skill, source_id=source)
    version = ActivityVersionFactory(trust=target.trust, gives=[other.skill])
    told = {"source_kind": SourceKind.LESSON, "source_id": source, "by": None}
    corrected, hold = threading.Event(), entry.hold_person

    def holds_late(person):
        if threading.current_thread().name == "voids":
            corrected.wait(20)
        hold(person)

    def void():
        threading.current_thread().name = "voids"
        return void_source(trust=target.trust, **told)

    def correct():
        time.sleep(A_WHILE)
        correct_source(person=posts[0].person, version=version, given_date=dt.date(2026, 3, 3), **told)
        corrected.set()

    monkeypatch.setattr(entry, "hold_person", holds_late)
    found = all_at_once(void, correct)

    assert raised_in(found) == []
    assert not Holding.objects.filter(person=posts[0].person, skill__isnull=False).exists()
    assert differing(target.trust) == 0
