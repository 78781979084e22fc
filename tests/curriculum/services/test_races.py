"""Several at once on one person, each in a transaction of its own. With the lock taken away each race is lost first."""

import datetime as dt
import threading
import uuid
from contextlib import suppress

import pytest
from django.db import connections

from curriculum.enums import SourceKind
from curriculum.models import DoseEntry
from curriculum.queries.coverage import grid
from curriculum.services import coverage, entry, holding
from curriculum.services.coverage import refresh, refresh_people
from curriculum.services.curve import fold_changes
from curriculum.services.entry import give_dose
from curriculum.services.verify import verify_trust
from tests.factories.curriculum import ActivityVersionFactory, LevelDoseFactory, TargetFactory
from tests.factories.workforce import PostFactory, UnitFactory
from workforce.services.post import begin_post

WRITERS = 8
TODAY = dt.date(2026, 3, 12)
LEARNED = dt.date(2026, 3, 2)


@pytest.fixture
def targets(real_transactions):
    """A level of eight skills, one for each writer."""
    dose = LevelDoseFactory()
    return [TargetFactory(dose=dose) for _ in range(WRITERS)]


@pytest.fixture
def post(targets):
    post = PostFactory(unit=UnitFactory(trust=targets[0].trust))
    refresh_people(targets[0].trust)
    return post


@pytest.fixture
def locked(monkeypatch):
    """As it is: nobody can wait for the others to have read, since one is at work at a time."""
    meet_when_read(monkeypatch, seconds=0.2)


@pytest.fixture
def unlocked(monkeypatch):
    """All have read the last they ask for before anybody writes."""
    monkeypatch.setattr(entry, "hold_person", lambda person: None)
    monkeypatch.setattr(coverage, "hold_people", lambda people: None)
    meet_when_read(monkeypatch, seconds=20)


def meet_when_read(monkeypatch, seconds):
    gate = threading.Barrier(WRITERS)

    def meets(read):
        def reads_and_waits(*told):
            found = read(*told)
            with suppress(threading.BrokenBarrierError):
                gate.wait(timeout=seconds)
            return found

        return reads_and_waits

    monkeypatch.setattr(holding, "entries_of", meets(holding.entries_of))
    monkeypatch.setattr(coverage, "facts_of", meets(coverage.facts_of))


def all_at_once(*doings):
    """What each came to: a value, or what it raised."""
    start, found = threading.Barrier(len(doings)), []

    def run(do):
        start.wait()
        try:
            found.append(do())
        except Exception as raised:
            found.append(raised)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[do]) for do in doings]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return found


def gives(post, targets, source=None):
    version = ActivityVersionFactory(trust=post.trust, gives=[target.skill for target in targets])
    told = {"source_kind": SourceKind.LESSON, "source_id": source or uuid.uuid4(), "given_date": LEARNED}
    return lambda: give_dose(person=post.person, version=version, by=None, **told)


def met_of_the_level(post, targets):
    level, unit = targets[0].dose.level_id, post.stretches.get().unit_id
    return grid(post.trust, units=[unit], columns=[(level, None)], on=TODAY)[unit, level, None].met


def differing(trust):
    return sum(one.differing for one in verify_trust(trust=trust, today=TODAY, processes=1, tell=lambda *_: None))


def eight_write(post, targets):
    """Each gives a skill of the level: with the last of them the level as a whole is met."""
    return all_at_once(*(gives(post, [target]) for target in targets))


def test_without_the_lock_eight_writers_lose_count(post, targets, unlocked):
    eight_write(post, targets)

    assert met_of_the_level(post, targets) == 0
    assert differing(post.trust) > 0


def test_eight_writers_on_one_person_count_exactly(post, targets, locked):
    found = eight_write(post, targets)

    assert [type(one) for one in found] == [list] * WRITERS
    assert DoseEntry.objects.count() == WRITERS
    assert met_of_the_level(post, targets) == 1
    assert differing(post.trust) == 0


def one_lesson(post, targets):
    return all_at_once(*[gives(post, targets[:1], source=uuid.UUID(int=7))] * WRITERS)


def test_without_the_lock_the_same_lesson_posted_by_eight_is_refused_by_the_database(post, targets, monkeypatch):
    monkeypatch.setattr(entry, "hold_person", lambda person: None)
    meet_before_writing(monkeypatch, seconds=20)

    found = one_lesson(post, targets)

    assert sorted({type(one).__name__ for one in found}) == ["IntegrityError", "list"]
    assert DoseEntry.objects.count() == 1


def test_the_same_lesson_posted_by_eight_gives_one_entry_and_all_are_told_of_it(post, targets, monkeypatch):
    meet_before_writing(monkeypatch, seconds=0.2)

    found = one_lesson(post, targets)

    only = DoseEntry.objects.get()
    assert found == [[only]] * WRITERS
    assert differing(post.trust) == 0


def meet_before_writing(monkeypatch, seconds):
    """Between looking whether a source was told and telling it."""
    gate, write = threading.Barrier(WRITERS), entry._write

    def meets_and_writes(*told):
        with suppress(threading.BrokenBarrierError):
            gate.wait(timeout=seconds)
        return write(*told)

    monkeypatch.setattr(entry, "_write", meets_and_writes)


def dose_beside_a_refresh(post, targets):
    begin_post(person=post.person, unit=UnitFactory(trust=post.trust), since=LEARNED, by=None)
    doings = [lambda: refresh(post.trust_id, [post.person_id]) for _ in range(2)]
    return all_at_once(*doings, *(gives(post, [target]) for target in targets[: WRITERS - 2]))


def test_without_the_lock_a_dose_beside_a_refresh_is_lost(post, targets, unlocked, monkeypatch):
    dose_beside_a_refresh(post, targets)
    monkeypatch.undo()
    refresh_people(post.trust)

    assert differing(post.trust) > 0


def test_dose_given_beside_a_refresh_is_counted_once(post, targets, locked):
    found = dose_beside_a_refresh(post, targets)
    refresh_people(post.trust)

    assert [one for one in found if isinstance(one, Exception)] == []
    assert differing(post.trust) == 0


def fold_beside_writers(post, targets):
    folds = [lambda: fold_changes(post.trust_id) for _ in range(4)]
    return all_at_once(*folds, *(gives(post, [target]) for target in targets))


def test_changes_folded_by_four_beside_eight_writers_are_each_in_one_place(post, targets):
    found = fold_beside_writers(post, targets)

    assert [one for one in found if isinstance(one, Exception)] == []
    assert met_of_the_level(post, targets) == 1
    assert differing(post.trust) == 0
    fold_changes(post.trust_id)
    assert differing(post.trust) == 0
