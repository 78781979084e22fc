"""Two files at once, and jobs that die half-way: nothing is lost and nothing is doubled."""

import threading

import pytest
from django.db import connections

from tests.factories.workforce import TrustFactory, UnitFactory
from workforce.imports import staff
from workforce.imports.tasks import apply_import
from workforce.models import ChangedPerson, Job, Person, PostStretch
from workforce.queries.import_run import is_overtaken
from workforce.services import staging
from workforce.services.import_run import CannotImport, ask_to_apply, ask_to_undo, try_again

from .handing_in import again, apply, brought_in, counts, everything, hand_in, undo

HEADER = "Assignment Number,Last Name,Organisation Code\n"
TWELVE = HEADER + "".join(f"{number},Name{number},W7\n" for number in range(1, 13))


@pytest.fixture
def trust(real_transactions):
    trust = TrustFactory()
    UnitFactory(trust=trust, code="W7")
    return trust


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(staging, "BATCH", 5)
    monkeypatch.setattr(staff, "BATCH", 5)


def test_of_two_files_at_once_one_is_applied_and_the_other_is_told_to_wait(trust):
    runs = [hand_in(trust, TWELVE), hand_in(trust, TWELVE)]
    told, start = [], threading.Barrier(2)

    def press(run):
        start.wait()
        try:
            ask_to_apply(run=run, by=None)
            told.append("applying")
        except CannotImport as refused:
            told.append(str(refused))
        finally:
            connections.close_all()

    presses = [threading.Thread(target=press, args=[run]) for run in runs]
    [thread.start() for thread in presses]
    [thread.join() for thread in presses]

    assert sorted(told) == ["Another file of this kind is being applied. Wait until it is done.", "applying"]


def test_a_second_preview_of_an_applied_file_changes_nothing_when_it_is_applied(trust):
    second = hand_in(trust, TWELVE)
    brought_in(trust, TWELVE)
    before = everything()

    run = ask_to_apply(run=second, by=None)
    apply_import(run.job_id)

    assert counts(run) == {"SAME": 12}
    assert everything() == before


def test_whom_another_file_took_back_since_the_preview_is_brought_in_again(trust):
    first = brought_in(trust, TWELVE)
    second = hand_in(trust, TWELVE)
    undo(first)

    overtaken, applied = is_overtaken(again(second)), apply(second)

    assert overtaken
    assert (applied.state, counts(applied)) == ("APPLIED", {"ADD": 12})
    assert (Person.objects.count(), PostStretch.objects.count()) == (12, 12)


def test_a_preview_that_nothing_came_after_is_not_overtaken(trust):
    brought_in(trust, TWELVE)

    assert not is_overtaken(hand_in(trust, TWELVE))


def test_an_import_that_died_half_way_goes_on_where_it_stopped(trust, small_batches, monkeypatch):
    run = ask_to_apply(run=hand_in(trust, TWELVE), by=None)
    whole, batches = staff.apply_posts, []

    def dies_in_the_second_batch(*told):
        batches.append(1)
        whole(*told)
        if len(batches) == 2:
            raise SystemExit

    monkeypatch.setattr(staff, "apply_posts", dies_in_the_second_batch)
    with pytest.raises(SystemExit):
        apply_import(run.job_id)
    half = PostStretch.objects.count()
    Job.objects.filter(pk=run.job_id).update(state="WAITING")  # as the sweeper does
    apply_import(run.job_id)

    assert half == 5
    assert (Person.objects.count(), PostStretch.objects.count()) == (12, 12)
    assert again(run).state == "APPLIED"
    assert counts(undo(again(run))) == {"ADD": 12}
    assert (Person.objects.count(), PostStretch.objects.count()) == (0, 0)
    assert ChangedPerson.objects.values("person").distinct().count() == 12


def stopped_half_way(trust, monkeypatch):
    """The people are added; with the first post the worker breaks, each time it is tried."""
    run = ask_to_apply(run=hand_in(trust, TWELVE), by=None)

    def breaks(*told):
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(staff, "apply_posts", breaks)
        for _attempt in range(3):
            apply_import(run.job_id)
    assert (again(run).state, again(run).job.state) == ("APPLYING", "FAILED")
    return run


def test_a_file_that_stopped_half_way_can_be_taken_back_and_blocks_the_next_no_longer(trust, monkeypatch):
    run = stopped_half_way(trust, monkeypatch)
    next_file = hand_in(trust, TWELVE)
    left_behind = Person.objects.count()
    with pytest.raises(CannotImport, match="“list.csv” stopped half way. Open it first"):
        ask_to_apply(run=next_file, by=None)

    undone = undo(again(run))

    assert (left_behind, undone.state, Person.objects.count()) == (12, "UNDONE", 0)
    assert apply(next_file).state == "APPLIED"


def test_a_file_that_is_being_applied_cannot_be_taken_back(trust):
    run = ask_to_apply(run=hand_in(trust, TWELVE), by=None)

    with pytest.raises(CannotImport, match="is being applied"):
        ask_to_undo(run=run, by=None)

    assert again(run).state == "APPLYING"


def test_a_job_that_failed_three_times_is_asked_for_again(trust, monkeypatch):
    run = stopped_half_way(trust, monkeypatch)

    try_again(run=again(run), by=None)
    apply_import(again(run).job_id)

    assert again(run).state == "APPLIED"
    assert PostStretch.objects.count() == 12
